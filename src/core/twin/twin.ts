import type { JWK } from "jose";
import type { Judgement } from "../crypto/types.ts";
import { exportKey } from "../keys/export.ts";
import { readKeys } from "../keys/read.ts";
import type { KeyInputs } from "../keys/types.ts";
import { algorithmRow } from "../registry/algorithms.ts";
import { keyManagementRow } from "../registry/encryption-algorithms.ts";
import { NO_KEYS } from "../keys/no-keys.ts";
import { compareFindings, diagnosed } from "./compare-findings.ts";
import { Keyring, publicOf, type ThrowawayKey } from "./keyring.ts";
import { Maker } from "./maker.ts";
import { type Kind, type Random, Replacer } from "./replacer.ts";
import { twinOfText } from "./text.ts";
import { twinOfToken } from "./token.ts";
import type { ComparedFinding, Twin, TwinOptions, TwinVisit } from "./types.ts";

/** How often a twin is made again if its random values changed the diagnosis. */
const MOST_TURNS = 4;

/** People do not share longer texts. In UTF-16 units. */
export const MOST_TWIN = 5_000_000;

/** A new visit: its replacements are unrelated to those of any other. */
export function newVisit(random: Random = secureRandom): TwinVisit {
  return { replacer: new Replacer(random), keyring: new Keyring() };
}

/** An unpredictable random number from 0 up to 1, of 53 bits. */
function secureRandom(): number {
  const [high = 0, low = 0] = globalThis.crypto.getRandomValues(new Uint32Array(2));
  return ((high >>> 5) * 0x4000000 + (low >>> 6)) / 0x20000000000000;
}

/**
 * A text whose tokens and values are replaced by others of the same form. Each token has the structure, lengths,
 * times and faults of its original, none of its personal or secret values, and the signature of a throwaway key.
 * Non-identifying words are kept. The same value gets the same replacement, everywhere in the text and in all texts
 * of one visit. Original and twin are then diagnosed the same way. Rejects with a RangeError for a text over
 * `MOST_TWIN`, and if Web Cryptography is missing; for nothing else that a text can contain.
 */
export async function twin(text: string, options: TwinOptions): Promise<Twin> {
  if (text.length > MOST_TWIN) throw new RangeError(`The text has more than ${MOST_TWIN} characters`);
  const { now, leeway = 0, random = secureRandom } = options;
  const visit = options.visit ?? newVisit(random);
  const keys: KeyInputs = { ...NO_KEYS, ...options.keys };
  const clock = { now, leeway };
  const original = await diagnosed(text, keys, clock, options.about);
  const judged = original.judgement === null ? null : { text: original.token, judgement: original.judgement };
  let best: (Twin & { readonly replacer: Replacer }) | null = null;
  for (let turn = 0; turn < MOST_TURNS; turn += 1) {
    const maker = new Maker(visit.replacer.fork(), visit.keyring, judged, { token: twinOfToken, text: twinOfText });
    const made = await twinOfText(maker, text); // oxlint-disable-line no-await-in-loop
    const own = await keysLike(keys, judged?.judgement ?? null, [...maker.keys.values()]); // oxlint-disable-line no-await-in-loop
    const about = original.token === text ? undefined : await maker.token(original.token); // oxlint-disable-line no-await-in-loop
    const other = await diagnosed(made, own, clock, about); // oxlint-disable-line no-await-in-loop
    const findings = compareFindings(original.findings, other.findings);
    const known = best?.findings;
    if (known === undefined || differences(findings) < differences(known))
      best = { ...told(made, maker, findings), token: other.token, replacer: maker.replacer };
    // A difference that occurs twice is not due to chance.
    if (findings.same || (known !== undefined && sameDifferences(known, findings))) break;
  }
  if (best === null) throw new Error("No twin was made");
  const { replacer, ...result } = best;
  visit.replacer = replacer;
  return result;
}

const differences = ({ missing, added }: Twin["findings"]): number => missing.length + added.length;

const sameDifferences = (one: Twin["findings"], other: Twin["findings"]): boolean =>
  namesOf(one.missing) === namesOf(other.missing) && namesOf(one.added) === namesOf(other.added);

const namesOf = (findings: readonly ComparedFinding[]): string =>
  findings.map(({ rule, variant, place }) => `${rule}/${variant}/${place?.pane}`).join(" ");

function told(made: string, maker: Maker, findings: Twin["findings"]): Omit<Twin, "token"> {
  const { replacer } = maker;
  const counts = new Map<Kind, number>();
  for (const { kind } of replacer.replaced) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  // The key that is needed first comes first.
  const all = (["decrypt", "sign", "carried"] as const).flatMap((use) =>
    [...maker.keys.values()].flatMap((key) => (key.use === use ? [key.jwk] : [])),
  );
  const pairs = new Map(maker.pairs.map((pair) => [`${pair.name} ${pair.from}`, pair]));
  return {
    text: made,
    publicKeys: all.map(publicOf),
    privateKeys: all,
    replaced: [...pairs.values()],
    counts: [...counts].map(([kind, count]) => ({ kind, count })),
    stayed: {
      times: [...maker.stayed.times],
      names: [...maker.stayed.names],
      forms: [...maker.stayed.forms],
      words: replacer.stayed,
    },
    limits: [...maker.limits.values()],
    findings,
  };
}

/** The throwaway keys in the same fields as the original's keys, and in the same form. */
async function keysLike(
  keys: KeyInputs,
  judgement: Judgement | null,
  made: readonly ThrowawayKey[],
): Promise<KeyInputs> {
  const alg = judgement?.alg ?? "";
  const key =
    made.find(({ jwk, use }) => use !== "carried" && jwk.alg === alg) ?? made.find(({ use }) => use !== "carried");
  if (key === undefined) return NO_KEYS;
  const { jwk } = key;
  const isSecret = algorithmRow(alg)?.family === "HMAC" || keyManagementRow(alg)?.keyTypes.includes("oct") === true;
  const isGiven = (field: { readonly text: string }): boolean => field.text.trim() !== "";
  return {
    secret: isSecret && keys.secret.text !== "" ? { text: jwk.k ?? "", encoding: "Base64url" } : NO_KEYS.secret,
    publicKey: { text: !isSecret && isGiven(keys.publicKey) ? await inForm(jwk, keys.publicKey.text, "public") : "" },
    privateKey: {
      text: !isSecret && isGiven(keys.privateKey) ? await inForm(jwk, keys.privateKey.text, "private") : "",
    },
  };
}

/** A key as PEM if the other one is PEM, as a set if that is a set, otherwise as a JWK. */
async function inForm(jwk: JWK, like: string, half: "public" | "private"): Promise<string> {
  const own = half === "public" ? publicOf(jwk) : jwk;
  const reading = await readKeys(JSON.stringify(own));
  const [material] = reading.kind === "keys" ? reading.keys : [];
  if (material === undefined) return JSON.stringify(own);
  if (like.includes("-----BEGIN"))
    return exportKey(material, half === "public" ? "spki" : "pkcs8") ?? JSON.stringify(own);
  return /"keys"\s*:/.test(like) ? JSON.stringify({ keys: [own] }) : JSON.stringify(own);
}
