import { bindingClaims } from "../envelope/disclosures.ts";
import { selectiveOf } from "../envelope/selective.ts";
import { lastMember } from "../json/query.ts";
import { checkPolicy } from "../policy/checks.ts";
import { valuesOf } from "../policy/claim-path.ts";
import type { Policy } from "../policy/members.ts";
import type { Check } from "../policy/types.ts";
import { fromChecks, mapped, time } from "./claim-steps.ts";
import { type Finding, NOT_SIGNED, wasCompared } from "./comparisons.ts";
import { extract, structure } from "./credential-steps.ts";
import { decrypt, sender } from "./encryption-steps.ts";
import { encrypts, inEachLayer, isSigned, layersOf } from "./layers.ts";
import { refusal } from "./refusal.ts";
import { algOf, algorithm, key, needsBinding, signature, unsignedAlgorithm } from "./signature-steps.ts";
import type { GatewayStep, HeaderMapping, Missing, Outcome, StepId, Walk, WalkContext } from "./types.ts";

/** What services behind a gateway are usually given. */
export const USUAL_MAPPING: readonly HeaderMapping[] = [
  { claim: "sub", header: "X-User-ID" },
  { claim: "roles", header: "X-User-Roles" },
  { claim: "scope", header: "X-User-Scopes" },
];

const TITLES: readonly (readonly [StepId, string])[] = [
  ["extract", "Extract"],
  ["structure", "Structure"],
  ["decrypt", "Decrypt"],
  ["algorithm", "Algorithm"],
  ["key", "Key"],
  ["signature", "Signature"],
  ["time", "Time"],
  ["issuer", "Issuer"],
  ["audience", "Audience"],
  ["replay", "Replay"],
  ["claims", "Claims"],
  ["roles", "Roles"],
  ["forward", "Forward"],
];

/**
 * How a request with this token passes through an API gateway: each step with what was compared, up to the one that
 * refuses it, and the answer that the client (RFC 6750 section 3, RFC 9110 section 11.6.1) or the service gets. Steps
 * after the refusal are skipped, and a step with nothing to compare is unchecked. A gateway without a policy still
 * refuses what nobody should accept: no signature, no trust. Every layer of a nested token is opened, and the claims
 * are those of the innermost.
 */
export function walkGateway(context: WalkContext): Walk {
  const { policy: reading, header, payload, clock } = context;
  const policy: Policy = reading.kind === "policy" ? reading.policy : {};
  const signatureBytes = context.token.segments.find(({ name }) => name === "signature")?.bytes.length ?? 0;
  const binding = bindingClaims(selectiveOf(context.token));
  const checks = header && payload ? checkPolicy(policy, { header, payload, binding, signatureBytes }, clock) : [];
  const forwarded = payload ? mapped(payload, context) : [];
  const isEncrypted = layersOf(context).some(encrypts);
  const isPending =
    [context, ...(context.outer ?? [])].some((layer) => layer.judgement === null) ||
    (context.binding === null && needsBinding(context));

  const steps: GatewayStep[] = [];
  let stopped: StepId | null = null;
  let waits = false;
  for (const [id, title] of TITLES) {
    if (id === "decrypt" && !isEncrypted) continue;
    waits ||= isPending && (id === "key" || id === "decrypt");
    const skipped = stopped !== null || waits;
    const finding = findingOf(id, context, policy, checks);
    const outcome: Outcome = skipped
      ? "skipped"
      : !finding.passed
        ? "failed"
        : wasCompared(finding)
          ? "passed"
          : "unchecked";
    if (outcome === "failed") stopped = id;
    steps.push({
      id,
      title,
      outcome,
      summary: skipped ? "not reached" : finding.summary,
      comparisons: finding.comparisons,
      missing: outcome === "unchecked" ? missingFor(id, context) : null,
    });
  }
  const answer =
    waits && stopped === null
      ? ({ kind: "pending" } as const)
      : stopped === null
        ? ({ kind: "forwarded", headers: forwarded } as const)
        : refusal(stopped, context, checks, policy);
  return { steps, stopped, answer, forwarded };
}

/** What the policy needs so that the step compares something. */
function missingFor(id: StepId, { payload }: WalkContext): Missing | null {
  const first = (name: string): string => {
    const node = payload && lastMember(payload, name)?.value;
    return node ? (valuesOf(node, true)[0] ?? "") : "";
  };
  switch (id) {
    case "time":
      return { member: "requiredClaims", value: ["exp"] };
    case "issuer":
      return { member: "iss", value: first("iss") };
    case "audience":
      return { member: "aud", value: first("aud") };
    case "replay":
      return { member: "jtiDenyList", value: [""] };
    case "claims":
      return { member: "requiredClaims", value: ["sub"] };
    case "roles":
      return { member: "scopes", value: [first("scope") || first("scp")] };
    default:
      return null;
  }
}

function findingOf(id: StepId, context: WalkContext, policy: Policy, checks: readonly Check[]): Finding {
  switch (id) {
    case "extract":
      return extract(context);
    case "structure":
      return inEachLayer(context, structure) ?? structure({ ...context, isOuter: false });
    case "decrypt":
      return inEachLayer(context, decrypt, encrypts) ?? decrypt({ ...context, isOuter: false });
    case "algorithm":
      return (
        inEachLayer(
          context,
          (layer) => algorithm(layer, policy, layer.isOuter ? algOf(layer, policy) : checks),
          isSigned,
        ) ?? unsignedAlgorithm(context, policy, checks)
      );
    case "key":
      return inEachLayer(context, key, isSigned) ?? { ...NOT_SIGNED, summary: "the key decrypted it" };
    case "signature":
      return inEachLayer(context, signature, isSigned) ?? sender(context);
    case "time":
      return time(context, policy, checks);
    case "issuer":
      return fromChecks(id, checks, "iss", context);
    case "audience":
      return fromChecks(id, checks, "aud", context);
    case "replay":
      return fromChecks(id, checks, "jti", context);
    case "claims":
      return fromChecks(id, checks, "sub", context);
    case "roles":
      return fromChecks(id, checks, null, context);
    case "forward":
      return { passed: true, summary: "to the service", comparisons: [] };
  }
}
