import { areEqual } from "../base/bytes.ts";
import { plural } from "../base/words.ts";
import { type Side, segmentOf } from "./limits.ts";
import type { Difference } from "./types.ts";

/** How the signatures differ: in their bytes, or in the spelling of the same bytes. An encrypted token has none. */
export function compareSignatures(a: Side, b: Side): readonly Difference[] {
  const [one, other] = [segmentOf(a, "signature"), segmentOf(b, "signature")];
  const [from, to] = [one?.text ?? "", other?.text ?? ""];
  if (from === to) return [];
  const base = { part: "signature", path: "", items: [] } as const;
  const octets = (segment: typeof one): string | null =>
    segment === null || segment.text === "" ? null : plural(segment.bytes.length, "byte");
  const sides = { a: octets(one), b: octets(other) };
  if (from === "") return [{ ...base, ...sides, change: "added", kind: "bytes", words: "Only B is signed" }];
  if (to === "") return [{ ...base, ...sides, change: "removed", kind: "bytes", words: "Only A is signed" }];
  if (one !== null && other !== null && areEqual(one.bytes, other.bytes))
    return [{ ...base, ...sides, change: "changed", kind: "spelling", words: "The same bytes, written differently" }];
  const words = isSameInput(a, b)
    ? "Different bytes over the same header and payload: signed again, with another key, or damaged"
    : "Different bytes";
  return [{ ...base, ...sides, change: "changed", kind: "bytes", words }];
}

/** Whether the signing inputs of the two are equal (RFC 7515 section 5.1). */
function isSameInput(a: Side, b: Side): boolean {
  return (["header", "payload"] as const).every((name) => segmentOf(a, name)?.text === segmentOf(b, name)?.text);
}

/** Whether both tokens have the same signature over different signing inputs. */
export function isSignatureReused(a: Side, b: Side): boolean {
  const text = segmentOf(a, "signature")?.text ?? "";
  return text !== "" && text === segmentOf(b, "signature")?.text && !isSameInput(a, b);
}
