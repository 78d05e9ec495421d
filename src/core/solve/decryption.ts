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

/** How many readings are tried at most: each is an import and a decryption. */
const MOST_TRIED = 400;

/** Iterations of PBKDF2 that the whole search may cost, about what a press and a few seconds are worth. */
const MOST_PASSWORD_WORK = 6_000_000;

/** Steps that are mistakes of signing alone: JWE has no empty key, and a public key is none of a shared one. */
const OF_SIGNING: ReadonlySet<SolveStep> = new Set(["empty", "public-key"]);

/** What came of decrypting: `readings` is how many there are, of which those of the key's length, or as many as the cost allows, were tried. */
interface FoundDecryption extends Found {
  readonly readings: number;
}

/**
 * Tries the secret in its readings as the shared key or password of an encrypted token, by decrypting it with each (RFC 7516
 * section 5.2): a reading is found only where the tag fits. A key of another length than the algorithm has can open nothing and
 * is not tried; passwords are as many as their PBKDF2 leaves room for, and none above the count that is done unasked. Never
 * rejects for anything that token and secret can hold.
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

/** What is usual with passwords, the likeliest first: where each costs much, the rest may not have its turn. */
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
