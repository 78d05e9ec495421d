import { type ReactNode, useState } from "react";
import type { JsonNode } from "../../core/json/types.ts";
import { plural } from "../../core/base/words.ts";
import { Visible } from "../explain/Visible.tsx";

/** Longer texts, lists and deeper levels are folded. */
const LONG = 160;
const SHOWN = 90;
const MANY = 12;
const DEEP = 4;
/** The most that one click opens. The JSON has the rest. */
const MOST = 20_000;
const MOST_ITEMS = 500;

/** A JSON value for reading: texts without quotes, arrays as lists, objects as names with values; long ones are folded. */
export function ClaimValue({
  node,
  text,
  depth = 0,
}: {
  readonly node: JsonNode;
  readonly text: string;
  readonly depth?: number;
}) {
  switch (node.type) {
    case "string":
      return <Words text={isMistakable(node.value) ? JSON.stringify(node.value) : node.value} />;
    case "number":
    case "boolean":
    case "null":
      return <Words text={text.slice(node.range.start, node.range.end)} />;
    case "array":
    case "object":
  }
  const count = node.type === "array" ? node.items.length : node.members.length;
  if (count === 0) return <Words text={node.type === "array" ? "[]" : "{}"} />;
  const noun = node.type === "array" ? "item" : "member";
  const all = () => <Nested node={node} text={text} depth={depth} />;
  return count > MANY || depth >= DEEP ? <Folded summary={plural(count, noun)}>{all}</Folded> : all();
}

function Nested({ node, text, depth }: { readonly node: JsonNode; readonly text: string; readonly depth: number }) {
  if (node.type === "array") {
    return (
      <ul className={node.items.every(isShort) ? "items short" : "items"}>
        {node.items.slice(0, MOST_ITEMS).map((item, index) => (
          <li key={index}>
            <ClaimValue node={item} text={text} depth={depth + 1} />
          </li>
        ))}
        {node.items.length > MOST_ITEMS && (
          <li className="meta">{node.items.length - MOST_ITEMS} more are in the JSON</li>
        )}
      </ul>
    );
  }
  if (node.type !== "object") return null;
  return (
    <dl className="members">
      {node.members.slice(0, MOST_ITEMS).map(({ name, value }, index) => (
        <div key={index}>
          <dt>
            <bdi>
              <Visible text={name === "" ? '""' : cut(name, SHOWN)} />
            </bdi>
          </dt>
          <dd>
            <ClaimValue node={value} text={text} depth={depth + 1} />
          </dd>
        </div>
      ))}
      {node.members.length > MOST_ITEMS && (
        <p className="meta">{node.members.length - MOST_ITEMS} more are in the JSON</p>
      )}
    </dl>
  );
}

function Words({ text }: { readonly text: string }) {
  if (text.length <= LONG) return <Said text={text} />;
  return (
    <Folded summary={<Said text={cut(text, SHOWN)} />} note={`${text.length.toLocaleString("en")} characters`}>
      {() => <Said text={cut(text, MOST)} />}
    </Folded>
  );
}

function Said({ text }: { readonly text: string }) {
  return (
    <bdi className="said" translate="no">
      <Visible text={text} />
    </bdi>
  );
}

/** Content that is only created once opened. */
function Folded({
  summary,
  note,
  children,
}: {
  readonly summary: ReactNode;
  readonly note?: string;
  readonly children: () => ReactNode;
}) {
  const [open, setOpen] = useState(false);
  return (
    <details className="folded" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>
        {open && note !== undefined ? null : summary} {note !== undefined && <span className="meta">{note}</span>}
      </summary>
      {open && children()}
    </details>
  );
}

/** Whether a string would look like another value without quotes. */
function isMistakable(text: string): boolean {
  return text === "" || /^\s|\s$/.test(text) || /^(?:true|false|null|-?\d[\d.eE+-]*|[[{].*)$/.test(text);
}

function isShort(node: JsonNode): boolean {
  return node.type === "string" ? node.value.length <= 40 : node.type !== "array" && node.type !== "object";
}

/** The beginning of a text, without half a character at its end. */
export function cut(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most).replace(/[\uD800-\uDBFF]$/, "")}…` : text;
}
