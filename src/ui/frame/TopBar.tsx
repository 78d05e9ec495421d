import { type Screen, SCREENS } from "../../page/route.ts";
import { Part } from "../Part.tsx";
import { useLater } from "../use-later.tsx";

/** The brand, the screens, and page-wide controls. */
export function TopBar({ screen }: { readonly screen: Screen }) {
  const later = useLater();
  return (
    <header className="top">
      <p className="brand">
        <svg className="mark" viewBox="0 0 20 20" aria-hidden="true">
          <path className="mark-header" d="M2 5h16" />
          <path className="mark-payload" d="M2 10h16" />
          <path className="mark-signature" d="M2 15h16" />
        </svg>
        <span>Jotscope</span>
      </p>
      <nav className="screen-links" aria-label="Screens">
        {SCREENS.map(([one, href, name]) => (
          <a key={one} href={href} aria-current={one === screen ? "page" : undefined}>
            {name}
          </a>
        ))}
      </nav>
      <div className="tools">
        {later !== null && (
          <Part name="tools">
            {screen !== "lab" && <later.TokenTools />}
            <later.CommandsButton />
            <later.ThemeSelect />
          </Part>
        )}
      </div>
    </header>
  );
}
