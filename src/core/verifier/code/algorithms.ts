import type { JsonNode } from "../../json/types.ts";
import { familyOf } from "../../registry/algorithms.ts";
import { wantedOf } from "../tree.ts";
import { openIn } from "./values.ts";

/** The values of an option that are in this text. */
export const listedIn = (node: JsonNode | null): readonly string[] =>
  node === null
    ? []
    : wantedOf({ node, path: "" })
        .map(({ text }) => text)
        .filter((text) => openIn({ type: "string", value: text, range: node.range }) === null);

const isHmac = (alg: string): boolean => familyOf(alg) === "HMAC";

/** Whether all that are listed are made with a shared secret: whoever has it made the token, for whatever audience. */
export const isShared = (listed: readonly string[]): boolean => listed.length > 0 && listed.every(isHmac);

/** Whether both a shared secret and a public key may verify. */
export const isMixed = (listed: readonly string[]): boolean =>
  listed.some(isHmac) && listed.some((alg) => !isHmac(alg) && familyOf(alg) !== null && familyOf(alg) !== "none");

/** Whether tokens without a signature are accepted. */
export const hasNone = (listed: readonly string[]): boolean => listed.some((alg) => alg.toLowerCase() === "none");
