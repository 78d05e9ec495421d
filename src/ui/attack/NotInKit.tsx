import type { Kit } from "../../core/refuse/types.ts";

/** Attacks left out, and why: a key is missing, or they do not apply to this token. */
export function NotInKit({ kit }: { readonly kit: Kit }) {
  const { missing, unfit } = kit;
  const signing = missing.filter(({ needs }) => needs === "signing-key");
  const others = missing.filter(({ needs }) => needs !== "signing-key");
  if (missing.length + unfit.length === 0) return null;
  const parts = [
    ...(signing.length > 0 ? [`${signing.length} need your signing key`] : []),
    ...(others.length > 0 ? [`${others.length} need your public key`] : []),
    ...(unfit.length > 0 ? [`${unfit.length} do not apply to this token`] : []),
  ];
  return (
    <details className="attack-missing">
      <summary>
        {missing.length + unfit.length} are not here <span className="meta">{parts.join(" · ")}</span>
      </summary>
      <ul>
        {missing.map(({ label, title, needs }) => (
          <li key={label}>
            {title}: <span className="meta">needs your {needs === "signing-key" ? "signing" : "public"} key</span>
          </li>
        ))}
        {unfit.map(({ label, title, why }) => (
          <li key={label}>
            {title}: <span className="meta">{why}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}
