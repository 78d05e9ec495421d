import { KEY_FORMATS } from "../registry/key-formats.ts";
import type { Range } from "../text/range.ts";
import { readKeys } from "./read.ts";
import { wantsPassphrase } from "./reading.ts";
import type { KeyMaterial, KeyProblem, KeyReading } from "./types.ts";

/** A row for a key of a set: its metadata and its place. */
export interface KeyRow {
  /** Its place in the field, from 0. */
  readonly index: number;
  /** `kid` if it is a string. */
  readonly kid: string | null;
  /** `kty`; "" if unreadable. */
  readonly type: string;
  /** Size or curve: "2048 bits", "P-256"; "" if unknown. */
  readonly size: string;
  /** The value of `use` or `key_ops`: "sign", "encrypt", "verify, sign"; null if absent. */
  readonly use: string | null;
  readonly alg: string | null;
  /** Its original form: "JWK", "JWK with x5c", "PEM (SPKI)". */
  readonly from: string;
  /** Null for an unreadable key. */
  readonly material: KeyMaterial | null;
  /** Why it cannot be read; for a damaged private key, why only its public half can. */
  readonly problem: KeyProblem | null;
  /** Its place in the field's text, if it has one; for an unreadable key, the place of the fault. */
  readonly range: Range | null;
}

const USES: ReadonlyMap<string, string> = new Map([
  ["sig", "sign"],
  ["enc", "encrypt"],
]);

/** The keys of a field as rows, in text order, unreadable ones included; null if the field does not contain a set. */
export function keyRows(reading: KeyReading): readonly KeyRow[] | null {
  const keys = reading.kind === "keys" ? reading.keys : [];
  const unreadable = reading.kind === "empty" ? [] : (reading.unreadable ?? []);
  // A set without a readable key has no format, but its problems do.
  const isJwkSet =
    reading.kind === "keys" ? reading.format === "jwks" : unreadable.some(({ key }) => key !== undefined);
  const count = keys.length + unreadable.length;
  if (count < 2 && !(isJwkSet && count > 0)) return null;
  const found = [...keys.map(rowOf), ...unreadable.map(rowOfProblem)].map((row) =>
    isJwkSet && row.from.startsWith("JWK") ? { ...row, from: row.from.replace("JWK", "JWK Set") } : row,
  );
  // Entries without a place keep their position in the list.
  const starts = found.map(({ range }) => range?.start ?? -1);
  for (let at = 1; at < starts.length; at += 1) if (starts[at] === -1) starts[at] = starts[at - 1] ?? -1;
  return found
    .map((row, at) => ({ row, start: starts[at] ?? -1 }))
    .toSorted((one, other) => one.start - other.start)
    .map(({ row }, index) => ({ ...row, index }));
}

type Unplaced = Omit<KeyRow, "index">;

function rowOf(material: KeyMaterial): Unplaced {
  const { jwk, description, format, range, damaged } = material;
  const type = jwk.kty ?? "";
  return {
    ...saidBy(jwk),
    type,
    size: description.startsWith(`${type} `) ? description.slice(type.length + 1) : description,
    from: `${KEY_FORMATS[format].name}${jwk.x5c === undefined ? "" : " with x5c"}`,
    material,
    problem: damaged ?? null,
    range: range ?? null,
  };
}

function rowOfProblem(problem: KeyProblem): Unplaced {
  const jwk = problem.key?.jwk ?? {};
  return {
    ...saidBy(jwk),
    type: typeof jwk.kty === "string" ? jwk.kty : "",
    size: typeof jwk.crv === "string" ? jwk.crv : "",
    from: problem.format === null ? "" : KEY_FORMATS[problem.format].name,
    material: null,
    problem,
    range: problem.range,
  };
}

function saidBy({ kid, alg, use, key_ops: ops }: KeyMaterial["jwk"]): Pick<KeyRow, "kid" | "alg" | "use"> {
  return {
    kid: typeof kid === "string" ? kid : null,
    alg: typeof alg === "string" ? alg : null,
    use: typeof use === "string" ? (USES.get(use) ?? use) : Array.isArray(ops) ? ops.map(String).join(", ") : null,
  };
}

/**
 * A text with only this key: its part of the field if that reads as the same key or is locked, otherwise a JWK. Takes
 * the field's text; null for an unreadable key.
 */
export async function textOfKey({ material, range }: KeyRow, text: string): Promise<string | null> {
  if (material === null) return null;
  const part = range === null ? "" : text.slice(range.start, range.end);
  const reading = await readKeys(part);
  if (wantsPassphrase(reading)) return part;
  const only = reading.kind === "keys" && reading.keys.length === 1 ? reading.keys[0] : undefined;
  const isSame =
    only?.thumbprint === material.thumbprint &&
    only.isPrivate === material.isPrivate &&
    only.jwk.kid === material.jwk.kid;
  return isSame ? part : JSON.stringify(material.jwk, null, 2);
}
