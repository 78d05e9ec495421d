import type { Item } from "../../core/content/types.ts";

/** More lines of one level are not drawn. */
const MOST = 500;

/** What was read, as a tree: names, values, and what these mean. */
export function Items({ items }: { readonly items: readonly Item[] }) {
  return (
    <ul className="content-items">
      {items.slice(0, MOST).map((item, index) => (
        <li key={index}>
          {item.items === undefined || item.items.length === 0 ? (
            <Line item={item} />
          ) : (
            <details open>
              <summary>
                <Line item={item} />
              </summary>
              <Items items={item.items} />
            </details>
          )}
        </li>
      ))}
      {items.length > MOST && <li className="meta">{(items.length - MOST).toLocaleString("en")} more</li>}
    </ul>
  );
}

function Line({ item: { name, value, note } }: { readonly item: Item }) {
  return (
    <>
      <b translate="no">
        <bdi>{name}</bdi>
      </b>{" "}
      <code>
        <bdi>{value}</bdi>
      </code>
      {note !== undefined && (
        <span className="content-note">
          <bdi>{note}</bdi>
        </span>
      )}
    </>
  );
}
