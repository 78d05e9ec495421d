/** The shortest value searched for, in UTF-16 units: shorter ones occur by chance. */
const LEAST = 6;

/**
 * Which of these values can still be read from a text: as they are, percent-encoded, with JSON escapes, or in Base64 of
 * either alphabet, at any byte offset of a longer text; the same in the decoded segments of the text.
 */
export function tracesOf(values: Iterable<string>, text: string): readonly string[] {
  const texts = layersOf(text, 0);
  return [...new Set(values)].filter((value) => {
    if (value.length < LEAST) return false;
    const spellings = [value, encodeURIComponent(value), JSON.stringify(value).slice(1, -1), ...inBase64(value)];
    return texts.some((one) => spellings.some((spelling) => spelling.length >= LEAST && one.includes(spelling)));
  });
}

/** The Base64 characters that depend only on a value, at each of its three positions in a group. */
function inBase64(value: string): readonly string[] {
  return [0, 1, 2].flatMap((before) => {
    const octets = Buffer.concat([Buffer.alloc(before), Buffer.from(value)]);
    const whole = octets.toString("base64url");
    const first = Math.ceil((before * 8) / 6);
    const last = Math.floor((octets.length * 8) / 6);
    const settled = whole.slice(first, last);
    // Fewer could be the encoding of something else.
    if (settled.length < 8) return [];
    return [settled, settled.replaceAll("-", "+").replaceAll("_", "/")];
  });
}

function layersOf(text: string, depth: number): readonly string[] {
  if (depth > 3) return [text];
  const decoded = text
    .split(/[^\w+/-]+/)
    .filter((run) => run.length >= 8)
    .flatMap((run) => layersOf(Buffer.from(run, "base64url").toString(), depth + 1));
  const unescaped = text.replace(/\\u([\da-f]{4})/gi, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return [text, unescaped, ...decoded];
}
