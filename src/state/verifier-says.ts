import { joseHeader } from "../core/envelope/json-seals.ts";
import { wholeObject } from "../core/json/query.ts";
import type { JsonObject } from "../core/json/types.ts";
import { onForget } from "../core/memory/forget.ts";
import type { VerifierSays } from "../core/rules/types.ts";
import { judge, shortName } from "../core/verifier/judge.ts";
import { readConfiguration } from "../core/verifier/load-read.ts";
import { TOKEN_GROUP } from "../core/verifier/token-checks.ts";
import type { Presented } from "../core/verifier/types.ts";
import { memo } from "./memo.ts";
import { nesting } from "./nesting.ts";
import type { LayerItem } from "./types.ts";

let read = memo(readConfiguration);
let last = memo(says);

onForget(() => {
  read = memo(readConfiguration);
  last = memo(says);
});

/**
 * What the verifier's configuration says of the token whose claims are shown; undefined if there is no configuration that
 * the page reads. Signature and times are judged without it, so a refusal for these alone is none of its own.
 */
export function verifierSays(
  text: string,
  { token, header, payload }: Pick<LayerItem, "token" | "header" | "payload">,
  layers: readonly LayerItem[],
  { now, leeway }: { readonly now: number; readonly leeway: number },
): VerifierSays | undefined {
  // Until it can be read nothing is kept of it.
  if (text.trim() === "" || readConfiguration(text).is === "needs-reader") return undefined;
  return last(text, joseHeader(token, header.json), wholeObject(payload.json), signatureIn(layers), now, leeway);
}

function says(
  text: string,
  header: JsonObject | null,
  claims: JsonObject | null,
  signature: Presented["signature"],
  now: number,
  leeway: number,
): VerifierSays | undefined {
  const result = read(text);
  if (result.is !== "read") return undefined;
  const { reading } = result;
  const { outcome, about } = judge(reading, { header, claims, signature, now, leeway });
  const isOwn = outcome === "refused" && about !== null && about.condition.group !== TOKEN_GROUP;
  return {
    title: reading.title,
    refusedBy: isOwn ? shortName(about.condition) : null,
    dangers: reading.dangers.map(({ title, attack }) => ({ title, attack })),
  };
}

/** What is known of the signatures of all nested layers. What the token's own key verifies anybody may have signed. */
export function signatureIn(layers: readonly LayerItem[]): Presented["signature"] {
  const all = nesting(layers);
  const isKnown = all.every(({ state, judgement }) => state === "verified" && judgement?.key?.source !== "token");
  if (isKnown) return "met";
  return all.some(({ state }) => state === "invalid") ? "unmet" : "unknown";
}
