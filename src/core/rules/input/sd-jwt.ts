import { parseJson } from "../../json/parse.ts";
import { lastMember } from "../../json/query.ts";
import { decodeBase64Url } from "../../text/base64url.ts";
import { decodeUtf8 } from "../../text/utf8.ts";
import { defineRule } from "../support/define.ts";
import { at } from "../support/facts.ts";

interface Part {
  readonly text: string;
  readonly start: number;
}

/** The parts after the first `~`: Disclosures, and last the key-binding JWT or nothing (RFC 9901 section 4). */
function partsOf(text: string): readonly Part[] {
  const parts: Part[] = [];
  let start = text.indexOf("~") + 1;
  while (start <= text.length && parts.length < 10_000) {
    const end = text.indexOf("~", start);
    parts.push({ text: text.slice(start, end < 0 ? text.length : end), start });
    if (end < 0) break;
    start = end + 1;
  }
  return parts;
}

/** An SD-JWT: only what stands before the first `~` is a JWT. */
export const selectiveDisclosure = defineRule("IN-19", ["token"], "RFC 9901 section 4", ({ token }, say) => {
  if (token.form !== "sd-jwt") return;
  const parts = partsOf(token.text);
  const bound = parts.at(-1)?.text !== "";
  say("info", bound ? "bound" : "plain", { args: { count: Math.max(0, parts.length - 1) }, class: "ok" });
});

const HASHES = new Set(["sha-256", "sha-384", "sha-512", "sha3-256", "sha3-384", "sha3-512", "sha-256-128"]);

/** Disclosures are base64url of JSON arrays of two or three elements; the last part is nothing or a key-binding JWT. */
export const sdJwtShape = defineRule("sd-jwt", ["token"], "RFC 9901 sections 4.1.1, 4.2 and 4.3", (facts, say) => {
  const { token } = facts;
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
  if (token.form !== "sd-jwt") return;
  const parts = partsOf(token.text);
  const last = parts.at(-1);
  for (const part of parts) {
    const place = at("token", { start: part.start, end: part.start + part.text.length });
    if (part === last) {
      if (part.text !== "" && !isKeyBinding(part.text)) say("error", "key-binding", { place, class: "sd-jwt" });
      continue;
    }
    const problem = disclosureProblem(part.text);
    if (problem !== null) say("error", problem, { place, class: "sd-jwt" });
  }
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
  const segments = text.split(".");
  if (segments.length !== 3) return false;
  const { root } = parseJson(decodeUtf8(decodeBase64Url(segments[0] ?? "").bytes).text);
  const typ = root?.type === "object" ? lastMember(root, "typ")?.value : null;
  return typ?.type === "string" && typ.value.toLowerCase() === "kb+jwt";
}
