import { sealedToken } from "../envelope/json-seals.ts";
import type { ParsedToken } from "../envelope/types.ts";
import { fitKey } from "../keys/fit/fit.ts";
import { importSecret } from "../keys/import/import-secret.ts";
import type { KeyFit, KeyMaterial } from "../keys/types.ts";
import { algorithmRow, type SignatureAlgorithm } from "../registry/algorithms.ts";
import { decodeBase64Url } from "../text/base64url.ts";
import { isAvailable } from "./capabilities.ts";
import { checkSignature } from "./check-signature.ts";
import { type Outcome, wasTried } from "./deciding.ts";
import { messageOf } from "./thrown.ts";
import { signedText } from "./judge.ts";
import { tryKey } from "./judge-with-keys.ts";
import { extensionReason } from "./extensions.ts";
import { headerString, preJudge } from "./pre-judge.ts";
import type { SignedText } from "./verify.ts";

/** The outcome of one key: tried, with or without success; or not tried, and why not. */
export type Trial =
  | { readonly kind: "verified" }
  | { readonly kind: "failed" }
  | { readonly kind: "unfit"; readonly fit: KeyFit }
  | { readonly kind: "untried"; readonly reason: "token" | "degenerate" | "refused" | "many" };

export interface Trying {
  /** Contradicting `alg`, `use` and `key_ops` are ignored. */
  readonly judgeAnyway: boolean;
  /** Which keys to try if more than `most` fit. */
  readonly first: (key: KeyMaterial) => boolean;
  readonly most: number;
  /** Lets the page respond after each key; rejects once nobody waits for the answer. */
  readonly turn: () => Promise<void>;
}

/**
 * Checks a token's signature with each of several keys separately, whatever the header names: someone looking for the
 * right key wants all results. The verdict has other rules (`judgeToken`). Answers in the order of `keys`; rejects
 * only if `turn` does.
 */
export async function tryKeys(
  token: ParsedToken,
  keys: readonly KeyMaterial[],
  { judgeAnyway, first, most, turn }: Trying,
): Promise<readonly Trial[]> {
  const sealed = sealedToken(token);
  const row = preJudge(sealed, extensionReason) === null ? algorithmRow(headerString(sealed, "alg") ?? "") : null;
  if (row === null || !(await isAvailable(row))) return keys.map(() => ({ kind: "untried", reason: "token" }));
  const fits = keys.map((key) => fitKey(key, row.alg, "verify"));
  const isWanted = (fit: KeyFit): boolean => fit.kind === "fits" || (fit.kind === "contradiction" && judgeAnyway);
  const areMany = fits.filter(isWanted).length > most;
  const signed = signedText(sealed);
  const trials: Trial[] = [];
  for (const [index, key] of keys.entries()) {
    const fit = fits[index]!;
    if (!isWanted(fit)) trials.push({ kind: "unfit", fit });
    else if (areMany && !first(key)) trials.push({ kind: "untried", reason: "many" });
    else {
      trials.push(trialOf(await outcomeOf(signed, row, key)));
      await turn();
    }
  }
  return trials;
}

function trialOf(outcome: Outcome): Trial {
  if (outcome.code === "verified") return { kind: "verified" };
  if (wasTried(outcome)) return { kind: "failed" };
  return { kind: "untried", reason: outcome.code === "key-degenerate" ? "degenerate" : "refused" };
}

async function outcomeOf(signed: SignedText, row: SignatureAlgorithm, material: KeyMaterial): Promise<Outcome> {
  if (row.family !== "HMAC") return (await tryKey(signed, row, { index: 0, material, weak: null })).outcome;
  try {
    const key = await importSecret(decodeBase64Url(material.jwk.k ?? "").bytes, row, "verify");
    return await checkSignature(signed, key, row.signatureBytes);
  } catch (error) {
    return { code: "import-failed", message: messageOf(error) };
  }
}
