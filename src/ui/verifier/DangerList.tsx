import type { Danger } from "../../core/verifier/types.ts";
import { Icon } from "../Icon.tsx";
import "./verifier.css";

/** What a configuration accepts unintentionally. */
export function DangerList({ dangers, label }: { readonly dangers: readonly Danger[]; readonly label: string }) {
  if (dangers.length === 0) return null;
  return (
    <ul className="verifier-dangers" aria-label={label}>
      {dangers.map(({ claim, group, title, attack }, index) => (
        <li
          key={index}
          className="sev-security"
          data-rule={`verifier-${claim}`}
          data-severity="security"
          data-group={group}
        >
          <Icon name="security" />
          <div>
            <b>Security: {title}</b>
            <p>
              <bdi>{attack}</bdi>
            </p>
          </div>
        </li>
      ))}
    </ul>
  );
}
