import type { JsonObject } from "../../json/types.ts";
import type { KeyReading } from "../types.ts";
import { stringMember, stringMembers } from "./json-members.ts";
import type { ReadNested } from "./nested.ts";
import { readCollection } from "./string-collection.ts";

/** Whether an object is a Google Cloud service account key file: a private key with its id. */
export function isServiceAccount(root: JsonObject): boolean {
  return stringMember(root, "private_key") !== null && stringMember(root, "private_key_id") !== null;
}

/** Reads the private key of a service account; `private_key_id` is its `kid`. */
export function readServiceAccount(root: JsonObject, nested: ReadNested): Promise<KeyReading | null> {
  const texts = stringMembers(root).filter(({ name }) => name === "private_key");
  return readCollection(texts, nested, {
    format: "service-account",
    kid: () => stringMember(root, "private_key_id"),
    expected: [],
  });
}
