import { lastMember } from "../json/query.ts";
import type { JsonObject } from "../json/types.ts";
import { READ_LIMIT } from "./words.ts";

/** Parts of a message that can be looked up or compared, whether or not it is known. */
interface Holdings {
  /** Codes of one product, as written: E7731, reason=14. */
  readonly codes: readonly string[];
  /** Members of the token whose value the message contains. */
  readonly members: readonly string[];
}

/** Codes with which products number their messages. Status codes and algorithms do not count. */
const CODES =
  /(?<![\w-])(?:(?!(?:HTTP|HS|RS|PS|ES|SHA|UTF|TLS|RFC|IPV)[-_]?\d)[A-Z]{1,8}[-_]?\d{2,6}[A-Z]?|(?:code|reason|errno|subcode|error|rc)[=:] ?-?\d{1,6})(?![\w-])/g;

const MOST_CODES = 6;
/** Shorter values occur in any text by chance. */
const LEAST_VALUE = 4;

/** Members whose values services write into their messages. */
const NAMES = ["iss", "aud", "sub", "azp", "client_id", "jti", "nonce", "email", "exp", "iat", "kid"];

/**
 * The codes in a message, and the members of the token whose values it mentions. Takes header and payload if they
 * were read in full. Reads as much of the text as the search for messages does.
 */
export function holdingsOf(
  text: string,
  token: { readonly header: JsonObject | null; readonly payload: JsonObject | null },
): Holdings {
  const read = text.slice(0, READ_LIMIT);
  const codes = [...new Set(Array.from(read.matchAll(CODES), ([code]) => code))].slice(0, MOST_CODES);
  const members = NAMES.filter((name) => {
    const object = name === "kid" ? token.header : token.payload;
    const node = object && lastMember(object, name)?.value;
    const items = node?.type === "array" ? node.items : node ? [node] : [];
    return items.some((item) => {
      const value = item.type === "string" ? item.value : item.type === "number" ? item.raw : "";
      return value.length >= LEAST_VALUE && read.includes(value);
    });
  });
  return { codes, members };
}
