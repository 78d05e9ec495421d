import type { JsonObject } from "../../json/types.ts";
import type { KeyReading } from "../types.ts";
import { stringMembers } from "./json-members.ts";
import type { ReadNested } from "./nested.ts";
import { readCollection } from "./string-collection.ts";

/**
 * Whether an object maps key ids to certificates or public keys in PEM, as Google and Firebase publish theirs. A name that
 * says what the value is ("publicKey", "cert") is not a key id.
 */
export function isCertificateMap(root: JsonObject): boolean {
  const texts = stringMembers(root);
  return (
    texts.length > 0 &&
    texts.length === root.members.length &&
    texts.every(
      ({ name, text }) =>
        /^\s*-----BEGIN (?:CERTIFICATE|PUBLIC KEY)-/.test(text) && !/key|cert|crt|pem|x5c/i.test(name),
    )
  );
}

/** Reads the keys of the map; their names are their `kid`. */
export function readCertificateMap(root: JsonObject, nested: ReadNested): Promise<KeyReading | null> {
  return readCollection(stringMembers(root), nested, { format: "certificate-map", kid: (name) => name, expected: [] });
}
