import { Fragment, type KeyboardEvent, useRef } from "react";
import type { Kit, KitToken } from "../../core/refuse/types.ts";
import { algorithmRow } from "../../core/registry/algorithms.ts";
import { GROUPS } from "./words.ts";

/** The good token and the attacks, a row each. One row is in the tab order; arrow keys, Home and End go to the others. */
export function AttackTable({
  kit,
  shown,
  onShow,
}: {
  readonly kit: Kit;
  readonly shown: string;
  readonly onShow: (label: string) => void;
}) {
  const body = useRef<HTMLTableElement>(null);
  const isHmac = algorithmRow(kit.alg)?.family === "HMAC";
  const groups = groupsOf(kit);
  const move = (event: KeyboardEvent): void => {
    const rows = [...(body.current?.querySelectorAll<HTMLButtonElement>("button[data-label]") ?? [])];
    const at = rows.findIndex((row) => row === document.activeElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 }[event.key];
    const row = to === undefined || at < 0 ? undefined : rows[Math.max(0, Math.min(rows.length - 1, to))];
    if (row === undefined) return;
    event.preventDefault();
    row.focus();
    onShow(row.dataset["label"] ?? "good");
  };
  const row = (token: KitToken, answer: string) => (
    <tr key={token.label} data-label={token.label} aria-current={token.label === shown ? "true" : undefined}>
      <th scope="row">
        <button
          type="button"
          data-label={token.label}
          tabIndex={token.label === shown ? 0 : -1}
          aria-pressed={token.label === shown}
          onClick={({ currentTarget }) => {
            onShow(token.label);
            // In a single column the token is below the list.
            if (matchMedia("(width <= 60em)").matches)
              currentTarget.closest(".attack-desk")?.querySelector(".attack-side")?.scrollIntoView();
          }}
        >
          {token.title}
        </button>
      </th>
      <td className="attack-change">{token.change}</td>
      <td className="attack-answer">{answer}</td>
    </tr>
  );
  return (
    // The rows' buttons receive the keys, which bubble up to here.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <table ref={body} className="attack-table" aria-label="Attacks" onKeyDown={move}>
      <colgroup>
        <col />
        <col className="attack-change" />
        <col />
      </colgroup>
      <thead>
        <tr>
          <th scope="col">Attack</th>
          <th scope="col" className="attack-change">
            Changed
          </th>
          <th scope="col">Must answer</th>
        </tr>
      </thead>
      <tbody>
        {isHmac && (
          <tr>
            <th scope="row">
              <a className="link" href="#/lab/crack">
                Search for its secret
              </a>
            </th>
            <td className="attack-change">nothing: guessed offline, here</td>
            <td className="attack-answer">not found</td>
          </tr>
        )}
        {row(kit.good, "200")}
      </tbody>
      {groups.map(([title, tokens, answer]) => (
        <Fragment key={title}>
          <tbody>
            <tr>
              <th scope="rowgroup" colSpan={3} className="attack-group">
                {title}
              </th>
            </tr>
            {tokens.map((token) => row(token, answer))}
          </tbody>
        </Fragment>
      ))}
    </table>
  );
}

function groupsOf({ tokens, strict }: Kit): readonly (readonly [string, readonly KitToken[], string])[] {
  const groups = [...new Set(tokens.flatMap(({ group }) => group ?? []))];
  return [
    ...groups.map((group) => [GROUPS[group], tokens.filter((token) => token.group === group), "401"] as const),
    ...(strict.length > 0
      ? [["Refused by strict services only: common libraries accept these", strict, "401 or 200"] as const]
      : []),
  ];
}
