import { useMemo } from "react";
import type { Item } from "../../core/content/types.ts";
import { drawnItems, drawnValue, MOST_LINES } from "./drawn-items.ts";

/** The parsed content as a tree: names, values, and their meanings. */
export function Items({ items }: { readonly items: readonly Item[] }) {
  const drawn = useMemo(() => drawnItems(items, MOST_LINES), [items]);
  return (
    <>
      <Level items={drawn.items} />
      {drawn.isCut && <p className="meta">The first {MOST_LINES.toLocaleString("en")} lines are shown.</p>}
    </>
  );
}

function Level({ items }: { readonly items: readonly Item[] }) {
  return (
    <ul className="content-items">
      {items.map((item, index) => (
        <li key={index}>
          {item.items === undefined || item.items.length === 0 ? (
            <Line item={item} />
          ) : (
            <details open>
              <summary>
                <Line item={item} />
              </summary>
              <Level items={item.items} />
            </details>
          )}
        </li>
      ))}
    </ul>
  );
}

function Line({ item: { name, value, note } }: { readonly item: Item }) {
  return (
    <>
      <b translate="no">
        <bdi>{drawnValue(name)}</bdi>
      </b>{" "}
      <code translate="no">
        <bdi>{drawnValue(value)}</bdi>
      </code>
      {note !== undefined && (
        <span className="content-note">
          <bdi>{note}</bdi>
        </span>
      )}
    </>
  );
}
