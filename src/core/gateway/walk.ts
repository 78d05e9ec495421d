import type { Judgement } from "../crypto/types.ts";
import { durationWords } from "../claims/describe.ts";
import { plural } from "../base/words.ts";
import { disclosureOf, hiddenIn, isRefused, openDisclosures } from "../envelope/disclosures.ts";
import { issuerSigned, selectiveOf } from "../envelope/selective.ts";
import type { ParsedToken } from "../envelope/types.ts";
import { lastMember } from "../json/query.ts";
import type { JsonObject } from "../json/types.ts";
import { checkPolicy } from "../policy/checks.ts";
import { valueAt, valuesOf } from "../policy/claim-path.ts";
import type { Check, CheckSubject } from "../policy/types.ts";
import type { Policy } from "../policy/members.ts";
import { authorizationFields, refusal } from "./refusal.ts";
import type { Comparison, GatewayStep, HeaderMapping, Missing, Outcome, StepId, Walk, WalkContext } from "./types.ts";

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

/** The result of a step before it is known whether the request got that far. */
interface Finding {
  readonly passed: boolean;
  readonly summary: string;
  readonly comparisons: readonly Comparison[];
}

const SUBJECTS: Readonly<Partial<Record<StepId, readonly CheckSubject[]>>> = {
  algorithm: ["alg", "typ"],
  issuer: ["iss"],
  audience: ["aud", "client"],
  replay: ["jti", "nonce", "hash"],
  claims: ["sub", "required", "claim", "verifier"],
  roles: ["scope", "role"],
};

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
  const checks = header && payload ? checkPolicy(policy, { header, payload, signatureBytes }, clock) : [];
  const forwarded = payload ? mapped(payload, context) : [];
  const isEncrypted = layersOf(context).some(encrypts);
  const isPending = [context, ...(context.outer ?? [])].some((layer) => layer.judgement === null);

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

/** Whether anything was compared. A step that compares nothing by design, such as forwarding, has nothing to wait for. */
function wasCompared({ comparisons }: Finding): boolean {
  return comparisons.length === 0 || comparisons.some(({ result }) => result !== "not-asked");
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

interface WalkLayer extends WalkContext {
  readonly isOuter: boolean;
}

const encrypts = ({ token }: Pick<WalkContext, "token">): boolean => token.form.startsWith("jwe");
const isSigned = (layer: Pick<WalkContext, "token">): boolean => !encrypts(layer);

/** The layers of a nested token, outermost first. */
function layersOf(context: WalkContext): readonly WalkLayer[] {
  const outer = (context.outer ?? []).map((layer) => ({ ...context, ...layer, isOuter: true }));
  return [...outer, { ...context, isOuter: false }];
}

/** Runs a step on every layer of a nested token that it applies to, outermost first; null if it applies to none. */
function inEachLayer(
  context: WalkContext,
  step: (layer: WalkLayer) => Finding,
  isFor: (layer: WalkLayer) => boolean = () => true,
): Finding | null {
  const layers = layersOf(context);
  const findings = layers.map((layer) => (isFor(layer) ? step(layer) : NOT_SIGNED));
  const own = findings.filter((finding) => finding !== NOT_SIGNED);
  const first = own.find(({ passed }) => !passed) ?? own.at(-1);
  if (first === undefined) return null;
  if (layers.length === 1) return first;
  return {
    ...first,
    comparisons: findings.flatMap(({ comparisons }, index) =>
      comparisons.map((one) => ({ ...one, what: `${one.what}, layer ${index + 1}` })),
    ),
  };
}

/** What the policy says about the algorithm of a layer whose content is another token: everything else is asked of the claims. */
function algOf({ header, payload, clock }: WalkLayer, { algorithms }: Policy): readonly Check[] {
  return algorithms && header && payload
    ? checkPolicy({ algorithms }, { header, payload, signatureBytes: 0 }, clock)
    : [];
}

const line = (what: string, token: string, gateway: string, passed: boolean, note = ""): Comparison => ({
  what,
  token,
  gateway,
  result: passed ? "passed" : "failed",
  note,
});

const notAsked = (what: string, token: string, gateway: string): Comparison => ({
  what,
  token,
  gateway,
  result: "not-asked",
  note: "",
});

function extract({ token, arrival }: WalkContext): Finding {
  const pasted = arrival?.pasted ?? token.text;
  const isEmpty = token.form === "empty";
  const isHeader = /^\s*authorization\s*:/i.test(pasted);
  const scheme = /^\s*(?:authorization\s*:\s*)?(bearer|dpop|jwt|token|basic)\b/i.exec(pasted)?.[1];
  const fields = authorizationFields(pasted);
  const isBare = isHeader && scheme === undefined;
  const isBasic = scheme?.toLowerCase() === "basic";
  const comparisons = [
    line(
      "Authorization",
      isEmpty ? "absent" : fields > 1 ? `${fields} fields` : "one",
      "exactly one",
      !isEmpty && fields <= 1,
    ),
    !isEmpty && !isBare && scheme === undefined
      ? notAsked("scheme", "not pasted", "Bearer or DPoP")
      : line(
          "scheme",
          isEmpty ? "absent" : (scheme ?? "none"),
          "Bearer or DPoP",
          !isEmpty && !isBare && !isBasic,
          isBare ? "Without a scheme the header does not say what kind of credential it carries." : "",
        ),
  ];
  const passed = comparisons.every(({ result }) => result !== "failed");
  const many = fields > 1;
  return {
    passed,
    summary: passed
      ? "one Bearer token"
      : isEmpty
        ? "no token"
        : many
          ? "several tokens"
          : isBasic
            ? "Basic, not a token"
            : "no scheme",
    comparisons,
  };
}

function structure({ token, judgement, header, payload, isOuter }: WalkLayer): Finding {
  const count = encrypts({ token }) ? 5 : 3;
  const inJson = token.form.endsWith("-json");
  const comparisons = [
    inJson
      ? line(
          "serialization",
          "JSON",
          "compact",
          false,
          "A JWT is always compact (RFC 7519 section 1): JSON is no credential of an Authorization field, and token libraries do not read it.",
        )
      : line(
          "segments",
          String(issuerSigned(token).segmentCount),
          String(count),
          ["jws", "jwe", "sd-jwt"].includes(token.form) && issuerSigned(token).segmentCount === count,
        ),
    ...disclosing(token),
    line("header", header ? "a JSON object" : "not a JSON object", "a JSON object", header !== null),
    encrypts({ token })
      ? line("payload", "ciphertext", "ciphertext", true)
      : isOuter
        ? line("payload", "a token", "a token", true)
        : line("payload", payload ? "a JSON object" : "not a JSON object", "a claims set", payload !== null),
    line(
      "encoding",
      judgement?.reason.code === "base64url" ? "broken" : "base64url",
      "strict base64url",
      judgement?.reason.code !== "base64url",
    ),
  ];
  const isMalformed = judgement?.state === "malformed";
  const failed = comparisons.filter(({ result }) => result === "failed");
  const passed = !isMalformed && failed.length === 0;
  const hasNoClaims = failed.every(({ what }) => what === "payload");
  return {
    passed,
    summary: passed
      ? `${count} segments, JSON`
      : isMalformed
        ? "malformed"
        : inJson
          ? "not compact"
          : hasNoClaims
            ? "no claims set"
            : "malformed",
    comparisons,
  };
}

/** What a verifier of SD-JWTs asks of disclosures before it reads a claim (RFC 9901 section 7.1); nothing of another token. */
function disclosing(token: ParsedToken): readonly Comparison[] {
  const selective = selectiveOf(token);
  if (selective === null || token.form !== "sd-jwt" || token.payload === null) return [];
  const opened = openDisclosures(token.payload.json, selective);
  const passed = !isRefused(opened);
  return [
    line(
      "disclosures",
      plural(opened.disclosures.length, "disclosure"),
      "each with its digest",
      passed,
      passed ? "Libraries for JWTs alone refuse what follows the first ~." : "See Diagnosis.",
    ),
  ];
}

/** A signature step for a token that is not signed. */
const NOT_SIGNED: Finding = { passed: true, summary: "not signed", comparisons: [notAsked("signature", "none", "")] };

/** Something in a token that a careful recipient does not process, so it is not known whether it decrypts (RFC 8725 section 3.6). */
function overLimit(judgement: Judgement | null): Comparison | null {
  const reason = judgement?.reason;
  const most = (limit: number, unit: string): string => `at most ${limit.toLocaleString("en")} ${unit}`;
  if (reason?.code === "p2c-limit")
    return line("p2c", reason.count.toLocaleString("en"), most(reason.limit, "iterations"), false);
  if (reason?.code === "zip-bomb") return line("zip", "unpacks to more", most(reason.limit, "bytes"), false);
  return null;
}

/** The recipient's key, and whether the content is what was encrypted (RFC 7516 section 5.2). */
function decrypt({ judgement, header, payload, isOuter }: WalkLayer): Finding {
  const state = judgement?.state;
  const passed = state === "decrypted";
  const name = judgement?.key?.material?.jwk.kid ?? (judgement?.key ? "the key in its field" : "no key in the fields");
  const isKeyKnown = state !== "no-key" && state !== "key-error";
  const limit = overLimit(judgement);
  const comparisons = [
    line("enc", textOf(header, "enc") || "absent", "what this page can do", state !== "unsupported" || limit !== null),
    ...(limit === null ? [] : [limit]),
    line(
      "key",
      textOf(header, "kid") || "no kid",
      isKeyKnown ? name : state === "no-key" ? "no key" : "no usable key",
      isKeyKnown,
    ),
    line("tag", "over header and content", passed ? "the same" : "another, or not reached", passed),
    ...(passed && !isOuter
      ? [line("content", payload ? "a JSON object" : "not a JSON object", "a claims set", payload !== null)]
      : []),
  ];
  return {
    passed: comparisons.every(({ result }) => result === "passed"),
    summary: passed
      ? payload || isOuter
        ? "decrypted"
        : "no claims inside"
      : state === "no-key"
        ? "no key"
        : state === "key-error"
          ? "no usable key"
          : limit !== null
            ? "over the limit"
            : state === "unsupported"
              ? "not decrypted here"
              : "does not decrypt",
    comparisons,
  };
}

/** What the policy says about the algorithm of an unsigned token. */
function unsignedAlgorithm({ header }: WalkContext, { algorithms }: Policy, checks: readonly Check[]): Finding {
  const comparisons = algorithms ? ofStep("algorithm", checks).map(comparisonOf) : NOT_SIGNED.comparisons;
  const passed = comparisons.every(({ result }) => result !== "failed");
  return { passed, summary: passed ? "not signed" : `${textOf(header, "alg")} refused`, comparisons };
}

/** Who made a token that is encrypted but not signed: with a public key it may be anyone (RFC 8725 section 3.3). */
function sender({ judgement }: WalkContext): Finding {
  const isShared = judgement?.key?.source === "secret";
  return {
    passed: isShared,
    summary: isShared ? "a holder of the shared key" : "not signed",
    comparisons: [
      line(
        "sender",
        isShared ? "a holder of the shared key" : "anyone with the public key",
        "someone known",
        isShared,
        isShared ? "" : "Encryption does not show who made it; a signature inside would.",
      ),
    ],
  };
}

function algorithm({ judgement, header }: WalkContext, policy: Policy, checks: readonly Check[]): Finding {
  const alg = textOf(header, "alg");
  const own = ofStep("algorithm", checks).map(comparisonOf);
  const isNone = alg.toLowerCase() === "none";
  const isUnknown = judgement?.state === "unsupported";
  const comparisons: readonly Comparison[] = [
    ...(policy.algorithms
      ? []
      : [
          line("alg", alg || "absent", "any signature algorithm", !isNone && alg !== ""),
          notAsked("algorithms", alg, "the policy has no list"),
        ]),
    ...own,
    ...(isUnknown
      ? [
          line(
            "crit, alg",
            alg,
            "what this page can do",
            false,
            "The token asks for something that is not supported here.",
          ),
        ]
      : []),
  ];
  const failed = comparisons.find(({ result }) => result === "failed");
  return {
    passed: failed === undefined,
    summary: failed
      ? isNone
        ? "none is refused"
        : failed.what === "typ"
          ? "different typ"
          : `${alg || "no alg"} refused`
      : policy.algorithms
        ? `${alg} is allowed`
        : `${alg}, no list`,
    comparisons,
  };
}

function key({ judgement, header }: WalkContext): Finding {
  const kid = textOf(header, "kid");
  const state = judgement?.state;
  const passed = state === "verified" || state === "invalid";
  const have = judgement?.key?.material;
  const name = have?.jwk.kid ?? have?.description ?? (judgement?.key?.source === "secret" ? "the shared secret" : "");
  const fromToken = judgement?.key?.source === "token";
  return {
    passed: passed && !fromToken,
    summary: fromToken
      ? "its own key"
      : passed
        ? kid && have?.jwk.kid === kid
          ? `kid ${kid} found`
          : "found"
        : state === "no-key"
          ? "no key"
          : "no matching key",
    comparisons: [
      line(
        "kid",
        kid || "absent",
        passed ? name || "a key" : state === "no-key" ? "no key in the fields" : "no matching key",
        passed && !fromToken,
        fromToken ? "A key from the token itself proves nothing." : "",
      ),
    ],
  };
}

function signature({ judgement, header }: WalkContext): Finding {
  const passed = judgement?.state === "verified";
  return {
    passed,
    summary: passed ? "good" : "does not verify",
    comparisons: [
      line("signature", `${textOf(header, "alg")} over header and payload`, passed ? "the same" : "another", passed),
    ],
  };
}

function time({ payload, clock }: WalkContext, policy: Policy, checks: readonly Check[]): Finding {
  const leeway = policy.leeway ?? clock.leeway;
  const comparisons: Comparison[] = [];
  let summary = "in force";
  for (const name of ["nbf", "exp"] as const) {
    const node = payload && lastMember(payload, name)?.value;
    if (!node) {
      comparisons.push(notAsked(name, payload && hiddenIn(payload) > 0 ? "not disclosed" : "absent", "optional"));
      continue;
    }
    const value = node.type === "number" ? node.value : Number.NaN;
    const passed = name === "exp" ? clock.now < value + leeway : clock.now >= value - leeway;
    if (!passed)
      summary = Number.isNaN(value) ? `${name} is not a number` : name === "exp" ? "expired" : "not yet valid";
    const distance = Number.isNaN(value)
      ? ""
      : `${durationWords(Math.abs(clock.now - value))} ${name === "exp" ? "too late" : "too early"}`;
    comparisons.push(
      line(
        name,
        Number.isNaN(value) ? "not a number" : String(value),
        `now ${clock.now}`,
        passed,
        [...(passed ? [] : [distance]), ...(disclosureOf(node.range) ? [DISCLOSED] : [])].join(", "),
      ),
    );
  }
  comparisons.push(notAsked("leeway", "", `${leeway} s`));
  const limits = checks.filter(({ subject }) => subject === "age" || subject === "lifetime");
  comparisons.push(...limits.map(comparisonOf));
  if (limits.some(({ mismatch }) => mismatch)) summary = "too old";
  else if (comparisons.every(({ result }) => result === "not-asked")) summary = "no exp, no nbf";
  return { passed: comparisons.every(({ result }) => result !== "failed"), summary, comparisons };
}

function ofStep(id: StepId, checks: readonly Check[]): readonly Check[] {
  return checks.filter(({ subject }) => SUBJECTS[id]?.includes(subject));
}

function comparisonOf({ name, actual, expected, mismatch, subject, isUnprotected, range, args }: Check): Comparison {
  const wanted = subject === "jti" ? "not on the deny list" : expected.length === 0 ? "there" : expected.join(" or ");
  const isValue = !["jti", "age", "lifetime"].includes(subject);
  const isOneValue = mismatch !== null && actual !== null && isValue && expected.length === 1;
  return {
    ...line(
      name,
      actual ?? (args["hidden"] ? "not disclosed" : "absent"),
      wanted,
      mismatch === null,
      mismatch?.variant === "slash"
        ? "They differ only in the trailing slash."
        : isUnprotected
          ? `${mismatch === null ? "passed" : "refused"}, but not protected`
          : range !== null && disclosureOf(range) !== null
            ? DISCLOSED
            : "",
    ),
    ...(isOneValue && { wanted }),
  };
}

/** Where a claim is that the payload itself does not have. */
const DISCLOSED = "in a disclosure";

/** A step that consists of comparisons with the policy; if the policy asks for none, nothing is compared. */
function fromChecks(id: StepId, checks: readonly Check[], claim: string | null, { payload }: WalkContext): Finding {
  const own = ofStep(id, checks);
  if (own.length === 0) {
    const node = claim === null || payload === null ? null : (lastMember(payload, claim)?.value ?? null);
    const token = claim === null ? "" : node ? valuesOf(node).join(", ") : "absent";
    const what = claim ?? "scope, roles";
    return {
      passed: true,
      summary: "not compared",
      comparisons: [notAsked(what, token, "not in the policy")],
    };
  }
  const failed = own.filter(({ mismatch }) => mismatch);
  const names = [...new Set((failed.length > 0 ? failed : own).map(({ name }) => name))].join(", ");
  return {
    passed: failed.length === 0,
    summary: failed.length > 0 ? `${names} refused` : names,
    comparisons: own.map(comparisonOf),
  };
}

function textOf(object: JsonObject | null, name: string): string {
  const node = object && lastMember(object, name)?.value;
  return node?.type === "string" ? node.value : "";
}

/**
 * The fields that the service gets: each mapped claim that is present. Lists are joined with commas, and characters
 * that a field cannot carry are encoded.
 */
function mapped(
  payload: JsonObject,
  { mapping }: WalkContext,
): readonly { readonly name: string; readonly value: string }[] {
  return mapping.flatMap(({ claim, header }) => {
    const node = valueAt(payload, claim);
    if (node === null || header === "") return [];
    const value = valuesOf(node, claim === "scope" || claim === "scp").join(",");
    return [
      {
        name: header,
        value: value.replace(/[^\x21-\x7e ]|%/gu, (character) => encodeURIComponent(wellFormed(character))),
      },
    ];
  });
}

/** Half a surrogate pair has no encoding in a URL. */
function wellFormed(character: string): string {
  return /\p{Surrogate}/u.test(character) ? "\ufffd" : character;
}
