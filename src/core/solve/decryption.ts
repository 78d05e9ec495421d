import { judgeJwe } from "../crypto/jwe/judge-jwe.ts";
import { MOST_ITERATIONS } from "../crypto/jwe/limits.ts";
import type { ParsedToken } from "../envelope/types.ts";
import { lastMember, stringMember, wholeObject } from "../json/query.ts";
import { readKeys } from "../keys/read.ts";
import type { KeyInputs } from "../keys/types.ts";
import { contentEncryptionRow, keyManagementRow } from "../registry/encryption-algorithms.ts";
import type { Found } from "./hmac.ts";
import { type Candidate, candidatesOf } from "./secret/candidates.ts";
import type { SolveStep } from "./types.ts";

/** The most readings that are tried: each is an import and a decryption. */
const MOST_TRIED = 400;

/** The PBKDF2 iterations that the whole search may cost: a few seconds, which is acceptable after a press. */
const MOST_PASSWORD_WORK = 6_000_000;

/** Steps that only apply to signing: JWE has no empty key, and a public key is never a shared one. */
const OF_SIGNING: ReadonlySet<SolveStep> = new Set(["empty", "public-key"]);

/**
 * The result of decrypting. `readings` is how many there are; those with the key's length, or as many as the cost
 * allows, were tried.
 */
interface FoundDecryption extends Found {
  readonly readings: number;
}

/**
 * Tries each reading of the secret as the shared key or password of an encrypted token, by decrypting the token with
 * it (RFC 7516 section 5.2): a reading counts only if the tag fits. A key whose length does not fit the algorithm can
 * decrypt nothing and is not tried. Tries as many passwords as the PBKDF2 budget allows, and none if the token's
 * iteration count exceeds `MOST_ITERATIONS`. Never rejects because of what a token or secret contains.
 */
export async function searchDecryption(token: ParsedToken, keys: KeyInputs): Promise<FoundDecryption> {
  const nothing = { discovery: null, tried: 0, kinds: [], readings: 0 };
  const root = token.header && wholeObject(token.header.json);
  const alg = (root && stringMember(token.header.json, "alg")) ?? "";
  const row = keyManagementRow(alg);
  const enc = root && contentEncryptionRow(stringMember(token.header.json, "enc") ?? "");
  if (!root || !enc || row?.keyTypes.includes("oct") !== true) return nothing;
  const all = (await candidatesOf({ secret: keys.secret, keyTexts: [], keys: [] })).filter(
    ({ steps }) => steps.length > 0 && !steps.some((step) => OF_SIGNING.has(step)),
  );
  const isPassword = row.mode === "key wrapping by a password";
  const length = row.mode === "direct encryption" ? enc.keyBytes : row.wrapKeyBytes;
  const likely = isPassword
    ? all.toSorted((one, other) => rankOf(one) - rankOf(other)).slice(0, passwordsFor(lastMember(root, "p2c")?.value))
    : all.filter(({ bytes }) => bytes.length === length);
  const kinds = new Set<SolveStep>();
  let tried = 0;
  for (const { bytes, steps, args, offer } of likely.slice(0, MOST_TRIED)) {
    const [first, ...rest] = steps as readonly [SolveStep, ...SolveStep[]];
    tried += 1;
    for (const step of steps) kinds.add(step);
    const { state } = await judgeJwe(token, { ...keys, secret: offer }, readKeys);
    if (state !== "decrypted") continue;
    const more = { alg, was: alg, encoding: offer.encoding, bytes: bytes.length, act: "decrypt" };
    const discovery = { steps: [first, ...rest] as const, args: { ...args, ...more }, secret: offer };
    return { discovery, tried, kinds: [...kinds], readings: all.length };
  }
  return { discovery: null, tried, kinds: [...kinds], readings: all.length };
}

/** What is usual with passwords, the likeliest first: if each costs much, the rest may not be tried. */
const USUAL: readonly SolveStep[] = [
  "trimmed",
  "unquoted",
  "assignment",
  "jwk",
  "base64",
  "newline-added",
  "utf-8",
  "hex",
  "base64url",
  "setting",
  "crlf-added",
  "utf-16le",
];

function rankOf({ steps: [step, more] }: Candidate): number {
  const at = more === undefined && step !== undefined ? USUAL.indexOf(step) : -1;
  return at < 0 ? USUAL.length : at;
}

function passwordsFor(count: { readonly type: string; readonly value?: unknown } | undefined): number {
  const iterations = count?.type === "number" ? Number(count.value) : NaN;
  return iterations >= 1 && iterations <= MOST_ITERATIONS ? Math.floor(MOST_PASSWORD_WORK / iterations) : 0;
}
