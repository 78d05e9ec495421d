import type { Change, Difference, Item } from "../../core/compare/types.ts";
import { middleOf } from "../../core/compare/middle.ts";

/** A change is shown by sign, word and line: never by colour alone. */
const SIGNS: Readonly<Record<Change, string>> = { added: "+", removed: "\u2212", changed: "\u2260" };

/** One difference: the place, the kind of change, both sides, and what it means. */
export function DifferenceItem({ difference }: { readonly difference: Difference }) {
  const { part, path, change, a, b, words, kind, items, disclosed } = difference;
  const parts = kind === "value" && a !== null && b !== null && part !== "time" ? middleOf(a, b) : null;
  return (
    <li className="difference" data-part={part} data-path={path} data-change={change}>
      <ChangeWord change={change} />
      <code className="difference-path" translate="no">
        {path === "" ? "all of it" : path}
      </code>
      <Side name="A" text={a} parts={parts?.a ?? null} change={change} isTime={part === "time"} />
      <Side name="B" text={b} parts={parts?.b ?? null} change={change} isTime={part === "time"} />
      {(words !== null || items.length > 0 || disclosed !== undefined) && (
        <div className="difference-words">
          {words}
          {disclosed !== undefined && (
            <p className="meta">{`From a disclosure${disclosed === "both" ? " in both" : ` in ${disclosed}`}`}</p>
          )}
          {items.length > 0 && (
            <ul className="difference-items">
              {items.map((item) => (
                <ItemOfSet key={`${item.change} ${item.text}`} item={item} part={part} />
              ))}
            </ul>
          )}
        </div>
      )}
    </li>
  );
}

function ChangeWord({ change }: { readonly change: Change }) {
  return (
    <span className="change" data-change-word={change}>
      <span aria-hidden="true">{SIGNS[change]}</span> {change}
    </span>
  );
}

function Side({
  name,
  text,
  parts,
  change,
  isTime,
}: {
  readonly name: "A" | "B";
  readonly text: string | null;
  readonly parts: readonly [before: string, middle: string, after: string] | null;
  readonly change: Change;
  readonly isTime: boolean;
}) {
  const Mark = name === "A" ? "del" : "ins";
  return (
    <span className="difference-side">
      <b className="meta">{name}</b>
      {text === null ? (
        <span className="meta">not there</span>
      ) : isTime ? (
        <span>{text}</span>
      ) : (
        <code translate="no">
          {parts !== null ? (
            <>
              {parts[0]}
              {parts[1] !== "" && <Mark>{parts[1]}</Mark>}
              {parts[2]}
            </>
          ) : change === "changed" ? (
            text
          ) : (
            <Mark>{text}</Mark>
          )}
        </code>
      )}
    </span>
  );
}

function ItemOfSet({ item, part }: { readonly item: Item; readonly part: Difference["part"] }) {
  const { change, text, path } = item;
  const place = path === null ? {} : { "data-part": part, "data-path": path, "data-change": change };
  const Mark = change === "removed" ? "del" : "ins";
  return (
    <li {...place}>
      <ChangeWord change={change} />{" "}
      <code translate="no">
        <Mark>{text === "" ? '""' : text}</Mark>
      </code>
    </li>
  );
}
