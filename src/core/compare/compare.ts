import { areEqual } from "../base/bytes.ts";
import type { Clock } from "../claims/types.ts";
import type { JsonPart } from "../envelope/types.ts";
import { parseJson } from "../json/parse.ts";
import type { JsonDocument } from "../json/types.ts";
import { isDisclosed } from "./disclosed.ts";
import { isLarge, limitsOf, segmentOf, type Side, sideOf } from "./limits.ts";
import { sentenceOf } from "./sentence.ts";
import { compareSignatures, isSignatureReused } from "./signature.ts";
import { compareStructure, cut } from "./structure.ts";
import { compareTimes, timesOf } from "./times.ts";
import type { Comparison, Difference } from "./types.ts";

const EMPTY = parseJson("");
/** At most this many unchanged names are returned. */
const MOST_SAME = 200;

/** What it means if a member of the root changed, by part and path. */
const MEANINGS: Readonly<Record<string, string>> = {
  "header/alg": "Different algorithm",
  "header/enc": "Different content encryption",
  "header/typ": "Different type of token",
  "header/kid": "A different key is named",
  "payload/iss": "Different issuer",
  "payload/sub": "Different subject",
  "payload/aud": "Different audience",
  "payload/jti": "Different token id",
  "payload/sid": "Different session",
  "payload/azp": "Different client",
  "payload/client_id": "Different client",
};

/**
 * What differs between two tokens, A and B, as written: header, payload, times at `clock` (seconds), signature. Of an SD-JWT
 * the processed payload is compared (RFC 9901 section 7.1). Notes name what cannot be compared (encrypted, unreadable, very
 * long). Never fails; linear in both texts.
 */
export function compareTokens(textA: string, textB: string, clock: Clock): Comparison {
  const [a, b] = [sideOf(textA), sideOf(textB)];
  const header = compareParts("header", a, b);
  const payload = a.isEncrypted || b.isEncrypted ? NOTHING : compareParts("payload", a, b);
  const times = timesOf(documentOf(a, b, a.payload), documentOf(a, b, b.payload), clock);
  const differences = [
    ...header.differences,
    ...[
      ...payload.differences,
      ...compareTimes(times, clock).map((difference): Difference => ({ part: "time", ...difference })),
    ].map((difference) => ({ ...difference, ...disclosedIn(difference.path, a, b) })),
    ...compareSignatures(a, b),
  ];
  const notes = [...limitsOf(a, b)];
  if (isSignatureReused(a, b))
    notes.push("The signature is the same although the content differs: it was copied, not made for this content.");
  const isSame = textA === textB;
  const more = header.more + payload.more;
  return {
    sentence: sentenceOf({ a, b, isSame, differences, more, times }),
    differences,
    more,
    same: { header: header.same, payload: payload.same },
    notes,
  };
}

/** The payload to read times from; empty if it is too long or breaks off. */
const documentOf = (a: Side, b: Side, part: JsonPart | null): JsonDocument =>
  part === null || part.json.problems.length > 0 || a.isEncrypted || b.isEncrypted || isLarge(a) || isLarge(b)
    ? EMPTY
    : part.json;

function disclosedIn(path: string, a: Side, b: Side): Pick<Difference, "disclosed"> {
  const [inA, inB] = [isDisclosed(a, path), isDisclosed(b, path)];
  return inA || inB ? { disclosed: inA && inB ? "both" : inA ? "A" : "B" } : {};
}

interface PartComparison {
  readonly differences: readonly Difference[];
  readonly more: number;
  readonly same: readonly string[];
}

const NOTHING: PartComparison = { differences: [], more: 0, same: [] };

function compareParts(part: "header" | "payload", a: Side, b: Side): PartComparison {
  const [from, to] = [a[part], b[part]];
  const one = (difference: Omit<Difference, "part" | "path" | "items">): PartComparison => ({
    ...NOTHING,
    differences: [{ part, path: "", items: [], ...difference }],
  });
  const shown = { a: cut(from?.text ?? ""), b: cut(to?.text ?? "") };
  const isProcessed = part === "payload" && (a.processed !== null || b.processed !== null);
  const [bytes, otherBytes] = [segmentOf(a, part)?.bytes ?? null, segmentOf(b, part)?.bytes ?? null];
  if ((from?.text ?? "") === "" || (to?.text ?? "") === "") {
    if ((from?.text ?? "") === (to?.text ?? "")) return NOTHING;
    const isAdded = (from?.text ?? "") === "";
    return one({
      change: isAdded ? "added" : "removed",
      kind: "text",
      a: isAdded ? null : shown.a,
      b: isAdded ? shown.b : null,
      words: `Only ${isAdded ? "B" : "A"} has a ${part}`,
    });
  }
  if (from === null || to === null) return NOTHING;
  if (from.text === to.text) {
    const same = namesOf(from.json);
    if (isProcessed) {
      if (segmentOf(a, part)?.text === segmentOf(b, part)?.text) return { ...NOTHING, same };
      const words = "The same claims; the signed payloads differ, in digests or in how they are written";
      return { ...one({ ...encodings(a, b, part), change: "changed", kind: "spelling", words }), same };
    }
    if (bytes !== null && otherBytes !== null && !areEqual(bytes, otherBytes))
      return one({ ...shown, change: "changed", kind: "bytes", words: "Different bytes, which are not UTF-8" });
    if (segmentOf(a, part)?.text === segmentOf(b, part)?.text) return { ...NOTHING, same };
    return {
      ...one({
        ...encodings(a, b, part),
        change: "changed",
        kind: "spelling",
        words: "The same text, encoded differently",
      }),
      same,
    };
  }
  if (part === "payload" && (isLarge(a) || isLarge(b)))
    return one({
      change: "changed",
      kind: "bytes",
      a: `${from.text.length} characters`,
      b: `${to.text.length} characters`,
      words: "Different bytes",
    });
  const broken = [from.json.problems.length > 0 ? "A" : "", to.json.problems.length > 0 ? "B" : ""].filter(
    (name) => name !== "",
  );
  if (broken.length > 0)
    return one({
      ...shown,
      change: "changed",
      kind: "text",
      words: `Compared as text: ${broken.join(" and ")} ${broken.length > 1 ? "are" : "is"} not JSON`,
    });
  const { differences, more } = compareStructure(from.json, to.json, { isLaidOut: !isProcessed });
  const touched = new Set(differences.map(({ path }) => path.split("/")[1]));
  const others = new Set(namesOf(to.json));
  return {
    differences: differences.map((difference) => ({
      part,
      ...difference,
      words: difference.words ?? (difference.change === "changed" ? (MEANINGS[part + difference.path] ?? null) : null),
    })),
    more,
    same:
      more > 0
        ? []
        : namesOf(from.json).filter(
            (name) => others.has(name) && !touched.has(name.replaceAll("~", "~0").replaceAll("/", "~1")),
          ),
  };
}

const encodings = (a: Side, b: Side, part: "header" | "payload"): { readonly a: string; readonly b: string } => ({
  a: cut(segmentOf(a, part)?.text ?? ""),
  b: cut(segmentOf(b, part)?.text ?? ""),
});

function namesOf({ root }: JsonDocument): readonly string[] {
  return root?.type === "object" ? [...new Set(root.members.slice(0, MOST_SAME).map(({ name }) => name))] : [];
}
