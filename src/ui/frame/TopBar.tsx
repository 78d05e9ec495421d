import { useEffect } from "react";
import type { ThemeChoice } from "../../state/types.ts";
import { Icon } from "../Icon.tsx";
import { useLater } from "../use-later.tsx";
import { useActions, useView } from "../WorkbenchContext.tsx";
import { applyTheme } from "./theme.ts";

/** The brand, the screens, and what concerns the page as a whole. The tools for the token are the workbench's. */
export function TopBar({ screen = "workbench" }: { readonly screen?: "workbench" | "lab" }) {
  const later = useLater();
  return (
    <header className="top">
      <p className="brand">
        <svg className="mark" viewBox="0 0 20 20" aria-hidden="true">
          <path className="m1" d="M2 5h16" />
          <path className="m2" d="M2 10h16" />
          <path className="m3" d="M2 15h16" />
        </svg>
        <span>Jotscope</span>
      </p>
      <nav className="modes" aria-label="Screens">
        <a href="#/" aria-current={screen === "workbench" ? "page" : undefined}>
          <Icon name="swap" />
          <span>Workbench</span>
        </a>
        <a href="#/lab" aria-current={screen === "lab" ? "page" : undefined}>
          <Icon name="flask" />
          <span>Lab</span>
        </a>
      </nav>
      <div className="tools">
        {screen === "workbench" && later !== null && <later.TokenTools />}
        <ThemeSelect />
      </div>
    </header>
  );
}

const THEMES: readonly (readonly [ThemeChoice, string])[] = [
  ["system", "System"],
  ["light", "Light"],
  ["dark", "Dark"],
  ["high-contrast", "High contrast"],
];

function ThemeSelect() {
  const theme = useView(({ settings }) => settings.theme);
  const { setSettings } = useActions();
  useEffect(() => applyTheme(theme), [theme]);
  return (
    <span className="select theme" title="Theme">
      <Icon name="theme" />
      <select
        aria-label="Theme"
        value={theme}
        onChange={({ currentTarget }) => setSettings({ theme: currentTarget.value as ThemeChoice })}
      >
        {THEMES.map(([value, name]) => (
          <option key={value} value={value}>
            {name}
          </option>
        ))}
      </select>
      <Icon name="down" />
    </span>
  );
}
