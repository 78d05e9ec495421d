import { plural } from "../base/words.ts";
import { disclosureOf, hiddenIn, isRefused, openDisclosures } from "../envelope/disclosures.ts";
import { selectiveOf } from "../envelope/selective.ts";
import { parseJson } from "../json/parse.ts";
import { lastMember, wholeObject } from "../json/query.ts";
import type { JsonNode } from "../json/types.ts";
import { decodeBase64Url } from "../text/base64url.ts";
import { decodeUtf8 } from "../text/utf8.ts";
import type { Side } from "./limits.ts";

/** At most this many disclosures are named. */
const MOST_NAMED = 20;

/** Whether the value at a JSON Pointer (RFC 6901) of the payload comes from a disclosure. */
export function isDisclosed({ processed }: Side, path: string): boolean {
  let node: JsonNode | null = processed?.root ?? null;
  for (const step of path.split("/").slice(1)) {
    const name = step.replaceAll("~1", "/").replaceAll("~0", "~");
    if (node?.type === "object") node = lastMember(node, name)?.value ?? null;
    else node = node?.type === "array" ? (node.items[Number(name)] ?? null) : null;
  }
  return node !== null && disclosureOf(node.range) !== null;
}

/** The disclosures that only one side has (RFC 9901 section 4.2), by name. */
export function disclosureNotes(a: Side, b: Side): readonly string[] {
  const [from, to] = [a, b].map(({ token }) => new Set(selectiveOf(token)?.disclosures.map(({ text }) => text))) as [
    Set<string>,
    Set<string>,
  ];
  const only = (name: string, these: ReadonlySet<string>, others: ReadonlySet<string>): readonly string[] => {
    const alone = [...these].filter((one) => !others.has(one));
    if (alone.length === 0) return [];
    const named = alone.slice(0, MOST_NAMED).map(nameOfDisclosure).join(", ");
    return [
      `Only ${name} has ${plural(alone.length, "disclosure")}: ${named}${alone.length > MOST_NAMED ? " and more" : ""}.`,
    ];
  };
  const notes = [...only("A", from, to), ...only("B", to, from), ...hiddenNotes("A", a), ...hiddenNotes("B", b)];
  const binding = ({ token }: Side): string | null => selectiveOf(token)?.binding?.text ?? null;
  const [bound, otherBound] = [binding(a), binding(b)];
  if (bound === otherBound) return notes;
  if (bound === null || otherBound === null) return [...notes, `Only ${bound === null ? "B" : "A"} has a key binding.`];
  return [...notes, "The key bindings differ."];
}

function nameOfDisclosure(text: string): string {
  const { root } = parseJson(decodeUtf8(decodeBase64Url(text.slice(0, 10_000)).bytes).text);
  if (root?.type !== "array") return "one that cannot be read";
  const [, name] = root.items;
  return root.items.length === 3 && name?.type === "string" ? name.value.slice(0, 60) : "an item of a list";
}

/** What the claims of an SD-JWT leave open: digests without a disclosure are no claims, and some SD-JWTs must be rejected. */
function hiddenNotes(name: string, { token, processed }: Side): readonly string[] {
  const selective = selectiveOf(token);
  if (selective === null || token.payload === null) return [];
  const root = processed && wholeObject(processed);
  if (root === null)
    return [`The disclosures of ${name} cannot be compared with its digests: its signed payload is compared.`];
  const notes: string[] = [];
  const hidden = hiddenIn(root);
  if (hidden > 0)
    notes.push(
      `${name} has ${plural(hidden, "digest")} without a disclosure: claims that it does not show, or decoys.`,
    );
  if (isRefused(openDisclosures(token.payload.json, selective)))
    notes.push(`A verifier must reject ${name}: its disclosures and digests do not belong together.`);
  return notes;
}
