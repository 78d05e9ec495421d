import type { JsonNode } from "../json/types.ts";

/**
 * Names of members that say who someone is, without case and punctuation: OpenID Connect Core section 5.1, and what Entra,
 * Cognito, Keycloak, Supabase and others add. A name in a namespace (`https://api.example/email`, `cognito:username`)
 * counts by its last part.
 */
const PERSONAL: ReadonlySet<string> = new Set(
  (
    "sub name givenname familyname firstname lastname surname middlename nickname fullname displayname preferredusername " +
    "username userid uid user login loginhint upn uniquename email emailaddress emails mail verifiedprimaryemail " +
    "phone phonenumber mobile msisdn address streetaddress street locality postalcode zip city birthdate birthday dob gender " +
    "picture avatar avatarurl profile website photo oid puid onpremsid samaccountname ipaddr ip ipaddress clientip identities " +
    "usermetadata ssn taxid nationalid passport iban employeeid employeenumber actor"
  ).split(" "),
);

/** Names of members that open something, in a claims set as well. */
const CREDENTIALS: ReadonlySet<string> = new Set(
  "password passwd pwd secret clientsecret refreshtoken accesstoken idtoken privatekey apikey apitoken otp pin".split(
    " ",
  ),
);

/** The private members of a JSON Web Key (RFC 7518 section 6, RFC 7517 section 4, ML-DSA's `priv`). */
const PRIVATE_MEMBERS: ReadonlySet<string> = new Set("d p q dp dq qi oth k priv".split(" "));

/** What a value is, by its look, whatever its name: an address of mail, a telephone number, an address of the Internet. */
const LOOKS: readonly RegExp[] = [
  /^[^\s@]{1,64}@[^\s@.]{1,63}(?:\.[^\s@.]{1,63}){1,8}$/,
  /^\+\d[\d ()/-]{6,20}$/,
  /^\d{1,3}(?:\.\d{1,3}){3}$/,
  /^[\da-f]{1,4}(?::[\da-f]{0,4}){3,7}$/i,
];

/** Whether a member of this name says who someone is. */
export function isPersonalName(name: string): boolean {
  const last = name.split(/[/:]/).findLast((part) => part !== "") ?? name;
  return PERSONAL.has(plain(last)) || PERSONAL.has(plain(name));
}

/** Whether a text looks like one that says who someone is. */
export function looksPersonal(text: string): boolean {
  return text.length < 400 && LOOKS.some((look) => look.test(text));
}

/** Whether the value of this member of `object` is kept out of every report. */
export function isSecretMember(name: string, object: Extract<JsonNode, { type: "object" }>): boolean {
  if (CREDENTIALS.has(plain(name))) return true;
  return PRIVATE_MEMBERS.has(name) && object.members.some((member) => member.name === "kty");
}

const plain = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, "");

/** What stands in the place of a hidden value: its kind and length. */
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

const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? "" : "s"}`;
