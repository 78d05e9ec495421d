import { parseToken } from "../../envelope/parse.ts";
import { parseJson } from "../../json/parse.ts";
import { stringMember } from "../../json/query.ts";
import { decodeBase64Url } from "../../text/base64url.ts";
import { decodeUtf8 } from "../../text/utf8.ts";
import { defineRule } from "../support/define.ts";
import { at } from "../support/facts.ts";
import { plural, type Args } from "../support/words.ts";

/** An SD-JWT: only what is before the first `~` is a JWT. */
export const selectiveDisclosure = defineRule({
  id: "IN-19",
  spec: "RFC 9901 section 4",
  words: {
    plain: (a: Args<"count">) => [
      `An SD-JWT with ${plural(a.count, "disclosure")}`,
      "Only the part before the first ~ is a JWT; verify that part, then the digests (RFC 9901 section 7).",
    ],
    bound: (a: Args<"count">) => [
      `An SD-JWT with ${plural(a.count, "disclosure")} and a key-binding JWT`,
      "Only the part before the first ~ is the issuer's JWT; the last part proves who presents it (RFC 9901 section 7.3).",
    ],
  },
  look: ({ envelope }, say) => {
    if (envelope?.form !== "sd-jwt") return;
    const { disclosures, binding } = envelope;
    say("info", binding === null ? "plain" : "bound", { args: { count: disclosures.length }, class: "ok" });
  },
});

const HASHES = new Set(["sha-256", "sha-384", "sha-512", "sha3-256", "sha3-384", "sha3-512", "sha-256-128"]);

/** Disclosures are base64url of JSON arrays of two or three elements; the last part is nothing or a key-binding JWT. */
export const sdJwtShape = defineRule({
  id: "sd-jwt",
  spec: "RFC 9901 sections 4.1.1, 4.2 and 4.3",
  words: {
    hash: [
      "_sd_alg does not name a known hash",
      "It must be a name of the IANA hash registry, such as sha-256 (RFC 9901 section 4.1.1).",
    ],
    "other-hash": (a: Args<"hash">) => [
      `The digests use ${a.hash}`,
      "Verifiers must support sha-256; others are optional (RFC 9901 section 4.1.1).",
    ],
    "key-binding": [
      "The last part is not a key-binding JWT",
      "The last ~ must be followed by nothing, or by a JWT whose typ is kb+jwt (RFC 9901 section 4.3).",
    ],
    empty: [
      "A disclosure is empty",
      "Two ~ follow each other. Each disclosure is base64url of a JSON array (RFC 9901 section 4.2).",
    ],
    base64url: [
      "A disclosure is not base64url",
      "Its digest is made over exactly these characters (RFC 9901 section 4.2.3).",
    ],
    utf8: ["A disclosure is not UTF-8", "It must be UTF-8 JSON (RFC 9901 section 4.2)."],
    json: ["A disclosure is not JSON", "It must be a JSON array (RFC 9901 section 4.2)."],
    array: [
      "A disclosure has the wrong shape",
      "It must be an array of salt, name and value, or of salt and value (RFC 9901 sections 4.2.1 and 4.2.2).",
    ],
    name: [
      "A disclosure has a name that is not allowed",
      "A claim name must be a string other than _sd and ... (RFC 9901 section 4.2.1).",
    ],
  },
  look: (facts, say) => {
    const { envelope } = facts;
    const algorithm = facts.payloadValue("_sd_alg");
    if (algorithm && !(algorithm.type === "string" && HASHES.has(algorithm.value))) {
      say("error", "hash", { place: at("payload", algorithm.range), class: "sd-jwt" });
    } else if (algorithm?.type === "string" && algorithm.value !== "sha-256") {
      say("info", "other-hash", {
        args: { hash: algorithm.value },
        place: at("payload", algorithm.range),
        class: "sd-jwt",
      });
    }
    if (envelope?.form !== "sd-jwt") return;
    const { disclosures, binding } = envelope;
    for (const { text, range } of disclosures) {
      const problem = disclosureProblem(text);
      if (problem !== null) say("error", problem, { place: at("token", range), class: "sd-jwt" });
    }
    if (binding !== null && !isKeyBinding(binding.text))
      say("error", "key-binding", { place: at("token", binding.range), class: "sd-jwt" });
  },
});

function disclosureProblem(text: string): "empty" | "base64url" | "utf8" | "json" | "array" | "name" | null {
  if (text === "") return "empty";
  const { bytes, problems } = decodeBase64Url(text);
  if (problems.length > 0) return "base64url";
  const decoded = decodeUtf8(bytes);
  if (decoded.problems.length > 0) return "utf8";
  const { root, problems: syntax } = parseJson(decoded.text);
  if (syntax.length > 0 || !root) return "json";
  if (root.type !== "array" || (root.items.length !== 2 && root.items.length !== 3)) return "array";
  const [salt, name] = root.items;
  if (salt?.type !== "string") return "array";
  if (root.items.length === 3 && (name?.type !== "string" || name.value === "_sd" || name.value === "..."))
    return "name";
  return null;
}

/** Three segments, and a header whose `typ` is `kb+jwt` (RFC 9901 section 4.3). */
function isKeyBinding(text: string): boolean {
  const { segmentCount, header } = parseToken(text);
  return segmentCount === 3 && header !== null && stringMember(header.json, "typ")?.toLowerCase() === "kb+jwt";
}
