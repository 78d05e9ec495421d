import { headerString, keyless, preJudge } from "../core/crypto/pre-judge.ts";
import type { Judgement } from "../core/crypto/types.ts";
import type { ParsedToken } from "../core/envelope/types.ts";
import type { Layer } from "./derive-layer.ts";
import type { Inputs } from "./types.ts";

const leftOut = new WeakMap<ParsedToken, Judgement>();

/**
 * A layer that is unchanged since it was opened from a shared view: whatever its signature says, anyone could have
 * written it. If the signature or the ciphertext was left out, or signed values were hidden, there is nothing to
 * check.
 */
export function asShared(layer: Layer, { shared, base }: Pick<Inputs, "shared" | "base">): Layer {
  const { token, signing } = layer;
  if (shared?.of !== base || signing.provenance !== "original") return layer;
  const isSettled = token.form === "jws" && preJudge(token) !== null;
  const judgement = shared.isWhole || isSettled ? asIfCarried(layer.judgement) : withoutSeal(token);
  return { ...layer, signing: { ...signing, provenance: "shared" }, judgement, original: judgement, shared };
}

/** The part without which nothing can be checked. A JWE has no signature: its ciphertext is left out, with its encrypted key and its tag. */
function missing({ form, segments }: ParsedToken): "signature" | "ciphertext" | "values" {
  if (form.startsWith("jwe")) return "ciphertext";
  return segments.some(({ name, text }) => name === "signature" && text !== "") ? "values" : "signature";
}

const carried = new WeakMap<Judgement, Judgement>();

/** Treats a judgement like one by a key from the token: whoever wrote the link could have made both. The same object for the same judgement. */
function asIfCarried(judgement: Judgement | null): Judgement | null {
  if (judgement?.state !== "verified" || judgement.key === null) return judgement;
  const made = carried.get(judgement) ?? { ...judgement, key: { ...judgement.key, source: "token" } };
  carried.set(judgement, made);
  return made;
}

/** The same object for the same token. */
function withoutSeal(token: ParsedToken): Judgement {
  const reason = { code: "left-out", what: missing(token) } as const;
  const judgement = leftOut.get(token) ?? keyless("no-key", reason, headerString(token, "alg"));
  leftOut.set(token, judgement);
  return judgement;
}
