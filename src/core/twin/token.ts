import { innerForm } from "../envelope/places.ts";
import { parseToken } from "../envelope/parse.ts";
import { parseJson } from "../json/parse.ts";
import { lastMember } from "../json/query.ts";
import { octetsOfText, textOfOctets } from "../text/octets.ts";
import { FOREIGN, twinOfContent } from "./content.ts";
import { twinOfJwe, twinOfJweJson } from "./jwe.ts";
import { twinOfJws } from "./jws.ts";
import { twinOfJwsJson } from "./jws-json.ts";
import { type Maker, MOST_DEPTH } from "./maker.ts";
import { twinOfSdJwt } from "./sd-jwt.ts";
import { readSegment } from "./segment.ts";
import { spelledToken } from "./spelled.ts";

/** The twin of a token, whatever its form; if the text is not a token, its values are replaced. */
export async function twinOfToken(maker: Maker, text: string, depth: number): Promise<string> {
  if (depth > MOST_DEPTH) return maker.replacer.opaque(text);
  if (/[%\\<&]/.test(text)) {
    const { said, respell } = spelledToken(text);
    if (said !== text && said.split(".").length > 2) return respell(await maker.token(said, depth));
  }
  const token = parseToken(text);
  if (token.form === "text" || (token.form === "jws" && token.header?.json.problems.length !== 0)) {
    const other = await twinOfDamaged(maker, text, depth);
    if (other !== null) return other;
  }
  switch (token.form) {
    case "empty":
      return text;
    case "text":
      return maker.replacer.text(text, "secret");
    case "jws":
      return twinOfJws(maker, token, depth);
    case "sd-jwt":
      return twinOfSdJwt(maker, token, depth);
    case "jwe":
      return twinOfJwe(maker, token, depth);
    case "jws-json":
      return twinOfJwsJson(maker, text, depth);
    case "jwe-json":
      return twinOfJweJson(maker, text, depth);
  }
}

/** The twin of a token that has lost its beginning or was encoded once more; null if the text is neither. */
async function twinOfDamaged(maker: Maker, text: string, depth: number): Promise<string | null> {
  const [first = ""] = text.split(".", 1);
  for (const start of ["e", "ey", "eyJ"]) {
    const { root, problems } = parseJson(textOfOctets(readSegment(start + first).bytes));
    if (root?.type === "object" && problems.length === 0 && lastMember(root, "alg") !== null)
      return (await maker.token(start + text, depth + 1)).slice(start.length); // oxlint-disable-line no-await-in-loop
  }
  if (text.includes(".")) return null;
  const { bytes, write } = maker.segment(text);
  const said = textOfOctets(bytes);
  const isContent = innerForm(said) !== null || /^[[{]/.test(said);
  if (!isContent || FOREIGN.test(said)) return null;
  return write(octetsOfText(await twinOfContent(maker, said, depth + 1, "payload")));
}
