import { lastMember } from "../json/query.ts";
import { checkPolicy } from "../policy/checks.ts";
import { openBench, type Bench } from "./bench.ts";
import { wrongClaims } from "./kinds/claims.ts";
import { isPublished, keyConfusion, otherAlgorithm, weakSecrets } from "./kinds/confusion.ts";
import { ownKey } from "./kinds/own-key.ts";
import { HEADER, PAYLOAD, SIGNATURE } from "./kinds/kept.ts";
import { keptSignature } from "./kinds/signature.ts";
import { otherForms } from "./kinds/structure.ts";
import { unsigned } from "./kinds/unsigned.ts";
import { joinParts } from "./parts.ts";
import type { Kind, Kit, KitGroup, KitRequest, KitToken, KitWarning, Missing, NoKit } from "./types.ts";

/**
 * The tokens that a service must refuse, made from a good one, the available key, and the policy. Each is labelled and
 * has exactly one fault, so a refusal means something. With a signing key the good token is re-signed, to last a day;
 * without one it is the token itself, and kinds that need the key are listed as missing. Says why if there can be no
 * kit. Sends nothing. Never rejects because of the fields' content; needs a secure context.
 */
export async function makeKit(request: KitRequest): Promise<Kit | { readonly kind: "none"; readonly why: NoKit }> {
  const bench = await openBench(request);
  if (typeof bench === "string") return { kind: "none", why: bench };
  const groups: readonly (readonly [KitGroup, readonly Kind[]])[] = [
    ["unsigned", unsigned(bench)],
    ["signature", keptSignature(bench)],
    ["confusion", keyConfusion(bench)],
    ["secret", weakSecrets(bench, request.keys.secret)],
    ["own-key", ownKey(bench)],
    ["form", otherForms(bench)],
    ["claims", wrongClaims(bench)],
    ["algorithm", otherAlgorithm(bench)],
  ];
  const tokens: KitToken[] = [];
  const strict: KitToken[] = [];
  const missing: Missing[] = [];
  const unfit: { label: string; title: string; why: string }[] = [];
  for (const [group, kind] of groups.flatMap(([group, kinds]) => kinds.map((kind) => [group, kind] as const))) {
    const { label, title, needs } = kind;
    if (kind.unfit !== undefined) {
      unfit.push({ label, title, why: kind.unfit });
      continue;
    }
    // One at a time, to keep phones responsive.
    const token = await made(kind, group, bench);
    if (token === null) missing.push({ label, title, needs });
    else (kind.isStrict ? strict : tokens).push(token);
  }
  unfit.push(...neverRefused(bench));
  return {
    kind: "kit",
    good: goodToken(bench),
    isMadeHere: bench.isMadeHere,
    goodUntil: numberOf(bench, "exp"),
    tokens,
    strict,
    missing,
    unfit,
    warnings: warningsOf(bench, request),
    expects: bench.expects,
    alg: bench.alg,
    now: bench.now,
  };
}

async function made(kind: Kind, group: KitGroup, bench: Bench): Promise<KitToken | null> {
  const { make, isBound, isStrict: _, unfit: __, ...facts } = kind;
  const parts = await make();
  if (parts === null) return null;
  return {
    ...facts,
    group,
    parts,
    token: joinParts(parts, bench.good),
    answer: { status: 401, error: "invalid_token" },
    isBound: isBound ?? false,
  };
}

function goodToken({ good, isMadeHere }: Bench): KitToken {
  return {
    label: "good",
    title: "The good token",
    rule: "none",
    clause: "RFC 7519 section 7.2",
    needs: isMadeHere ? "signing-key" : "nothing",
    change: "nothing",
    accepted: "As it should be.",
    scenario: null,
    token: good,
    group: null,
    parts: [HEADER, ".", PAYLOAD, ".", SIGNATURE],
    faults: { header: [], payload: [], signature: "right" },
    answer: { status: 200, error: null },
    isBound: false,
  };
}

/** What people often expect here, but no verifier has to refuse. */
function neverRefused({ row }: Bench): Kit["unfit"] {
  return row.family === "ECDSA"
    ? [
        {
          label: "ecdsa-high-s",
          title: "The other signature: n − s",
          why: "both are valid (RFC 7518 section 3.4 does not require a low s); this matters only where tokens are identified by their text",
        },
      ]
    : [];
}

function warningsOf(bench: Bench, { keys }: KitRequest): readonly KitWarning[] {
  const { judgement, now, params, claims, row } = bench;
  const clock = { now, leeway: 0 };
  const [exp, nbf] = [numberOf(bench, "exp"), numberOf(bench, "nbf")];
  const isRefused = checkPolicy(bench.policy, { header: params, payload: claims, signatureBytes: 0 }, clock).some(
    ({ mismatch, subject }) => mismatch !== null && subject !== "verifier",
  );
  return [
    ...(exp !== null && exp <= now ? (["expired"] as const) : []),
    ...(nbf !== null && nbf > now ? (["not-yet"] as const) : []),
    ...(judgement.state === "no-key" ? (["unchecked"] as const) : []),
    ...(judgement.state !== "no-key" && judgement.state !== "verified" ? (["not-verified"] as const) : []),
    ...(isRefused ? (["policy"] as const) : []),
    ...(row.family === "HMAC" && judgement.state === "verified" && isPublished(keys.secret.text)
      ? (["published-secret"] as const)
      : []),
  ];
}

function numberOf({ claims }: Bench, name: string): number | null {
  const node = lastMember(claims, name)?.value;
  return node?.type === "number" ? node.value : null;
}
