import type { JsonNode } from "../json/types.ts";
import { plural } from "../base/words.ts";
import { CLAIMS } from "../registry/claims.ts";
import { PRIVATE_MEMBERS } from "../registry/key-types.ts";

/**
 * Names of members that identify a person, without case and punctuation: those of registered claims, and what Entra,
 * Cognito, Keycloak, Supabase and others add. A name in a namespace (`https://api.example/email`, `cognito:username`)
 * counts by its last part.
 */
const PERSONAL: ReadonlySet<string> = new Set([
  ...[...CLAIMS.values()].filter(({ isPersonal }) => isPersonal).map(({ name }) => plain(name)),
  ...(
    "firstname lastname surname fullname displayname username userid uid user login loginhint upn uniquename emailaddress " +
    "emails mail verifiedprimaryemail phone mobile streetaddress street locality postalcode zip city birthday dob avatar " +
    "avatarurl photo oid puid onpremsid samaccountname ipaddr ip ipaddress clientip identities usermetadata ssn taxid " +
    "nationalid passport iban employeeid employeenumber actor"
  ).split(" "),
]);

/** Names of members that are credentials, also in a claims set. */
const CREDENTIALS: ReadonlySet<string> = new Set(
  "password passwd pwd secret clientsecret refreshtoken accesstoken idtoken privatekey apikey apitoken otp pin".split(
    " ",
  ),
);

/** What looks personal, whatever its name: a mail address, a telephone number, an IP address. */
const LOOKS: readonly RegExp[] = [
  /^[^\s@]{1,64}@[^\s@.]{1,63}(?:\.[^\s@.]{1,63}){1,8}$/,
  /^\+\d[\d ()/-]{6,20}$/,
  /^\d{1,3}(?:\.\d{1,3}){3}$/,
  /^[\da-f]{1,4}(?::[\da-f]{0,4}){3,7}$/i,
];

/** Whether a member of this name identifies a person. */
export function isPersonalName(name: string): boolean {
  const last = name.split(/[/:]/).findLast((part) => part !== "") ?? name;
  return PERSONAL.has(plain(last)) || PERSONAL.has(plain(name));
}

/** Whether a text looks as if it identifies a person. */
export function looksPersonal(text: string): boolean {
  return text.length < 400 && LOOKS.some((look) => look.test(text));
}

/** Whether the value of this member of `object` is kept out of every report. */
export function isSecretMember(name: string, object: Extract<JsonNode, { type: "object" }>): boolean {
  if (CREDENTIALS.has(plain(name))) return true;
  return (name === "k" || PRIVATE_MEMBERS.has(name)) && object.members.some((member) => member.name === "kty");
}

/** The replacement for a hidden value: its kind and length. */
export function hiddenWords(node: JsonNode): string {
  switch (node.type) {
    case "string":
      return `[hidden: string of ${plural(Array.from(node.value).length, "character")}]`;
    case "number":
      return `[hidden: number of ${plural(node.raw.replace(/\D/g, "").length, "digit")}]`;
    case "boolean":
      return "[hidden: true or false]";
    case "null":
      return "[hidden: null]";
    case "array":
      return `[hidden: list of ${plural(node.items.length, "item")}]`;
    case "object":
      return `[hidden: object of ${plural(node.members.length, "member")}]`;
  }
}

/** A name without case and punctuation. */
function plain(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, "");
}
