import { instantWords } from "../claims/describe.ts";
import { algorithmRow, SIGNATURE_ALGORITHMS } from "../registry/algorithms.ts";
import { CLAIMS } from "../registry/claims.ts";
import {
  CONTENT_ENCRYPTIONS,
  contentEncryptionRow,
  KEY_MANAGEMENT_ALGORITHMS,
  keyManagementRow,
} from "../registry/encryption-algorithms.ts";
import { KEY_KINDS } from "../registry/key-kinds.ts";
import { KEY_TYPES } from "../registry/key-types.ts";
import { MEDIA_TYPES, mediaType } from "../registry/media-types.ts";
import { memberValues } from "../registry/member-values.ts";
import type { FieldPlace } from "./place-at.ts";
import type { Surroundings } from "./types.ts";

/** A value that fits a place, as JSON, with its meaning. */
interface FittingValue {
  readonly json: string;
  readonly about: string | null;
  readonly spec: string | null;
  /** A word next to it. */
  readonly detail?: string;
}

const HOUR = 3600;

/**
 * Usual values for a time claim, in seconds from now: `exp` lists those ahead first, the other claims the past ones.
 */
const AHEAD = [
  [HOUR, "in an hour"],
  [300, "in 5 minutes"],
  [24 * HOUR, "in a day"],
] as const;
const BACK = [
  [0, "now"],
  [-HOUR, "an hour ago"],
] as const;

const text = (value: string, about: string | null, spec: string | null, detail?: string): FittingValue => ({
  json: JSON.stringify(value),
  about,
  spec,
  ...(detail === undefined ? {} : { detail }),
});

/** The values that fit where `name` is the member, or the member whose array it is; most likely first. */
export function fittingValues(
  name: string,
  { inside, siblings }: FieldPlace,
  at: Surroundings,
): readonly FittingValue[] {
  const isTop = inside.length === 0 || (inside.length === 1 && inside[0] === name);
  const inKey = ["jwk", "epk", "sub_jwk"].includes(String(inside.at(-1)));
  if (inKey) return keyValues(name, siblings);
  if (at.pane === "header" && isTop) return headerValues(name, at);
  if (at.pane === "payload" && isTop && CLAIMS.get(name)?.kind === "epoch") return times(name, at);
  if (name === "jti" && isTop) return [text(at.newId(), "A new, unique id.", "RFC 7519 section 4.1.7")];
  if (CLAIMS.get(name)?.kind === "boolean")
    return ["true", "false"].map((json) => ({ json, about: null, spec: CLAIMS.get(name)?.spec ?? null }));
  return listed(name);
}

function listed(name: string): readonly FittingValue[] {
  return memberValues(name).map(({ value, means, spec }) => ({
    json: JSON.stringify(value),
    about: means === "" ? null : sentence(means),
    spec,
  }));
}

function headerValues(name: string, { profile, isEncrypted, keys }: Surroundings): readonly FittingValue[] {
  switch (name) {
    case "alg":
      return isEncrypted
        ? KEY_MANAGEMENT_ALGORITHMS.map((alg) => {
            const row = keyManagementRow(alg);
            return text(alg, row && sentence(row.description), row?.spec ?? null);
          })
        : SIGNATURE_ALGORITHMS.map((alg) => {
            const row = algorithmRow(alg);
            return text(alg, row && sentence(row.description), row?.spec ?? null);
          });
    case "enc":
      return CONTENT_ENCRYPTIONS.map((enc) =>
        text(enc, sentence(contentEncryptionRow(enc)?.description ?? ""), "RFC 7518 section 5.1"),
      );
    case "kid":
      return keys.map(({ kid, description }) => text(kid, `A key in the set here: ${description}.`, null, description));
    case "typ": {
      const usual = profile?.typ ?? [];
      const names = [...new Set([...usual, "JWT", ...MEDIA_TYPES.filter((type) => type !== "jwt")])];
      return names.map((type) => ofMediaType(type, usual.includes(type) ? "usual" : undefined));
    }
    case "cty":
      return ["JWT", ...MEDIA_TYPES.filter((type) => type !== "jwt")].map((type) => ofMediaType(type));
    default:
      return listed(name);
  }
}

function ofMediaType(name: string, detail?: string): FittingValue {
  const row = mediaType(name);
  return text(name, row && sentence(row.kind), row?.spec ?? null, detail);
}

/** `crv` by the key type, and vice versa. */
function keyValues(name: string, siblings: FieldPlace["siblings"]): readonly FittingValue[] {
  if (name === "kty") return [...KEY_TYPES.keys()].map((kty) => text(kty, null, "RFC 7518 section 6.1"));
  const kty = siblings.get("kty") ?? null;
  if (name === "crv")
    return KEY_KINDS.filter((kind) => kind.kty !== "AKP" && (kty === null || kind.kty === kty)).map((kind) =>
      text(kind.name, kind.uses === "agree" ? "To agree on a key." : null, "RFC 7518 section 6.2.1.1", kind.kty),
    );
  if (name === "alg")
    return SIGNATURE_ALGORITHMS.filter((alg) => (kty === null ? true : algorithmRow(alg)?.kty === kty)).map((alg) =>
      text(alg, sentence(algorithmRow(alg)?.description ?? ""), algorithmRow(alg)?.spec ?? null),
    );
  return listed(name);
}

function times(name: string, { now, timeStyle }: Surroundings): readonly FittingValue[] {
  const rows: readonly (readonly [number, string])[] = name === "exp" ? [...AHEAD, ...BACK] : [...BACK, ...AHEAD];
  return rows.map(([span, detail]) => {
    const words = instantWords(now + span, timeStyle);
    return { json: String(now + span), about: words && `${words.first}, ${words.second}.`, spec: null, detail };
  });
}

/** A phrase as a sentence. */
function sentence(phrase: string): string {
  return `${phrase.charAt(0).toUpperCase()}${phrase.slice(1)}.`;
}
