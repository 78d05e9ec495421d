type Sealed = (typeof SEALED)[number];

/** A piece of a drawn token: part of one segment, changed since the previous step or not. */
export interface TokenRun {
  readonly text: string;
  readonly segment: "header" | "payload" | "signature" | Sealed | "dot" | "other" | "omitted";
  readonly changed: boolean;
}

const SEGMENTS = ["header", "payload", "signature"] as const;
/** The parts of a compact JWE (RFC 7516 section 7.1). */
const SEALED = ["header", "encrypted-key", "iv", "ciphertext", "tag"] as const;

/**
 * Cuts a token into runs. Between the beginning and the end that a segment shares with that of the token before, it is
 * marked as changed; a signature from the first difference on. About `limit` characters of a segment are kept, twice as
 * many of header and payload, and the rest is given as a number. A text with neither three segments nor five is
 * compared as a whole.
 */
export function tokenRuns(token: string, before: string | null, limit = 400): readonly TokenRun[] {
  const parts = token.split(".", 6);
  const names: readonly TokenRun["segment"][] = parts.length === 5 ? SEALED : SEGMENTS;
  if (parts.length !== names.length) return cut(token, before, "other", limit, true);
  const old = before?.split(".", 6) ?? null;
  return parts.flatMap((part, index): readonly TokenRun[] => {
    const segment = names[index] ?? "other";
    const isSignature = segment !== "header" && segment !== "payload";
    // More of header and payload is kept, so changes in them are visible; signatures all look alike.
    const runs = cut(part, old ? (old[index] ?? "") : null, segment, isSignature ? limit : 2 * limit, !isSignature);
    return index === 0 ? runs : [{ text: ".", segment: "dot", changed: false }, ...runs];
  });
}

function cut(
  text: string,
  before: string | null,
  segment: TokenRun["segment"],
  limit: number,
  keepsEnd: boolean,
): readonly TokenRun[] {
  const shown = text.length > limit + 20 ? text.slice(0, limit) : text;
  const rest: TokenRun[] =
    shown.length < text.length
      ? [{ text: `and ${(text.length - shown.length).toLocaleString("en")} more`, segment: "omitted", changed: false }]
      : [];
  if (before === null || before === text) return [...whole(shown, segment, false), ...rest];
  let start = 0;
  while (start < shown.length && shown[start] === before[start]) start += 1;
  let end = shown.length;
  if (keepsEnd && rest.length === 0) {
    let same = 0;
    const most = Math.min(text.length, before.length) - start;
    while (same < most && text.at(-1 - same) === before.at(-1 - same)) same += 1;
    end = text.length - same;
  }
  return [
    ...whole(shown.slice(0, start), segment, false),
    ...whole(shown.slice(start, end), segment, true),
    ...whole(shown.slice(end), segment, false),
    ...rest,
  ];
}

function whole(text: string, segment: TokenRun["segment"], changed: boolean): readonly TokenRun[] {
  return text === "" ? [] : [{ text, segment, changed }];
}
