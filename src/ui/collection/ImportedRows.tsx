import { counted } from "../../core/base/words.ts";
import { useEffect, useMemo, useRef, useState } from "react";
import type { Axis } from "../../core/collect/axis.ts";
import { groupsOf, issuerName } from "../../core/collect/groups.ts";
import type { CollectedToken } from "../../core/collect/types.ts";
import type { TimeStyle } from "../../core/claims/types.ts";
import { Button } from "../Button.tsx";
import { type GroupHead, idOf, ImportedRow } from "./ImportedRow.tsx";

/** The list is drawn in pieces of this many rows. */
const PIECE = 200;

interface Row {
  readonly token: CollectedToken;
  /** The heading of a group: its issuer, and how many tokens it has. */
  readonly head: { readonly issuer: string; readonly count: number } | null;
}

/** While files are read, rows are appended and none moves; afterwards they are grouped by issuer and kind. */
function rowsOf(tokens: readonly CollectedToken[], isReading: boolean): readonly Row[] {
  if (!isReading)
    return groupsOf(tokens).flatMap(({ issuer, tokens }) =>
      tokens.map((token, at) => ({ token, head: at === 0 ? { issuer, count: tokens.length } : null })),
    );
  return tokens.map((token, at) => {
    const issuer = issuerName(token);
    const before = tokens[at - 1];
    const isFirst = before === undefined || issuerName(before) !== issuer;
    return { token, head: isFirst ? { issuer, count: 0 } : null };
  });
}

/** The tokens of files as items of the Collection, by issuer and kind. */
export function ImportedRows({
  tokens,
  names,
  axis,
  style,
  isReading,
  chosen,
  onChoose,
  size,
}: {
  readonly tokens: readonly CollectedToken[];
  readonly names: ReadonlyMap<number, string>;
  readonly axis: Axis | null;
  readonly style: TimeStyle;
  readonly isReading: boolean;
  readonly chosen: ReadonlySet<number>;
  readonly onChoose: ((id: number, isChosen: boolean) => void) | null;
  /** Of the whole list. */
  readonly size: number;
}) {
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set());
  const [drawn, setDrawn] = useState(PIECE);
  const rows = useMemo(() => rowsOf(tokens, isReading), [tokens, isReading]);
  const toggle = (issuer: string): void => {
    const now = new Set(folded);
    if (!now.delete(issuer)) now.add(issuer);
    setFolded(now);
  };
  const items: { readonly row: Row; readonly head: GroupHead | null; readonly position: number }[] = [];
  let left = 0;
  for (const [at, row] of rows.entries()) {
    const isFolded = !isReading && folded.has(issuerName(row.token));
    // A folded group keeps its first item, showing only the heading.
    if (isFolded && row.head === null) continue;
    if (items.length >= drawn) {
      left += 1;
      continue;
    }
    const head =
      row.head === null
        ? null
        : {
            issuer: row.head.issuer,
            count: isReading ? "" : counted(row.head.count, "token"),
            isFolded,
            toggle: isReading ? null : () => toggle(row.head?.issuer ?? ""),
          };
    items.push({ row, head, position: at + 1 });
  }
  return (
    <>
      {items.map(({ row: { token }, head, position }) => (
        <ImportedRow
          key={token.index}
          token={token}
          name={names.get(token.index) ?? token.claims.kind}
          axis={axis}
          style={style}
          head={head}
          isChosen={chosen.has(idOf(token))}
          onChoose={onChoose}
          size={size}
          position={position}
        />
      ))}
      {left > 0 && <More left={left} draw={() => setDrawn(drawn + PIECE)} />}
    </>
  );
}

/** Draws the next piece when it comes into sight, or is asked for. It is not an item of the list. */
function More({ left, draw }: { readonly left: number; readonly draw: () => void }) {
  const place = useRef<HTMLLIElement>(null);
  useEffect(() => {
    const element = place.current;
    if (element === null) return undefined;
    const seen = new IntersectionObserver((entries) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) draw();
    });
    seen.observe(element);
    return () => seen.disconnect();
  });
  return (
    <li role="presentation" className="more-rows" ref={place}>
      <Button className="small" onClick={draw}>
        Show {Math.min(left, PIECE)} more of {left.toLocaleString("en")}
      </Button>
    </li>
  );
}
