import type { KeyReading } from "../types.ts";
import { type MappedText, placeOf, sliceText } from "./mapped-text.ts";
import { isRawKey, isTelling, withRepairs } from "./nested.ts";
import { repair } from "./repair.ts";

/** `NAME=value`, `name: value`, or a value in quotes: the value is read if it is a key. */
export async function readAssigned(
  mapped: MappedText,
  within: (inner: MappedText) => Promise<KeyReading>,
): Promise<KeyReading | null> {
  const { text } = mapped;
  const quoted = /^(["'`])[^]*\1[;,]?$/.exec(text);
  if (quoted && text.length > 2) {
    const end = text.lastIndexOf(quoted[1] as string);
    const reading = await within(sliceText(mapped, 1, end));
    return isTelling(reading) || isRawKey(reading)
      ? withRepairs(reading, [repair("quotes", placeOf(mapped, 0, 1))])
      : null;
  }
  const name =
    /^(?:(?:export|set|const|let|var|ENV)[ \t]+)?["']?[A-Za-z_][\w.-]{0,100}["']?[ \t]*[:=](?!\/\/|=)[ \t]*(?:[|>][-+\d]*[ \t]*\n)?/.exec(
      text,
    );
  if (!name || name[0].length >= text.length) return null;
  const reading = await within(sliceText(mapped, name[0].length));
  const isKeyName = /key|pub|priv|jwk|ed25519|seed|point/i.test(name[0]);
  return isTelling(reading) || (isKeyName && isRawKey(reading))
    ? withRepairs(reading, [repair("env-or-yaml", placeOf(mapped, 0, name[0].trimEnd().length))])
    : null;
}
