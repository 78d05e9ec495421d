import { claimsIn } from "../core/envelope/disclosures.ts";
import { joseHeader } from "../core/envelope/json-seals.ts";
import { wholeObject } from "../core/json/query.ts";
import type { JsonDocument } from "../core/json/types.ts";
import { onForget } from "../core/memory/forget.ts";
import type { VerifierSays } from "../core/rules/types.ts";
import { shortName } from "../core/verifier/judge.ts";
import type { Held } from "../core/verifier/listing.ts";
import { TOKEN_GROUP } from "../core/verifier/token-checks.ts";
import type { Presented } from "../core/verifier/types.ts";
import { memo } from "./memo.ts";
import { nesting } from "./nesting.ts";
import type { LayerItem } from "./types.ts";
import { createVerifierTask } from "./verifier-task.ts";

// A worker judges a long configuration: its answer appears in the view with the next tick of the clock.
const task = createVerifierTask("says", () => undefined);
let last = memo(says);

onForget(() => {
  task.drop();
  last = memo(says);
});

/**
 * What the verifier's configuration says about the token whose claims are shown; undefined if there is none that the
 * page reads, and while it is being read. A refusal for signature, `exp` or `nbf` is not reported as the
 * configuration's own, since the page judges these without it.
 */
export function verifierSays(
  text: string,
  layer: Pick<LayerItem, "token" | "header" | "payload" | "envelope">,
  layers: readonly LayerItem[],
  { now, leeway }: { readonly now: number; readonly leeway: number },
): VerifierSays | undefined {
  if (text.trim() === "") {
    task.drop();
    return undefined;
  }
  const presented = presentedOf(layer.token, layer.header, claimsIn(layer), signatureIn(layers), now, leeway);
  return last(task.hold({ text, presented, most: 0 }));
}

/** The same object while nothing in it changes, so that nothing is judged twice. */
const presentedOf = memo(
  (
    token: LayerItem["token"],
    header: LayerItem["header"],
    claims: JsonDocument,
    signature: Presented["signature"],
    now: number,
    leeway: number,
  ): Presented => ({ ...partsOf(token, header, claims), signature, now, leeway }),
);

const partsOf = memo((token: LayerItem["token"], header: LayerItem["header"], claims: JsonDocument) => ({
  header: joseHeader(token, header.json),
  claims: wholeObject(claims),
}));

function says(held: Held): VerifierSays | undefined {
  if (held.is !== "read") return undefined;
  const { title, outcome, about, dangers, places } = held.listing;
  const name = about === null ? "" : shortName(about.condition);
  const isOwn = outcome === "refused" && about !== null && !(about.condition.group === TOKEN_GROUP && ALONE.has(name));
  return {
    title,
    refusedBy: isOwn ? name : null,
    dangers: dangers.map(({ title: name, attack }) => ({ title: name, attack })),
    places,
  };
}

/**
 * The conditions that the page judges without a configuration. Only a configuration says which algorithms, key IDs and
 * ages are accepted.
 */
const ALONE: ReadonlySet<string> = new Set(["signature", "exp", "nbf"]);

/**
 * The outcome for the signatures of all nested layers. One that verifies only with a key from the token is unknown:
 * anyone could have made it.
 */
export function signatureIn(layers: readonly LayerItem[]): Presented["signature"] {
  const all = nesting(layers);
  const isKnown = all.every(({ state, judgement }) => state === "verified" && judgement?.key?.source !== "token");
  if (isKnown) return "met";
  return all.some(({ state }) => state === "invalid") ? "unmet" : "unknown";
}
