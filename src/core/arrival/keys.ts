import type { KeyReading } from "../keys/types.ts";
import type { Thing, ThingKind } from "./types.ts";

/**
 * The field for a reading, and what it contains; null if the text is not a key. A key that cannot be read yet counts.
 */
export function keyThing(reading: KeyReading, text: string): Pick<Thing, "kind" | "count" | "keys"> | null {
  switch (reading.kind) {
    case "empty":
      return null;
    case "unusable": {
      const { code, format } = reading.problem;
      if (code === "not-a-key" || code === "json-invalid" || code === "url-or-path" || code === "empty-set")
        return null;
      // The format of a damaged block is unknown, but its label says what it was.
      const isPrivate = /private|pkcs8|sec1|pem$/.test(format ?? "") || isPrivateBlock(text);
      return { kind: isPrivate ? "private-key" : "public-key", count: 1 };
    }
    case "keys": {
      const keys = reading.keys.map(({ jwk }) => jwk);
      if (keys.every(({ kty }) => kty === "oct")) return { kind: "shared-key", count: keys.length, keys };
      const isPrivate = reading.keys.some(({ jwk, isPrivate }) => isPrivate && jwk.kty !== "oct");
      return { kind: isPrivate ? "private-key" : "public-key", count: keys.length, keys };
    }
  }
}

function isPrivateBlock(text: string): boolean {
  return /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY-----/.test(text);
}

const PAIRS: readonly ThingKind[] = ["public-key", "private-key"];

/**
 * Merges all public keys among the things into one, and all private ones into one, each at the place of its first: PEM
 * blocks one below the other, else a JWK Set (RFC 7517 section 5). A key that could not be read stays separate next to
 * a set.
 */
export function withKeysJoined(things: readonly Thing[]): readonly Thing[] {
  return PAIRS.reduce(joined, things);
}

function joined(things: readonly Thing[], kind: ThingKind): readonly Thing[] {
  const same = things.filter((thing) => thing.kind === kind);
  const arePem = same.every(({ text }) => text.startsWith("-----BEGIN "));
  const parts = same.filter(({ keys }) => arePem || keys !== undefined);
  const [first] = parts;
  if (first === undefined || parts.length < 2) return things;
  const text = arePem
    ? parts.map((part) => part.text).join("\n")
    : JSON.stringify({ keys: parts.flatMap(({ keys }) => keys ?? []) }, null, 2);
  const count = parts.reduce((sum, part) => sum + part.count, 0);
  return things.flatMap((thing) =>
    thing === first ? [{ ...first, text, count }] : parts.includes(thing) ? [] : [thing],
  );
}
