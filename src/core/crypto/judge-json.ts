import { jsonSeals, MOST_SEALS, sealedToken } from "../envelope/json-seals.ts";
import { withDetached } from "../envelope/detached.ts";
import type { ParsedToken } from "../envelope/types.ts";
import { readingFor } from "../keys/reading.ts";
import type { KeyInputs, KeyReading } from "../keys/types.ts";
import { algorithmRow } from "../registry/algorithms.ts";
import { judgeToken } from "./judge.ts";
import type { ReadKeys } from "./judge-with-keys.ts";
import type { Asked } from "./jwe/types.ts";
import { headerString, keyless } from "./pre-judge.ts";
import type { Judgement, VerdictState } from "./types.ts";

/** For how many recipients a key is tried. */
const MOST_TRIED = 16;

/**
 * The verdict on a JSON form with the keys of the fields, and on each of its signatures (RFC 7515 section 5.2) or recipients
 * (RFC 7516 section 5.2). A single key applies to the selected one or, without a selection, the first that it
 * verifies or decrypts. A set applies to those whose `kid` it has, and by trial to those without one. Never rejects,
 * whatever token and keys contain.
 */
export async function judgeJson(
  token: ParsedToken,
  keys: KeyInputs,
  read: ReadKeys,
  asked?: Asked,
): Promise<Judgement> {
  const { isBroken, seals, envelope } = jsonSeals(token);
  const chosen = token.seal?.index ?? 0;
  const broken = keyless("malformed", { code: "json-form" }, null);
  if (isBroken || seals.length === 0) return { ...broken, seals: { each: seals.map(() => broken), chosen } };
  const tokens = seals.map((_, index) => sealAt(token, index));
  const question: Question = {
    chosen,
    isChosen: token.seal?.isChosen === true || seals.length === 1,
    tokens,
    areMore: envelope.seals.length > seals.length,
    async judge(index) {
      const own = tokens[index]!;
      if (seals[index]!.isBroken) return { ...broken, alg: headerString(own, "alg") };
      return judgeToken(own, keys, read, asked);
    },
  };
  return token.form === "jwe-json" ? overRecipients(question) : overSignatures(question, await setOf(keys, read));
}

interface Question {
  readonly chosen: number;
  readonly isChosen: boolean;
  /** The view in which each of them is judged. */
  readonly tokens: readonly ParsedToken[];
  /** There are more than `MOST_SEALS`. */
  readonly areMore: boolean;
  readonly judge: (index: number) => Promise<Judgement>;
}

/** The token as one of its seals sees it, with the detached payload. */
function sealAt(token: ParsedToken, index: number): ParsedToken {
  if (token.seal?.index === index) return sealedToken(token);
  const { token: one } = jsonSeals(token).seals[index]!;
  return token.detached === undefined ? one : withDetached(one, token.detached.payload);
}

/** The judgement on a seal without a key. */
function untouched(token: ParsedToken, judgement: Judgement): Judgement {
  const isKeyless = judgement.key === null && judgement.state !== "no-key";
  return isKeyless ? judgement : keyless("no-key", { code: "other-seal" }, headerString(token, "alg"));
}

async function overSignatures(
  { chosen, isChosen, tokens, areMore, judge }: Question,
  set: readonly (string | null)[] | null,
): Promise<Judgement> {
  const all = await Promise.all(tokens.map((_, index) => judge(index)));
  const serves = (index: number): boolean => {
    const token = tokens[index]!;
    const alg = headerString(token, "alg");
    if (set === null || alg === null || algorithmRow(alg)?.family === "HMAC") return false;
    const kid = headerString(token, "kid");
    return kid === null ? all[index]!.reason.code !== "none-fits" : set.includes(kid);
  };
  const served = tokens.map((_, index) => serves(index));
  const isSet = served.includes(true);
  const first = all.findIndex(({ state }, index) => state === "verified" && (!isSet || served[index]));
  // Without a selection, a single key is for the signature that it verifies.
  const taken = isChosen || isSet || first < 0 ? chosen : first;
  const each = all.map((judgement, index) => {
    const isOwn = index === taken && (!isSet || served[index] || algorithmRow(judgement.alg ?? "")?.family === "HMAC");
    return isOwn || served[index] ? judgement : untouched(tokens[index]!, judgement);
  });
  const judgement = deciding(each, taken, served);
  // A set also applies to those that are not checked.
  const isPartial = isSet && areMore && judgement.state === "verified";
  const shown = isPartial
    ? keyless("unsupported", { code: "too-many-seals", most: MOST_SEALS }, judgement.alg)
    : judgement;
  return { ...shown, seals: { each, chosen: taken } };
}

/**
 * `invalid` if any with a given key fails, `verified` if all of those verify and there is at least one, otherwise the
 * first other state. One that cannot be read, or for which a set is given but cannot be used, did not verify either.
 */
function deciding(each: readonly Judgement[], chosen: number, served: readonly boolean[]): Judgement {
  const own = each[chosen]!;
  const failed = own.state === "invalid" ? own : each.find(({ state, key }) => state === "invalid" && key !== null);
  if (failed) return failed;
  const isGiven = ({ state }: Judgement, index: number): boolean =>
    ["verified", "key-error", "malformed"].includes(state) || (served[index] === true && state === "unsupported");
  const given = each.filter(isGiven);
  if (given.length > 0 && given.every(({ state }) => state === "verified"))
    return own.state === "verified" ? own : given[0]!;
  const isInTheWay = ({ state, reason }: Judgement): boolean => state !== "verified" && reason.code !== "other-seal";
  return isInTheWay(own) ? own : (each.find(isInTheWay) ?? own);
}

/** The kids of the given key set; null if no set is given. */
async function setOf(
  { tokenKey, publicKey, privateKey }: KeyInputs,
  read: ReadKeys,
): Promise<readonly (string | null)[] | null> {
  if (tokenKey) return null;
  let reading: KeyReading = readingFor(await read(publicKey.text, publicKey.passphrase), null);
  if (reading.kind === "empty") reading = await read(privateKey.text, privateKey.passphrase);
  if (reading.kind !== "keys") return null;
  const { keys, unreadable, format } = reading;
  const isSet = format === "jwks" || format === "certificate-map" || keys.length + unreadable.length > 1;
  if (!isSet) return null;
  const kidOf = (kid: unknown): string | null => (typeof kid === "string" ? kid : null);
  return [...keys.map(({ jwk }) => kidOf(jwk.kid)), ...unreadable.map(({ key }) => kidOf(key?.jwk?.kid))];
}

/** The most informative state of several recipients, without a selection. */
const TELLING: readonly VerdictState[] = ["decrypted", "invalid", "unsupported", "key-error", "malformed", "no-key"];

/** Decrypting for one recipient is enough: other recipients' keys are not a fault. */
async function overRecipients({ chosen, isChosen, tokens, judge }: Question): Promise<Judgement> {
  const others = tokens.map((_, index) => index).filter((index) => index !== chosen);
  const order = [chosen, ...others].slice(0, MOST_TRIED);
  const found = new Map<number, Judgement>();
  for (const index of order) found.set(index, await judge(index));
  const rank = (index: number): number => TELLING.indexOf(found.get(index)!.state);
  const opening = order.find((index) => found.get(index)!.state === "decrypted");
  const telling = order.toSorted((one, other) => rank(one) - rank(other))[0]!;
  const taken = isChosen ? chosen : (opening ?? telling);
  const each = tokens.map((token, index) => {
    const judgement = found.get(index) ?? keyless("no-key", { code: "other-seal" }, headerString(token, "alg"));
    const isOwn = judgement.state === "decrypted" || (index === taken && opening === undefined);
    return isOwn ? judgement : untouched(token, judgement);
  });
  const judgement = each[opening ?? taken]!;
  return { ...judgement, seals: { each, chosen: taken } };
}
