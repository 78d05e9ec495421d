import type { KeyObject } from "node:crypto";
import { generateKeyPairSync } from "node:crypto";
import { expect } from "vitest";
import { readKeys } from "../../core/keys/read.ts";
import type { KeyMaterial, KeyReading } from "../../core/keys/types.ts";

/** A fresh pair of each kind of key that Node can make, by its description. */
export const PAIRS: Readonly<Record<string, { readonly publicKey: KeyObject; readonly privateKey: KeyObject }>> = {
  "RSA 2048 bits": generateKeyPairSync("rsa", { modulusLength: 2048 }),
  "EC P-256": generateKeyPairSync("ec", { namedCurve: "P-256" }),
  "EC P-384": generateKeyPairSync("ec", { namedCurve: "P-384" }),
  "EC P-521": generateKeyPairSync("ec", { namedCurve: "P-521" }),
  "EC secp256k1": generateKeyPairSync("ec", { namedCurve: "secp256k1" }),
  Ed25519: generateKeyPairSync("ed25519"),
  Ed448: generateKeyPairSync("ed448"),
  X25519: generateKeyPairSync("x25519"),
  X448: generateKeyPairSync("x448"),
};

/** Two RSA pairs, for tests that only need two different ones: generating one takes longer than most tests. */
export const [RSA, OTHER_RSA] = [PAIRS["RSA 2048 bits"]!, generateKeyPairSync("rsa", { modulusLength: 2048 })];

/** The keys of a text that must contain some. */
export async function keysOf(text: string, passphrase?: string): Promise<Extract<KeyReading, { kind: "keys" }>> {
  const reading = await readKeys(text, passphrase);
  if (reading.kind !== "keys") expect.fail(JSON.stringify(reading));
  return reading;
}

/** The only key of a text. */
export async function keyOf(text: string, passphrase?: string): Promise<KeyMaterial> {
  const { keys } = await keysOf(text, passphrase);
  expect(keys).toHaveLength(1);
  return keys[0] as KeyMaterial;
}

/** The problem of a text that must have one. */
export async function problemIn(text: string, passphrase?: string) {
  const reading = await readKeys(text, passphrase);
  if (reading.kind !== "unusable") expect.fail(JSON.stringify(reading));
  return reading.problem;
}

/** A PEM body with its armour, in lines of 64 characters. */
export function armour(label: string, body: string): string {
  return [`-----BEGIN ${label}-----`, ...(body.match(/.{1,64}/g) ?? []), `-----END ${label}-----`, ""].join("\n");
}

/** A PEM text without its armour lines. */
export function bodyOf(pem: string): string {
  return pem.replaceAll(/^-----.*$/gm, "").replaceAll(/\s/g, "");
}
