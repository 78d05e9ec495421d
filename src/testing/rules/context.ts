import { NO_KEYS } from "../../core/keys/no-keys.ts";
import { readTimes } from "../../core/claims/timeline.ts";
import type { Clock } from "../../core/claims/types.ts";
import { parseJson } from "../../core/json/parse.ts";
import { printJson } from "../../core/json/print.ts";
import { encodeBase64Url } from "../../core/text/base64url.ts";
import { encodeUtf8 } from "../../core/text/utf8.ts";
import { openSeal } from "../../core/envelope/json-seals.ts";
import { parseToken } from "../../core/envelope/parse.ts";
import type { RuleContext } from "../../core/rules/types.ts";

/** The time of all samples: 15 January 2027, 08:00 UTC. */
export const SAMPLE_NOW = 1_800_000_000;

/** Encodes a text as base64url, as in a segment. */
export function segment(text: string): string {
  return encodeBase64Url(encodeUtf8(text));
}

/** A compact JWS of the given texts. By default the signature has the right length for HS256; it is never valid. */
export function compact(header: string, payload: string, signature = "B".repeat(42) + "A"): string {
  return `${segment(header)}.${segment(payload)}.${signature}`;
}

export const HEALTHY_HEADER = `{"alg":"HS256","typ":"JWT","kid":"2026-11-a"}`;
export const HEALTHY_PAYLOAD = `{"iss":"https://issuer.example","sub":"248289761001","aud":"orders","iat":${SAMPLE_NOW - 60},"nbf":${SAMPLE_NOW - 60},"exp":${SAMPLE_NOW + 600}}`;
export const HEALTHY = compact(HEALTHY_HEADER, HEALTHY_PAYLOAD);

/**
 * A complete context for a token's text, as the page makes it when the token has just been typed and there is no key.
 */
export function contextOf(
  text: string,
  more: Partial<RuleContext> = {},
  clock: Clock = { now: SAMPLE_NOW, leeway: 0 },
): RuleContext {
  const token = openSeal(parseToken(text), null);
  const panes = {
    header: token.header ? printJson(token.header.text) : "",
    payload: token.payload ? printJson(token.payload.text) : "",
  };
  return {
    token,
    base: token,
    arrival: null,
    panes,
    provenance: "original",
    keys: NO_KEYS,
    publicKey: { kind: "empty" },
    privateKey: { kind: "empty" },
    judgement: null,
    original: null,
    signing: null,
    pair: null,
    times: readTimes(parseJson(panes.payload), clock),
    clock,
    ...more,
  };
}
