import { useMemo } from "react";
import { instantWords } from "../../core/claims/describe.ts";
import { hiddenIn } from "../../core/envelope/disclosures.ts";
import { readableOf } from "../../core/envelope/readable.ts";
import { selectiveOf } from "../../core/envelope/selective.ts";
import { stringMember, wholeObject } from "../../core/json/query.ts";
import { algorithmRow } from "../../core/registry/algorithms.ts";
import { goTo } from "../../page/go-to.ts";
import { timesIn } from "../../state/times.ts";
import type { VisitItem } from "../../state/visit.ts";
import { Button } from "../Button.tsx";
import { useActions, useView } from "../WorkbenchContext.tsx";
import { endWords } from "./times.ts";

/** A token that arrived in this visit. Pressing it opens it in place of the current one. */
export function VisitRow({
  item,
  number,
  isChosen,
  onChoose,
  size,
  position,
}: {
  readonly item: VisitItem;
  /** Its place in the order of arrival. */
  readonly number: number;
  readonly isChosen: boolean;
  /** Null if there is nothing to compare it with. */
  readonly onChoose: ((id: number, isChosen: boolean) => void) | null;
  readonly size: number;
  readonly position: number;
}) {
  const { openText } = useActions();
  // Tokens that are not open are not judged: that would need their key. The open one is judged as it arrived, whatever was
  // edited since; while a layer inside it is shown, the verdict is that layer's and says nothing of the whole.
  const state = useView(({ inputs, path, verdict }) => {
    if (inputs.pasted !== item.text) return null;
    return path === "" ? verdict.originalState : "no-key";
  });
  const clock = useView(({ clock }) => clock);
  const style = useView(({ settings }) => settings.timeStyle);
  const { token, claims } = useMemo(() => readableOf(item.text), [item.text]);
  const { header, payload } = token;
  const member = (name: string): string | null => (claims === null ? null : stringMember(claims, name));
  const root = claims && wholeObject(claims);
  const times = payload === null ? [] : timesIn(payload.json, clock, { selective: selectiveOf(token) });
  const exp = times.find(({ claim }) => claim === "exp");
  const alg = header === null ? null : stringMember(header.json, "alg");
  const isHmac = token.form === "jws" && algorithmRow(alg ?? "")?.family === "HMAC";
  const [iss, sub] = [member("iss"), member("sub")];
  return (
    <li
      data-form={token.form}
      data-state={state ?? "no-key"}
      data-expired={exp?.state === "expired" ? "true" : undefined}
      aria-current={state === null ? undefined : "true"}
      aria-setsize={size}
      aria-posinset={position}
      className="arrived"
    >
      <label className="choose">
        {onChoose !== null && (
          <input
            type="checkbox"
            aria-label={`Choose token ${number}: ${[alg ?? token.form, iss && `from ${iss}`, sub && `for ${sub}`].filter(Boolean).join(" ").slice(0, 160)}`}
            checked={isChosen}
            onChange={({ currentTarget }) => onChoose(item.id, currentTarget.checked)}
          />
        )}
        <span className="number">{number}</span>
      </label>
      <span className="meta at">{instantWords(item.at, style)?.first}</span>
      <span className="what">
        <b translate="no">{alg ?? token.form}</b>
        {iss !== null && (
          <span>
            from <bdi translate="no">{iss}</bdi>
          </span>
        )}
        {sub !== null && (
          <span>
            for <bdi translate="no">{sub}</bdi>
          </span>
        )}
      </span>
      <span className={exp?.state === "expired" ? "sev-error when" : "when"}>
        {endWords({ exp, clock, hidden: root && hiddenIn(root), form: token.form })}
      </span>
      {state === null ? (
        <Button className="small" onClick={() => openText(item.text)}>
          Show
        </Button>
      ) : (
        <span className="meta">shown above</span>
      )}
      {isHmac && (
        <Button
          className="small search"
          onClick={() => {
            if (state === null) openText(item.text);
            goTo("#/lab/crack");
          }}
        >
          Search for its secret
        </Button>
      )}
    </li>
  );
}
