import type { KeyReading } from "../keys/types.ts";
import type { ReportInput } from "./types.ts";

const HIDDEN = "[hidden]";

/** A text longer than this is cut; a report is read by people. In UTF-16 units. */
const MOST = 1000;

/** Something shorter stands in too many texts by chance; alone it is hidden all the same. */
const LEAST_WITHIN = 4;

/** An excerpt of a secret is told from a common word from this length on; one of a personal text where it is cut off, or long. */
const LEAST_EXCERPT = 12;
const LEAST_PERSONAL_EXCERPT = 40;

/** A signed or encrypted token within a text. */
const TOKEN = /(?:ey[AIJ]|ew[0o])[\w-]*\.[\w-]*\.[\w-]+(?:\.[\w-]*)*/g;

/**
 * A function that takes out of a text whatever must not be in a report: each of the given texts, wherever it stands or is
 * quoted from, and every token. A long text is cut, after that. Takes time in proportion to text and list.
 */
export function createScrubber(secrets: Iterable<string>, personal: Iterable<string> = []): (text: string) => string {
  const opening = new Set(secrets);
  const list = [...new Set([...opening, ...personal])].filter((one) => one !== "").toSorted(longestFirst);
  return (text) => {
    let clean = text;
    for (const one of list) {
      if (clean === one) return HIDDEN;
      if (one.length >= LEAST_WITHIN) clean = clean.replaceAll(one, HIDDEN);
      const excerpt = clean.replace(/^…|…$/g, "");
      const least = opening.has(one) || excerpt !== clean ? LEAST_EXCERPT : LEAST_PERSONAL_EXCERPT;
      if (excerpt.length >= least && one.includes(excerpt)) return HIDDEN;
    }
    // Cut first: the search for tokens is for texts that a person could read.
    clean = cut(clean, 4 * MOST).replace(TOKEN, (token) => `[hidden: a token of ${token.length} characters]`);
    return cut(clean, MOST);
  };
}

const longestFirst = (a: string, b: string): number => b.length - a.length;

function cut(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most)}… (${text.length - most} more characters)`;
}

/** Every text of an input that opens something: secrets, private keys, passphrases, signatures, tokens in the policy. */
export function secretsOf({ keys, readings, token, base, policy, solution }: ReportInput): readonly string[] {
  const { secret, publicKey, privateKey } = keys;
  const fields = [privateKey.text, ...(readings.some(holdsPrivate) ? [publicKey.text] : [])];
  const given = policy.kind === "policy" ? [policy.policy.accessToken, policy.policy.code] : [];
  return [
    secret.text,
    secret.text.trim(),
    solution?.discovery?.secret?.text ?? "",
    privateKey.passphrase ?? "",
    publicKey.passphrase ?? "",
    // A quotation has seldom more than a line.
    ...fields.flatMap((text) => [text, ...text.split(/\\n|\s+/).filter((line) => line.length >= LEAST_EXCERPT)]),
    ...readings.flatMap(privateMembers),
    ...[token, base].flatMap(signaturesOf),
    ...given.filter((text) => text !== undefined),
  ];
}

function signaturesOf({ text, form, segments }: ReportInput["token"]): readonly string[] {
  switch (form) {
    case "jws":
    case "sd-jwt":
      return [text, ...segments.slice(2).map((segment) => segment.text)];
    case "jwe":
      return [text, ...segments.slice(1).map((segment) => segment.text)];
    case "empty":
    case "jws-json":
    case "jwe-json":
    case "text":
      return [text];
  }
}

function holdsPrivate(reading: KeyReading | null): boolean {
  return reading?.kind === "keys" && reading.keys.some(({ isPrivate }) => isPrivate);
}

function privateMembers(reading: KeyReading | null): readonly string[] {
  if (reading?.kind !== "keys") return [];
  return reading.keys.flatMap(({ jwk }) =>
    [jwk.d, jwk.p, jwk.q, jwk.dp, jwk.dq, jwk.qi, jwk.k, jwk.priv].filter((member) => typeof member === "string"),
  );
}
