import type { FlagName, FlagRow, Flags } from "../../core/lab/free/flags.ts";

/** The verifier's checks, each a choice; what is at fault in this scenario is marked, and so is what is loosened now. */
export function FreeFlags({
  rows,
  flags,
  guilty,
  onChange,
}: {
  readonly rows: readonly FlagRow[];
  readonly flags: Flags;
  readonly guilty: readonly string[];
  readonly onChange: (name: FlagName, value: string) => void;
}) {
  return (
    <ul className="lab-flags">
      {rows.map(({ name, label, options, clause }) => {
        const isLoose = flags[name] !== options[0]?.[0];
        return (
          <li key={name} data-flag={name} className={isLoose ? "is-loose" : undefined}>
            <label>
              <span>
                {label}
                {guilty.includes(name) && <i> at fault here</i>}
                <small>{/^[\d]/.test(clause) ? `§${clause}` : clause}</small>
              </span>
              <select value={flags[name]} onChange={({ currentTarget }) => onChange(name, currentTarget.value)}>
                {options.map(([value, words]) => (
                  <option key={value} value={value}>
                    {words}
                  </option>
                ))}
              </select>
            </label>
          </li>
        );
      })}
    </ul>
  );
}
