import { encodeUtf8 } from "../text/utf8.ts";
import { honestClaims, honestHeader, ADMIN } from "./actors.ts";
import { ask, naiveOf, type Verdict } from "./run.ts";
import algNoneCase from "./scenarios/alg-none-case.ts";
import duplicateMembers from "./scenarios/duplicate-members.ts";
import embeddedJwk from "./scenarios/embedded-jwk.ts";
import issuerPartialMatch from "./scenarios/issuer-partial-match.ts";
import signEncryptConfusion from "./scenarios/sign-encrypt-confusion.ts";
import weakSecret from "./scenarios/weak-secret.ts";
import { signCompact } from "./toolkit/compact.ts";
import { hmac } from "./toolkit/hmac.ts";
import { withPrivateKey } from "./toolkit/signers.ts";
import type { KeyText, LabEnvironment, Scenario, Setup } from "./types.ts";

/** An issuer that also signs tokens for the attacker, who chooses one thing in them. */
export interface Counter {
  readonly title: string;
  readonly about: string;
  /** The name of her choice. */
  readonly field: string;
  readonly initial: string;
  /** The token it signs for that choice. */
  issue(environment: LabEnvironment, choice: string): Promise<string>;
}

/**
 * A task based on an existing scenario: its situation and its naive verifier, without the solution. Only `scenario`
 * names the attack, and it is shown once the challenge is solved.
 */
export interface Challenge {
  /** From 1; its place is `#/lab/challenge/<number>`. */
  readonly number: number;
  readonly title: string;
  /** One or two sentences. */
  readonly task: string;
  /** Shown one by one, each more explicit. */
  readonly hints: readonly string[];
  readonly scenario: Scenario;
  readonly variant: string;
  readonly counter?: Counter;
}

/** One for each family, in the families' order. */
export const CHALLENGES: readonly Challenge[] = [
  {
    number: 1,
    title: "After the patch",
    task: "The Orders API was patched after a security advisory. You are Mallory, a viewer: send it a token that makes you admin.",
    hints: [
      "The header says how the token is to be checked. Which values of alg did the advisory probably warn about?",
      "The patch compares text. Is the library below as exact as the patch?",
      "Write the value that the patch rejects in different capitals, and send no signature.",
    ],
    scenario: algNoneCase,
    variant: "capital",
  },
  {
    number: 2,
    title: "The new library",
    task: "The Orders API moved to a token library that knows every header parameter. You are Mallory, a viewer: send it a token that makes you admin.",
    hints: [
      "You cannot sign with the issuer's key. With whose key could you?",
      "Some header parameters name a key, some point to one, and one holds it (RFC 7515, section 4.1).",
      "Make a key pair, insert its public key into the header, set alg to its algorithm, and sign with the private key.",
    ],
    scenario: embeddedJwk,
    variant: "",
  },
  {
    number: 3,
    title: "The weekend project",
    task: "The Orders API was written in a weekend, and its verifier does everything right. You are Mallory, a viewer: send it a token that makes you admin.",
    hints: [
      "Issuer and API use the same key. Who chose it, and how?",
      "Your token is enough to test a key offline: compute the HMAC and compare.",
      "Search with the list of secrets from documentation, then sign with the one you find.",
    ],
    scenario: weakSecret,
    variant: "your-256-bit-secret",
  },
  {
    number: 4,
    title: "The gateway in front",
    task: "A gateway checks the header before a library reads the token, and lets only RS256 pass. You are Mallory, a viewer: send it a token that makes you admin.",
    hints: [
      "Gateway and library each parse the header. Can one text mean different things to them?",
      "JSON does not say what a repeated name means. One parser keeps the first value, another the last.",
      "Write alg a second time at the end of the header, with a value that needs no signature, and send none.",
    ],
    scenario: duplicateMembers,
    variant: "alg",
  },
  {
    number: 5,
    title: "One key pair for everything",
    task: "The Orders API reads all its tokens with one function and one RSA key pair. You are Mallory, a viewer: send it a token that makes you admin.",
    hints: [
      "The API can do more with its key pair than sign and verify. So can you, with its public key.",
      "Not every JWT has three parts.",
      "Encrypt your claims to the API's public key: alg RSA-OAEP-256, enc A256GCM.",
    ],
    scenario: signEncryptConfusion,
    variant: "",
  },
  {
    number: 6,
    title: "A shared platform",
    task: "A platform signs tokens for many tenants, and you own one of them, where everyone is an admin. Send the Orders API a token that makes you admin there: it belongs to the tenant https://id.example.",
    hints: [
      "All tenants share one key. What tells the API whose token it is?",
      "You choose your tenant's address. How might the API compare it with the one it expects?",
      "One line is right for a list of addresses but wrong for a string: it asks whether one contains the other.",
    ],
    scenario: issuerPartialMatch,
    variant: "http",
    counter: {
      title: "Your tenant",
      about: "The platform signs a token that makes you admin of your tenant.",
      field: "Address of your tenant",
      initial: "https://mallory.example",
      issue: async ({ now, keys }, iss) =>
        signCompact(
          honestHeader("RS256"),
          { ...honestClaims(now), ...ADMIN, iss },
          withPrivateKey(await keys.rsa("issuer")),
        ),
    },
  },
];

/** The situation of a challenge, with its honest token. */
export function setUp({ scenario, variant }: Challenge, environment: LabEnvironment): Promise<Setup> {
  return scenario.setup(environment, variant);
}

/** The texts of public keys. */
export function publicTexts({ keyTexts }: Setup): readonly KeyText[] {
  return keyTexts.filter(({ kind }) => kind === "public");
}

/** The naive verifier's answer to a token; `solved` if it accepts claims with the role admin. */
export async function answerTo(
  { scenario, variant }: Challenge,
  setup: Setup,
  token: string,
): Promise<{ readonly verdict: Verdict; readonly solved: boolean }> {
  const verdict = await ask(naiveOf(scenario, variant), setup, token);
  return { verdict, solved: verdict.verdict === "accepted" && verdict.claims["role"] === ADMIN.role };
}

/**
 * The flag of a challenge for a class: the first eight bytes of HMAC-SHA256 over "jotscope challenge N", keyed with the class's
 * word without white space around it. It proves nothing: whoever reads this can compute it.
 */
export async function flagOf({ number }: Pick<Challenge, "number">, word: string): Promise<string> {
  const mac = await hmac(encodeUtf8(word.trim()), encodeUtf8(`jotscope challenge ${number}`));
  return `jotscope{${Array.from(mac.slice(0, 8), (byte) => byte.toString(16).padStart(2, "0")).join("")}}`;
}
