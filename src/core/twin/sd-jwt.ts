import type { JWK } from "jose";
import { parseToken } from "../envelope/parse.ts";
import type { ParsedToken } from "../envelope/types.ts";
import { parseJson } from "../json/parse.ts";
import { octetsOfText, textOfOctets } from "../text/octets.ts";
import { JsonTwin } from "./json-twin.ts";
import { twinOfJws } from "./jws.ts";
import type { Maker } from "./maker.ts";
import { jwkOf, valueIn } from "./members.ts";

/** An SD-JWT in the compact form (RFC 9901 section 4): its JWS, its disclosures, its key binding. */
export async function twinOfSdJwt(maker: Maker, { text }: ParsedToken, depth: number): Promise<string> {
  const [jws = "", ...rest] = text.split("~");
  const parsed = parseToken(jws);
  const made = [await twinOfJws(maker, parsed, depth, null, text)];
  for (const part of rest) {
    if (part.includes(".")) {
      const before = text.slice(0, text.lastIndexOf(part));
      made.push(await twinOfBinding(maker, part, before, `${made.join("~")}~`, parsed, depth)); // oxlint-disable-line no-await-in-loop
    } else made.push(await twinOfDisclosure(maker, part)); // oxlint-disable-line no-await-in-loop
  }
  return made.join("~");
}

/**
 * A key binding, signed for the twin of what it binds: the SD-JWT in the compact form, in the original and in the
 * twin (RFC 9901 section 4.3.1).
 */
export async function twinOfBinding(
  maker: Maker,
  part: string,
  before: string,
  twin: string,
  issued: ParsedToken,
  depth: number,
): Promise<string> {
  await maker.deriveDigests(before, async () => twin);
  return twinOfJws(maker, parseToken(part), depth + 1, await holderKey(maker, issued));
}

/** The key that replaces the holder's (`cnf`, RFC 7800 section 3.2). */
async function holderKey(maker: Maker, { payload }: ParsedToken): Promise<JWK | null> {
  const given = jwkOf(valueIn(valueIn(payload?.json.root, "cnf"), "jwk"));
  return given === null ? null : maker.keyring.inPlaceOf(given);
}

/** A disclosure: salt, name and value are replaced, the same way each time. */
export async function twinOfDisclosure(maker: Maker, text: string): Promise<string> {
  if (text === "") return text;
  return maker.once(`disclosure ${text}`, async () => {
    const { bytes, write } = maker.segment(text);
    const json = textOfOctets(bytes);
    const { root } = parseJson(json);
    const [salt, second, third] = root?.type === "array" ? root.items : [];
    if (root?.type !== "array" || salt === undefined) return maker.random(text);
    const name = third !== undefined && second?.type === "string" ? second.value : "";
    const value = third ?? second;
    const twin = new JsonTwin(maker, json, 0);
    if (salt.type === "string") twin.replace(salt, "salt");
    if (value !== undefined) twin.replace(value, name);
    return write(octetsOfText(await twin.made()));
  });
}
