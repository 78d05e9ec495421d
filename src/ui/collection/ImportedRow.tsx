import { memo, useId, useState } from "react";
import type { Axis } from "../../core/collect/axis.ts";
import type { CollectedToken } from "../../core/collect/types.ts";
import { issuerName } from "../../core/collect/groups.ts";
import { durationWords } from "../../core/claims/describe.ts";
import type { TimeStyle } from "../../core/claims/types.ts";
import { Icon } from "../Icon.tsx";
import { useActions, useView } from "../WorkbenchContext.tsx";
import { Bar } from "./Bar.tsx";
import { lifetimeWords, timeOfDay } from "./times.ts";
import { Uses } from "./Uses.tsx";

/** The heading above the first row of a group. */
export interface GroupHead {
  readonly issuer: string;
  readonly count: string;
  readonly isFolded: boolean;
  /** Null while the list grows. */
  readonly toggle: (() => void) | null;
}

/** A token from a file. Pressing its name opens it in place of the current one. */
export const ImportedRow = memo(function ImportedRow({
  token,
  name,
  axis,
  style,
  head,
  isChosen,
  onChoose,
  size,
  position,
}: {
  readonly token: CollectedToken;
  readonly name: string;
  readonly axis: Axis | null;
  readonly style: TimeStyle;
  readonly head: GroupHead | null;
  readonly isChosen: boolean;
  readonly onChoose: ((id: number, isChosen: boolean) => void) | null;
  readonly size: number;
  readonly position: number;
}) {
  const { openText } = useActions();
  const [isOpen, setOpen] = useState(false);
  const usesId = useId();
  // As for tokens of the visit, it is verified only while open.
  const state = useView(({ inputs, path, verdict }) => {
    if (inputs.pasted !== token.text) return null;
    return path === "" ? verdict.originalState : "no-key";
  });
  const { exp, alg, form } = token.claims;
  const isExpired = useView(({ clock }) => exp !== null && clock.now >= exp + clock.leeway);
  const { counts } = token;
  const issuer = issuerName(token);
  const whole = `${name}${issuer === "" ? "" : `, ${issuer}`}`;
  const flags = flagsOf(token);
  return (
    <li
      data-form={form}
      data-state={state ?? "no-key"}
      data-expired={isExpired ? "true" : undefined}
      aria-current={state === null ? undefined : "true"}
      aria-setsize={size}
      aria-posinset={position}
      className="imported"
    >
      {head !== null && <Head head={head} />}
      {head?.isFolded !== true && (
        <div className="imported-row">
          <label className="choose">
            {onChoose !== null && (
              <input
                type="checkbox"
                aria-label={`Choose ${whole}`}
                checked={isChosen}
                onChange={({ currentTarget }) => onChoose(idOf(token), currentTarget.checked)}
              />
            )}
          </label>
          <span className="who">
            <button
              type="button"
              className="link"
              aria-label={`${name}: show it, ${whole}`}
              onClick={() => openText(token.text)}
            >
              {name}
            </button>
            <span className="meta">
              <span translate="no">{alg ?? form}</span> · {lifetimeWords(token.claims)}
              {state === null ? "" : " · shown above"}
            </span>
          </span>
          <span className="flags">
            {flags.map(([word, severity]) => (
              <span key={word} className={`flag sev-${severity}`}>
                <Icon name={severity === "security" ? "security" : severity === "error" ? "error" : "warn"} />
                {word}
              </span>
            ))}
          </span>
          <button
            type="button"
            className="link uses-button"
            aria-expanded={isOpen}
            aria-controls={usesId}
            aria-label={`${counts.all}× seen: places of ${whole}`}
            onClick={() => setOpen(!isOpen)}
          >
            {counts.all.toLocaleString("en")}×
          </button>
          {axis === null ? (
            <span className="meta">no times</span>
          ) : (
            <Bar token={token} axis={axis} label={barWords(token, style)} />
          )}
        </div>
      )}
      <div id={usesId}>{isOpen && head?.isFolded !== true && <Uses token={token} style={style} />}</div>
    </li>
  );
});

/** The number that selects a token from a file; those of the visit have positive numbers. */
export function idOf({ index }: CollectedToken): number {
  return -1 - index;
}

function Head({ head: { issuer, count, isFolded, toggle } }: { readonly head: GroupHead }) {
  const title = issuer === "" ? "No issuer" : issuer;
  return (
    <div className="group-head">
      <h4>
        {toggle === null ? (
          <bdi translate={issuer === "" ? "yes" : "no"}>{title}</bdi>
        ) : (
          <button type="button" className="fold" aria-expanded={!isFolded} onClick={toggle}>
            <Icon name={isFolded ? "right" : "down"} />
            <bdi translate={issuer === "" ? "yes" : "no"}>{title}</bdi>
          </button>
        )}
      </h4>
      <span className="meta">{count}</span>
    </div>
  );
}

function flagsOf({
  counts,
}: CollectedToken): readonly (readonly [word: string, severity: "security" | "error" | "warn"])[] {
  return [
    ...(counts.elsewhere > 0 ? [["sent elsewhere", "security"] as const] : []),
    ...(counts.late > 0 ? [["used after expiry", "error"] as const] : []),
    ...(counts.inUrl > 0 ? [["in a URL", "warn"] as const] : []),
  ];
}

function barWords({ claims, counts, first, last }: CollectedToken, style: TimeStyle): string {
  const { iat, nbf, exp } = claims;
  const start = nbf ?? iat;
  const at = (time: number): string => timeOfDay(time, style);
  const life =
    start !== null && exp !== null
      ? `Valid from ${at(start)} to ${at(exp)}, ${durationWords(exp - start)}.`
      : exp !== null
        ? `Valid until ${at(exp)}.`
        : start !== null
          ? `Valid from ${at(start)}, without an expiry.`
          : "It has no times.";
  if (first === null || last === null) return `${life} Seen ${counts.all} times; the file does not say when.`;
  return `${life} Seen ${counts.all === 1 ? `once, at ${at(first)}` : `${counts.all} times, from ${at(first)} to ${at(last)}`}.`;
}
