import { messageOf } from "../thrown.ts";
import type { ReadKeys } from "../judge-with-keys.ts";
import { keyless } from "../pre-judge.ts";
import type { Judgement, JudgementReason, OpeningCode, VerdictState } from "../types.ts";
import { unchosen } from "../unchosen.ts";
import { contentPart } from "../../envelope/content-part.ts";
import type { ParsedToken } from "../../envelope/types.ts";
import { type Candidate, chooseKeys, type KeyChoice, passOver } from "../../keys/fit/choose.ts";
import { contradictionOf } from "../../keys/fit/usage.ts";
import { keyFault } from "../../keys/numbers/degenerate.ts";
import { epkProblem } from "../../keys/numbers/ephemeral-key.ts";
import { decodeSecret } from "../../keys/secret.ts";
import type { KeyInputs } from "../../keys/types.ts";
import { contentEncryptionRow, keyManagementRow } from "../../registry/encryption-algorithms.ts";
import { encodeUtf8 } from "../../text/utf8.ts";
import { openContent } from "./content.ts";
import { type ContentKey, fromPrivateKey, fromSecret, type KeyedToken } from "./content-key.ts";
import { recipientFitting } from "./fit-recipient.ts";
import { headerOf, type JweHeader } from "./header.ts";
import { LEAST_SALT, MOST_ITERATIONS } from "./limits.ts";
import type { Asked, JweReason, Opened, ShapePart } from "./types.ts";

/**
 * The verdict on an encrypted token with the keys of the fields (RFC 7516 section 5.2): `unsupported`, `no-key`, `key-error`,
 * `decrypted` or `invalid`, the first that applies. A shared key or password comes from Secret, a private key from
 * Private key, and no other field is used. Takes a token on which `preJudge` has no verdict; never rejects, whatever
 * token and keys contain.
 */
export async function judgeJwe(
  token: ParsedToken,
  keys: KeyInputs,
  read: ReadKeys,
  asked: Asked = { openAnyway: false },
): Promise<Judgement> {
  const judgement = await judge(token, keys, read, asked);
  return { ...judgement, encrypted: OPENING[judgement.state] ?? "not-opened" };
}

const OPENING: Readonly<Partial<Record<VerdictState, OpeningCode>>> = {
  malformed: "malformed",
  "no-key": "encrypted",
  "key-error": "key-error",
  decrypted: "decrypted",
  invalid: "not-decrypted",
};

async function judge(token: ParsedToken, keys: KeyInputs, read: ReadKeys, asked: Asked): Promise<Judgement> {
  const root = token.header?.json.root;
  const header = headerOf(
    root?.type === "object" ? root : { type: "object", range: { start: 0, end: 0 }, members: [] },
  );
  const alg = header.string("alg") ?? "";
  const encName = header.string("enc");
  if (encName === null) return keyless("malformed", { code: "enc-missing" }, alg);
  const refused = refusalOf(header, alg, encName, asked);
  if (refused) return keyless("unsupported", refused, alg);
  const [row, enc] = [keyManagementRow(alg)!, contentEncryptionRow(encName)!];
  const encryptedKey = octetsOf(token, "encrypted-key");
  const keyed: KeyedToken = { row, enc, encName, header, encryptedKey };
  const question: Question = { token, keyed, shape: misshapen(token, keyed) };
  return row.keyTypes.includes("oct") ? withSecret(question, keys) : withPrivateKey(question, keys, read);
}

interface Question {
  readonly token: ParsedToken;
  readonly keyed: KeyedToken;
  /** Why no key can decrypt it. */
  readonly shape: ShapePart | null;
}

/** What this page does not do, or only on request. */
function refusalOf(header: JweHeader, alg: string, enc: string, { openAnyway }: Asked): JudgementReason | null {
  const row = keyManagementRow(alg);
  if (row === null) return { code: "alg-unknown", alg };
  if (contentEncryptionRow(enc) === null) return { code: "enc-unknown", enc };
  const zip = header.value("zip");
  if (zip !== null && !(zip.type === "string" && zip.value === "DEF")) return { code: "zip-unknown" };
  // Extensions for signed tokens do not apply to encrypted ones.
  const crit = header.value("crit");
  const names =
    crit?.type === "array" ? crit.items.flatMap((item) => (item.type === "string" ? [item.value] : [])) : [];
  if (crit !== null) return names.length > 0 ? { code: "crit", names } : { code: "crit-malformed" };
  if (openAnyway) return null;
  if (row.mode === "key encryption" && row.hash === null) return { code: "rsa1_5" };
  const count = header.value("p2c");
  return row.mode === "key wrapping by a password" && count?.type === "number" && count.value > MOST_ITERATIONS
    ? { code: "p2c-limit", count: count.value, limit: MOST_ITERATIONS }
    : null;
}

/** The first part with an impossible form (RFC 7518 sections 4 and 5); null if all are well-formed. */
function misshapen(token: ParsedToken, { row, enc, header, encryptedKey }: KeyedToken): ShapePart | null {
  const { length } = octetsOf(token, "ciphertext");
  if (octetsOf(token, "iv").length !== enc.ivBytes) return "iv";
  if (octetsOf(token, "tag").length !== enc.tagBytes) return "tag";
  if (enc.blockBytes > 1 && (length === 0 || length % enc.blockBytes !== 0)) return "ciphertext";
  if (row.mode.startsWith("direct") !== (encryptedKey.length === 0)) return "encrypted-key";
  const isAbsent = (name: string): boolean => header.value(name) === null;
  switch (row.mode) {
    case "key wrapping":
      if (row.wrapBytes !== 0) return null;
      if (header.octets("iv")?.length !== 12) return "header-iv";
      return header.octets("tag")?.length === 16 ? null : "header-tag";
    case "key wrapping by a password": {
      const count = header.value("p2c");
      if ((header.octets("p2s")?.length ?? 0) < LEAST_SALT) return "p2s";
      const isCount = count?.type === "number" && Number.isInteger(count.value) && count.value > 0;
      return isCount && count.value <= 0xffff_ffff ? null : "p2c";
    }
    case "direct key agreement":
    case "key agreement with key wrapping": {
      const epk = header.value("epk");
      const problem = epk?.type === "object" ? epkProblem(epk) : "epk-type";
      if (problem !== null && problem !== "epk-private") return "epk";
      if (!isAbsent("apu") && header.octets("apu") === null) return "apu";
      return isAbsent("apv") || header.octets("apv") !== null ? null : "apv";
    }
    default:
      return null;
  }
}

async function withSecret({ token, keyed, shape }: Question, { secret }: KeyInputs): Promise<Judgement> {
  const { alg } = keyed.row;
  const decoding = decodeSecret(secret);
  const judgement = (state: VerdictState, reason: JudgementReason, bytes: number | null): Judgement => ({
    ...keyless(state, reason, alg),
    key: { source: "secret", material: null, secretBytes: bytes },
  });
  if (!("bytes" in decoding)) {
    const { encoding } = secret;
    return judgement("key-error", { code: "secret-encoding", encoding, at: decoding.range.start }, null);
  }
  const { bytes } = decoding;
  if (bytes.length === 0) return keyless("no-key", { code: "no-secret" }, alg);
  // The key for `dir` is a key for `enc`, and its metadata says so.
  const named =
    secret.jwk && (secret.jwk.alg === keyed.encName && keyed.row.mode === "direct encryption" ? alg : secret.jwk.alg);
  const fit = secret.jwk ? contradictionOf({ ...secret.jwk, alg: named }, alg, "decrypt") : null;
  if (fit) return judgement("key-error", { code: "key-unfit", fit }, bytes.length);
  const { reason, ...opened } = await open(token, keyed, shape, () => fromSecret(keyed, bytes));
  return { ...judgement(STATES[reason.code], reason, bytes.length), ...opened };
}

async function withPrivateKey(question: Question, { privateKey }: KeyInputs, read: ReadKeys): Promise<Judgement> {
  const { row, header } = question.keyed;
  const { alg } = row;
  const reading = await read(privateKey.text, privateKey.passphrase);
  if (reading.kind === "empty") return keyless("no-key", { code: "no-private-key" }, alg);
  const curve = question.shape === "epk" ? null : (header.publicKey("epk").crv ?? null);
  const choice = chooseKeys(
    reading,
    { alg, kid: header.string("kid"), operation: "decrypt", judgeAnyway: privateKey.judgeAnyway === true },
    recipientFitting(row, row.mode.includes("agreement") ? curve : null),
  );
  return choice.kind === "candidates"
    ? tryCandidates(question, choice)
    : unchosen(choice, { alg, source: "private-key", reading });
}

/** Tries one key after the other until one decrypts the token. */
async function tryCandidates(
  { token, keyed, shape }: Question,
  { candidates, unread, passedOver }: Extract<KeyChoice, { kind: "candidates" }>,
): Promise<Judgement> {
  const attempts: (Attempt & { readonly candidate: Candidate | null })[] = [];
  for (const candidate of candidates) {
    const { jwk } = candidate.material;
    const fault = keyFault(jwk);
    const attempt: Attempt = fault
      ? { reason: { code: "key-degenerate", fault }, software: false }
      : await open(token, keyed, shape, () => fromPrivateKey(keyed, jwk));
    attempts.push({ ...attempt, candidate });
    if (attempt.reason.code === "decrypted") break;
  }
  if (unread) attempts.push({ candidate: null, reason: { code: "key-problem", problem: unread }, software: false });
  const [judged] = attempts.toSorted((one, other) => rank(one) - rank(other));
  const { reason, candidate, software, opened } = judged!;
  return {
    ...keyless(STATES[reason.code], reason, keyed.row.alg),
    key: { source: "private-key", material: candidate?.material ?? null, secretBytes: null },
    passedOver: [
      ...passedOver,
      ...attempts.flatMap(({ candidate: other }) =>
        other === null || other === candidate ? [] : [passOver(other.index, other.material, "did-not-verify")],
      ),
    ].toSorted((one, other) => one.index - other.index),
    weak: candidate?.weak ?? null,
    software,
    ...(opened ? { opened } : {}),
  };
}

/** The outcome of one key, with the verdict's state. In the order in which several keys decide. */
const STATES = {
  decrypted: "decrypted",
  // The key is the one.
  "zip-bomb": "unsupported",
  "content-broken": "invalid",
  "tag-mismatch": "invalid",
  "content-key-length": "invalid",
  // The key could be the right one, and was not tried.
  "key-degenerate": "key-error",
  "import-failed": "key-error",
  "key-problem": "key-error",
  "secret-length": "key-error",
  "jwe-shape": "invalid",
  "unwrap-failed": "invalid",
  "modulus-length": "invalid",
} as const satisfies Partial<Record<JudgementReason["code"], VerdictState>>;

const ORDER = Object.keys(STATES);

type Outcome = Extract<JudgementReason, { code: keyof typeof STATES }>;

function rank({ reason }: Attempt): number {
  // If nothing shows that the key is right, content that decrypts to garbage means little.
  if (reason.code === "tag-mismatch" && !reason.isKeyRight) return ORDER.indexOf("jwe-shape");
  return ORDER.indexOf(reason.code);
}

interface Attempt {
  readonly reason: Outcome;
  readonly software: boolean;
  readonly opened?: Opened;
}

/** Decrypts the token with one key. */
async function open(
  token: ParsedToken,
  { enc, header }: KeyedToken,
  shape: ShapePart | null,
  contentKey: () => Promise<ContentKey>,
): Promise<Attempt> {
  if (shape !== null) return { reason: { code: "jwe-shape", part: shape }, software: false };
  try {
    const found = await contentKey();
    if ("reason" in found) return { reason: found.reason as Outcome, software: found.software };
    const { key, isKeyRight, software } = found;
    if (key.length !== enc.keyBytes) {
      return { reason: { code: "content-key-length", actual: key.length, needed: enc.keyBytes }, software };
    }
    const sealed = {
      enc,
      aad: encodeUtf8((token.segments[0]?.text ?? "") + (token.aad === undefined ? "" : `.${token.aad}`)),
      iv: octetsOf(token, "iv"),
      ciphertext: octetsOf(token, "ciphertext"),
      tag: octetsOf(token, "tag"),
      isCompressed: header.string("zip") === "DEF",
    };
    const content = await openContent(sealed, key, isKeyRight);
    const both = software || content.software;
    if ("reason" in content) return { reason: content.reason as Outcome & JweReason, software: both };
    const { bytes } = content;
    return {
      reason: { code: "decrypted" },
      software: both,
      opened: { bytes, content: contentPart(bytes) },
    };
  } catch (error) {
    return { reason: { code: "import-failed", message: messageOf(error) }, software: false };
  }
}

function octetsOf({ segments }: ParsedToken, name: string): Uint8Array<ArrayBuffer> {
  return segments.find((segment) => segment.name === name)?.bytes ?? new Uint8Array();
}
