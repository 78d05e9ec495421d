import type { Judgement } from "../../core/crypto/types.ts";
import { keyManagementRow } from "../../core/registry/encryption-algorithms.ts";
import type { Finding, Message } from "../../core/rules/types.ts";
import { isKeyRight } from "../../core/verdict/key-right.ts";
import type { Cells, NextStep, VerdictFacts } from "../../core/verdict/types.ts";
import type { ClockInput } from "../../state/types.ts";
import type { CellWords } from "./facts.ts";
import { plural } from "../../core/base/words.ts";

interface ConclusionFacts {
  readonly cells: Cells;
  readonly facts: Pick<
    VerdictFacts,
    "judgement" | "original" | "provenance" | "family" | "payload" | "uncompared" | "hasVerifier" | "passphrase"
  >;
  readonly clockKind: ClockInput["kind"];
  /** A passphrase is being tried. */
  readonly isTrying: boolean;
  readonly messageOf: (finding: Finding) => Message;
}

export interface ConclusionWords extends CellWords {
  readonly button: string | null;
  /** The word between the other cells and this: "so", "but", "and"; none if there is no verdict yet. */
  readonly join: "so" | "but" | "and" | null;
}

/** What to do with the token, in words: the end of the sentence, and the label of the next step. */
export function conclusionWords(facts: ConclusionFacts): ConclusionWords {
  const { step } = facts.cells.conclusion;
  return { ...said(facts), button: step && buttonWords(step, facts.messageOf), join: joinOf(facts.cells) };
}

function joinOf({ conclusion: { code, tone }, signature }: Cells): ConclusionWords["join"] {
  if (code === "empty" || code === "checking") return null;
  const isGood =
    signature.code === "verified" || signature.code.startsWith("signed-here") || signature.code === "own-key";
  return isGood && tone !== "ok" && tone !== "info" ? "but" : "so";
}

function said({ cells, facts, isTrying, clockKind, messageOf }: ConclusionFacts): CellWords {
  const { conclusion, signature } = cells;
  const { family, judgement, passphrase } = facts;
  const found = foundWords(cells, messageOf);
  switch (conclusion.code) {
    case "empty":
      // The tone is then that of a key, a policy or a configuration, so the words are too.
      return found !== null && conclusion.tone !== "none"
        ? { title: "Check this first", sub: found }
        : { title: "No token yet?", sub: "Generate one here with a fresh key" };
    case "checking":
      return { title: "Checking…", sub: isTrying ? "Decrypting a key is slow by design" : "" };
    case "on-request":
      return { title: "Large token", sub: found ?? "It is verified on request" };
    case "passphrase":
      return {
        title: passphrase?.state === "wrong" ? "Correct the passphrase" : "Enter the passphrase",
        sub:
          judgement?.state === "no-key"
            ? "Or add the public key"
            : "The signature is not verified until the key is unlocked",
      };
    case "encrypted":
      if (judgement?.state !== "no-key")
        return { title: "Only the header is readable", sub: found ?? "Decryption of this form is not supported yet" };
      if (facts.provenance === "re-signed")
        return {
          title: "Ready for its recipient",
          sub: found ?? "Only the private key decrypts it; you can keep editing",
        };
      if (judgement.reason.code === "no-public-key")
        return { title: "Add the recipient’s public key", sub: found ?? "Or generate a pair" };
      return { title: `Add the ${keyName(judgement, family)}`, sub: found ?? "It stays in this page’s memory" };
    case "decrypted":
      return { title: "Its sender is not proven", sub: found ?? provenBy(facts) };
    case "not-decrypted":
      return isKeyRight(judgement)
        ? { title: "Refuse it", sub: found ?? "Changed since it was encrypted" }
        : { title: `Try another ${keyName(judgement, family)}`, sub: found ?? "Or the token was changed" };
    case "not-opened":
      return { title: "Only the header is readable", sub: found ?? "It is decrypted only on request" };
    case "add-key":
      return family === "hmac"
        ? { title: "Add the secret", sub: found ?? "Paste the HMAC secret, and choose its encoding" }
        : { title: "Add the public key", sub: found ?? "PEM, JWK, JWK Set or certificate" };
    case "use-another-key":
      return {
        title: "Use another key",
        sub:
          found ??
          (judgement?.encrypted
            ? "It is not decrypted until a key fits"
            : "The signature is not verified until a key fits"),
      };
    case "other-reading":
      return { title: "Another reading verifies it", sub: titleOf(conclusion.finding, messageOf) };
    case "unsupported":
      return { title: elsewhere(judgement), sub: found ?? "What can be read is shown" };
    case "fix":
      return { title: "Fix this first", sub: found ?? tally(conclusion.counted) };
    case "policy":
      return { title: "Your policy rejects this token", sub: found ?? "" };
    case "message":
      return { title: "This is why it was refused", sub: `${found ?? ""}${comparedWords(conclusion.finding)}` };
    case "verifier":
      return { title: "Its verifier refuses it", sub: found ?? "" };
    case "distrust":
      return { title: "Do not trust it yet", sub: found ?? "Anyone may have signed it" };
    case "shared":
      return { title: "It proves nothing yet", sub: found ?? "Anyone can write such a link: paste the token itself" };
    case "own-key":
      return {
        title: "It proves nothing yet",
        sub:
          facts.provenance === "shared"
            ? "Anyone can write a link with a token and its key"
            : "Anyone can make a token that carries its own key",
      };
    case "refuse":
      return { title: refusal(signature.code, judgement), sub: found ?? why(cells, judgement, clockKind) };
    case "edited":
      return { title: "You edited this token", sub: found ?? before(facts) };
    case "warnings":
      return { title: "Check the warnings", sub: found ?? "" };
    case "good":
      return { title: "No problems found", sub: compared(facts) };
  }
}

/**
 * The worst finding that no other cell names, with the count; null if none. So no finding is named twice.
 */
function foundWords({ signature, time, conclusion }: Cells, messageOf: (finding: Finding) => Message): string | null {
  const { counted } = conclusion;
  const named = [signature.finding, time.finding];
  const first = counted.find((finding) => !named.includes(finding) && !isSignature(finding));
  if (first === undefined) return counted.length > 1 ? tally(counted) : null;
  const title = titleOf(first, messageOf);
  return counted.length === 1 ? title : `${tally(counted)}: ${title}`;
}

/** The signature's cell already says that the signature does not match. */
function isSignature({ rule }: Finding): boolean {
  return rule === "signature";
}

/** The name of the key that decrypts a token. */
function keyName(judgement: Judgement | null, family: VerdictFacts["family"]): string {
  if (family !== "hmac") return "private key";
  return keyManagementRow(judgement?.alg ?? "")?.hash ? "password" : "shared key";
}

/** Who could have made a token that decrypts. */
function provenBy({ payload, family }: ConclusionFacts["facts"]): string {
  if (payload === "token") return "The token inside says who signed it";
  return family === "hmac" ? "Any holder of the key could have made it" : "Anyone can encrypt with the public key";
}

function titleOf(finding: Finding | null, messageOf: (finding: Finding) => Message): string {
  return finding === null ? "" : messageOf(finding).title;
}

function refusal(code: Cells["signature"]["code"], judgement: Judgement | null): string {
  if (code !== "malformed") return "Refuse it";
  return judgement?.reason.code === "not-a-token" ? "No JWT verifier accepts it" : "No verifier accepts it";
}

function why({ signature, time }: Cells, judgement: Judgement | null, clockKind: ClockInput["kind"]): string {
  if (signature.code === "malformed") return "What can be read is shown";
  if (signature.code === "tampered") return "Tampered: content changed, signature kept";
  if (signature.code === "invalid") return "Signed with another key or secret, or changed since";
  if (signature.code === "unsigned") return "Nothing in it can be trusted, including its times";
  if (time.tone !== "error") return "";
  if (clockKind !== "real") return `At the ${clockKind} clock`;
  if (judgement?.state === "decrypted") return "Even though it decrypts";
  return judgement?.state === "verified" ? "Even though its signature is valid" : "Regardless of its signature";
}

function before({ original, provenance, judgement }: ConclusionFacts["facts"]): string {
  if (provenance !== "re-signed")
    return judgement?.state === "no-key" ? "Not re-signed: a key is missing" : "The old signature is kept";
  return original === null || original.state === "verified"
    ? "The pasted token was verified too"
    : "The pasted token did NOT verify";
}

function elsewhere(judgement: Judgement | null): string {
  switch (judgement?.reason.code) {
    case "insecure-context":
      return "Open this page over https";
    case "alg-lacking":
      return "Use another browser";
    case "alg-unknown":
      return "Check its alg";
    case "crit":
    case "crit-malformed":
    case "crit-value":
      return "Check its crit";
    default:
      return "Verify it elsewhere";
  }
}

/** "Issuer and audience not checked: set a policy". */
function compared({ uncompared, hasVerifier }: ConclusionFacts["facts"]): string {
  if (uncompared === null) return "Issuer and audience not checked in this layer";
  const [first, second] = uncompared;
  const names = first === undefined || second ? "Issuer and audience" : first === "iss" ? "Issuer" : "Audience";
  if (first === undefined) return `${names} match your policy`;
  return `${names} not checked${hasVerifier ? " here: see its verifier on Gateway" : ": set a policy"}`;
}

function buttonWords(step: NextStep, messageOf: (finding: Finding) => Message): string {
  switch (step.kind) {
    case "fix":
      return messageOf(step.finding).fix ?? "Fix it";
    case "example":
      return "Generate an example";
    case "judge-large":
      return "Verify it";
    case "sign-hs256":
      return "Sign with HS256";
    case "copy":
      return "Copy token";
    case "show":
      if (step.place.pane === "secret" || step.place.pane.endsWith("-key")) return "Show the key";
      return step.severity === "error" ? "Show the error" : "Show the warning";
    case "go-to-field":
    case "passphrase":
      return "Go to the field";
  }
}

/** "1 error, 2 warnings"; info findings are not counted. */
export function tally(findings: readonly Finding[]): string {
  const of = (severity: Finding["severity"]): number => findings.filter((one) => one.severity === severity).length;
  return (
    [
      [of("error"), "error"],
      [of("security"), "security finding"],
      [of("warn"), "warning"],
    ] as const
  )
    .filter(([n]) => n > 0)
    .map(([n, noun]) => plural(n, noun))
    .join(", ");
}

/** Both sides of a comparison that an error message names. */
function comparedWords(finding: Finding | null): string {
  const { actual, expected } = finding?.args ?? {};
  return expected === undefined ? "" : `: ${actual === "" ? "nothing" : actual} here, ${expected} expected`;
}
