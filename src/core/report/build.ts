import { describeTime, utcIso } from "../claims/describe.ts";
import type { Finding } from "../rules/types.ts";
import { foundWords } from "../rules/solve/found.ts";
import { conclusionOf, suspectsOf } from "../subject/suspects/suspects.ts";
import { proof } from "../crypto/jwe/proof.ts";
import { disclosureOf, processedPayload } from "../envelope/disclosures.ts";
import { innerForm } from "../envelope/places.ts";
import { jsonSeals } from "../envelope/json-seals.ts";
import { selectiveOf } from "../envelope/selective.ts";
import { parseJson } from "../json/parse.ts";
import { stringMember } from "../json/query.ts";
import type { JsonDocument } from "../json/types.ts";
import { keyManagementRow } from "../registry/encryption-algorithms.ts";
import { headersIn } from "./headers.ts";
import { createFreeText } from "./free-text.ts";
import { writeJson } from "./json.ts";
import { type Hiding, partOf, personalTexts } from "./part.ts";
import { isPersonalName } from "./personal.ts";
import { createScrubber, HIDDEN, secretsOf } from "./scrub.ts";
import type { Report, ReportFinding, ReportInput } from "./types.ts";

/**
 * A report of what the page shows: what was judged, what the token says, what was found. It never contains the
 * signature, secrets or private keys, even where a claim or a finding's words repeat them. `hidePersonal` shows only
 * the kind and length of personal claims, and removes their values from everything else. Never throws.
 */
export function buildReport(input: ReportInput, { hidePersonal }: { readonly hidePersonal: boolean }): Report {
  const { token, clock, verdict, header, payload } = input;
  const claims = processedPayload(payload.json, selectiveOf(token));
  const personal = hidePersonal
    ? [
        ...[header.json, payload.json, claims].flatMap(({ root }) => personalTexts(root)),
        ...headersIn(token).flatMap(({ json }) => personalTexts(json.root)),
        ...expectedPersons(input),
        ...knownPersons(input),
      ]
    : [];
  const secrets = secretsOf(input);
  const unprotected = unprotectedOf(input);
  const scrub = createScrubber(secrets, personal);
  const { value } = createFreeText({
    scrub: createScrubber(secrets, personal, Number.MAX_SAFE_INTEGER),
    personal: hidePersonal,
    json: (document) => jsonText(document, hiding),
  });
  // For what users enter; the page's own words also contain names with colons.
  const hiding: Hiding = { personal: hidePersonal, scrub: (text) => scrub(value(text)) };
  const hasPolicy = input.policy.kind === "policy";
  const { judgement } = verdict;
  return {
    schema: "jotscope-report/1",
    version: input.version,
    clock: { kind: clock.kind, at: utcIso(clock.now) ?? String(clock.now), leeway: clock.leeway },
    personalClaimsHidden: hidePersonal,
    verdict: {
      state: verdict.state,
      originalState: verdict.originalState,
      provenance: verdict.provenance,
      ...(token.form.startsWith("jwe") ? { encryption: encryptionOf(input, scrub) } : {}),
      ...sealsOf(input, hiding.scrub),
      algorithm: judgement === null || judgement.alg === null ? null : scrub(judgement.alg),
      reason: judgement?.reason.code ?? null,
      weak: judgement?.weak ?? null,
      key: keyOf(input, hiding.scrub),
    },
    token: {
      ...(input.layer === undefined || input.layer === "" ? {} : { layer: scrub(input.layer) }),
      form: token.form,
      characters: token.text.length,
      segments: token.segments.map(({ name, text, bytes }) => ({
        name,
        characters: text.length,
        octets: bytes.length,
      })),
    },
    header: partOf(header.json, { edited: header.edited, encrypted: false }, hiding),
    ...(unprotected ? { unprotected: partOf(unprotected, { edited: false, encrypted: false }, hiding) } : {}),
    ...headersOf(input, hiding),
    payload: partOf(
      payload.json,
      { edited: payload.edited, encrypted: token.form.startsWith("jwe") && token.payload === null },
      hiding,
    ),
    ...(claims === payload.json
      ? {}
      : {
          claims: partOf(claims, { edited: payload.edited, encrypted: false }, hiding),
          disclosed: disclosedIn(claims).map(hiding.scrub),
        }),
    times: input.times.map((time) => ({
      claim: time.claim,
      state: time.state,
      at: time.seconds === null ? null : utcIso(time.seconds),
      words: describeTime(time, clock),
    })),
    findings: input.findings.map((finding) => findingOf(finding, input, hiding.scrub)),
    policy: hasPolicy
      ? input.checks.map(({ name, actual, expected, mismatch }) => ({
          name: scrub(name),
          token: actual === null ? null : hiding.scrub(actual),
          expected: expected.map(hiding.scrub),
          passed: mismatch === null,
          rule: mismatch?.rule ?? null,
        }))
      : null,
    subject: subjectOf(input, hiding.scrub),
    gateway: hasPolicy ? gatewayOf(input, hiding.scrub) : null,
    solver: solverOf(input),
  };
}

/** The names of the claims that come from disclosures. */
function disclosedIn({ root }: JsonDocument): readonly string[] {
  const members = root?.type === "object" ? root.members : [];
  return members.flatMap(({ name, range }) => (disclosureOf(range) === null ? [] : [name]));
}

/** A JSON text, unchanged if nothing in it is hidden. */
function jsonText(document: JsonDocument, hiding: Hiding): string {
  const shown = (how: Hiding): string => {
    const part = partOf(document, { edited: false, encrypted: false }, how);
    return part.kind === "json" ? writeJson(part.value) : "";
  };
  const hidden = shown(hiding);
  return hidden === shown({ personal: false, scrub: (text) => text, all: true }) ? document.text : hidden;
}

/** Each signature or recipient of a JSON serialisation with its verdict. */
function sealsOf({ token, verdict }: ReportInput, scrub: (text: string) => string): Pick<Report["verdict"], "seals"> {
  if (token.seal === undefined) return {};
  const { seals } = jsonSeals(token);
  const text = (value: string | null): string | null => (value === null ? null : scrub(value));
  return {
    seals: seals.map(({ token: one }, index) => ({
      algorithm: text(stringMember(one.header!.json, "alg")),
      kid: text(stringMember(one.header!.json, "kid")),
      state: verdict.judgement?.seals?.each[index]?.state ?? "pending",
      shown: index === token.seal?.index,
    })),
  };
}

/** All headers of a JSON serialisation, with the pane's header as the pane has it. */
function headersOf({ token, header }: ReportInput, hiding: Hiding): Pick<Report, "headers"> {
  if (token.seal === undefined) return {};
  const { index } = token.seal;
  return {
    headers: headersIn(token).map(({ json, of, isProtected }) => {
      const isShown = isProtected && (of === null || of === index);
      const { json: shown, edited } = isShown ? header : { json, edited: false };
      return { of, isProtected, part: partOf(shown, { edited, encrypted: false }, hiding) };
    }),
  };
}

/** The unprotected header parameters of the shown signature or recipient, as one object; null if there are none. */
function unprotectedOf({ token }: ReportInput): JsonDocument | null {
  if (token.seal === undefined) return null;
  const { envelope } = jsonSeals(token);
  const members = [envelope.unprotected, envelope.seals[token.seal.index]?.unprotected ?? null].flatMap((object) =>
    (object?.members ?? []).map(({ range }) => token.text.slice(range.start, range.end)),
  );
  return members.length === 0 ? null : parseJson(`{${members.join(",")}}`);
}

function encryptionOf({ token, header, verdict }: ReportInput, scrub: (text: string) => string) {
  const whole = token.seal?.joined.json ?? header.json;
  const enc = stringMember(whole, "enc");
  const row = keyManagementRow(stringMember(whole, "alg") ?? "");
  const form = token.payload === null ? null : innerForm(token.payload.text.trim());
  return {
    enc: enc === null ? null : scrub(enc),
    proves: verdict.state === "decrypted" && row !== null ? proof(row, form !== null) : null,
  };
}

/** For the page's own words around values that are already clean: “secret” is a word in many sentences, and some users' secret. */
const withoutTokens = createScrubber([]);

/** The values that the policy expects of personal claims. */
function expectedPersons({ checks }: ReportInput): readonly string[] {
  return checks
    .filter(({ name }) => isPersonalName(name.slice(name.lastIndexOf(".") + 1)))
    .flatMap(({ expected }) => expected);
}

/** Ids of the service's users that the causes name. */
function knownPersons({ subject }: ReportInput): readonly string[] {
  return (subject?.matches ?? []).flatMap(({ id }) => id ?? []);
}

function subjectOf({ subject }: ReportInput, scrub: (text: string) => string): Report["subject"] {
  if (!subject) return null;
  const causes = suspectsOf(subject);
  return { conclusion: conclusionOf(causes), causes: causes.map((cause) => ({ ...cause, why: scrub(cause.why) })) };
}

function keyOf({ verdict }: ReportInput, scrub: (text: string) => string): Report["verdict"]["key"] {
  const key = verdict.judgement?.key ?? null;
  if (key === null) return null;
  const { source, material, secretBytes } = key;
  const isSecret = source === "secret" || material?.jwk.kty === "oct";
  const kid = material?.jwk.kid;
  return {
    from: source,
    kind: isSecret
      ? `shared secret of ${secretBytes ?? "an unknown number of"} bytes`
      : scrub(material?.description ?? "no key could be read"),
    kid: typeof kid === "string" ? scrub(kid) : null,
    thumbprint: isSecret ? null : (material?.thumbprint ?? null),
  };
}

function findingOf(finding: Finding, input: ReportInput, scrub: (text: string) => string): ReportFinding {
  const { messageOf, header, payload } = input;
  const args = Object.fromEntries(
    Object.entries(finding.args).map(([name, value]) => {
      const clean = name === "text" && quotesPaste(finding) ? HIDDEN : scrub(String(value));
      return [name, clean === String(value) ? value : clean];
    }),
  );
  // The fix is left out: it contains the text it would insert.
  const { fix: _, ...shown } = finding;
  const { title, why } = messageOf({ ...shown, args });
  const { place, consequences } = finding;
  return {
    rule: finding.rule,
    severity: finding.severity,
    title: withoutTokens(title),
    why: withoutTokens(why),
    place:
      place === undefined
        ? null
        : place.pane === "header"
          ? `header, ${lineWords(header.json.text, place.range.start)}`
          : place.pane === "payload"
            ? `payload, ${lineWords(payload.json.text, place.range.start)}`
            : place.pane === "token"
              ? `token, character ${place.range.start + 1}`
              : place.pane.replace("-", " "),
    ...(consequences === undefined
      ? {}
      : { consequences: consequences.map((following) => findingOf(following, input, scrub)) }),
  };
}

/**
 * Whether it quotes what was around the token in the paste: other headers, cookies and settings, or the rest of a torn
 * signature. Told by its rule: as a consequence it has no fix.
 */
const quotesPaste = ({ rule }: Finding): boolean => rule === "IN-13";

const lineWords = (text: string, at: number): string => `line ${text.slice(0, at).split("\n").length}`;

function gatewayOf({ walk }: ReportInput, scrub: (text: string) => string): Report["gateway"] {
  const { answer } = walk;
  return {
    steps: walk.steps.map(({ id, outcome, summary }) => ({ id, outcome, summary: scrub(summary) })),
    stopped: walk.stopped,
    status: answer.kind === "refused" ? answer.status : null,
    response: answer.kind === "refused" ? scrub(answer.response) : null,
  };
}

function solverOf({ solution, verdict: { judgement } }: ReportInput): Report["solver"] {
  if (solution === null || solution.tried === 0) return null;
  const { discovery, tried } = solution;
  return {
    tried,
    found: discovery === null ? null : (foundWords()?.phrasesOf(discovery).join(", ") ?? ""),
    ...(judgement?.encrypted === undefined ? {} : { decrypts: true }),
  };
}
