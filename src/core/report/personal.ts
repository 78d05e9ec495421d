import type { JsonMember, JsonNode, JsonObject } from "../json/types.ts";
import { plural } from "../base/words.ts";
import { CLAIMS } from "../registry/claims.ts";
import { PRIVATE_MEMBERS } from "../registry/key-types.ts";
import { isCredentialName, isSecretKey } from "../text/credentials.ts";

/**
 * Names of members that identify a person, without case and punctuation: those of registered claims, and what Entra,
 * Cognito, Keycloak, Supabase and others add. A name in a namespace (`https://api.example/email`, `cognito:username`)
 * counts by its last part, and a language tag after it (`family_name#fr`, OpenID Connect Core section 5.2) not at all.
 */
const PERSONAL: ReadonlySet<string> = new Set([
  ...[...CLAIMS.values()].filter(({ isPersonal }) => isPersonal).map(({ name }) => plain(name)),
  ...(
    "firstname lastname surname fullname displayname username userid uid user login loginhint upn uniquename emailaddress " +
    "emails mail verifiedprimaryemail phone mobile streetaddress street locality postalcode zip city birthday dob avatar " +
    "avatarurl photo oid puid onpremsid samaccountname ipaddr ip ipaddress clientip identities usermetadata ssn taxid " +
    "nationalid passport iban employeeid employeenumber actor nameidentifier personid cn realname dateofbirth nationality sex portrait " +
    "mobilephone mobilephonenumber telephone telephonenumber tel remoteaddr xforwardedfor imei passportnumber cardnumber accountnumber " +
    // ISO/IEC 18013-5 and the EU's person identification data.
    "familynamebirth givennamebirth documentnumber personaladministrativenumber personalidentifier nationalidentifier nationalidnumber " +
    "drivinglicense drivinglicence licensenumber licencenumber vatid residentaddress residentstreet residenthousenumber residentpostalcode " +
    "residentcity"
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
  const [untagged = ""] = name.split("#", 1);
  const last = untagged.split(/[/:]/).findLast((part) => part !== "") ?? untagged;
  return PERSONAL.has(plain(last)) || PERSONAL.has(plain(untagged));
}

/** Whether a text looks as if it identifies a person. */
export function looksPersonal(text: string): boolean {
  return text.length < 400 && LOOKS.some((look) => look.test(text));
}

/** Whether the value of this member of `object` is kept out of every report. */
export function isSecretMember({ name, value }: JsonMember, { members }: JsonObject): boolean {
  if (CREDENTIALS.has(plain(name))) return true;
  const others = new Set(members.map((member) => plain(member.name)));
  if (name === "k" || PRIVATE_MEMBERS.has(name)) return others.has("kty");
  if (value.type === "boolean" || value.type === "null") return false;
  if (plain(name) === "key" && value.type === "string")
    return !NAMES_KEY.some((other) => others.has(other)) && isSecretKey(value.value);
  // An environment variable of a container, a header in an archive.
  if (name === "value") return members.some((member) => member.name === "name" && isNamed(member.value));
  if (/key$/i.test(name) && value.type === "string" && !isSecretKey(value.value)) return false;
  return isCredentialName(name);
}

/** Members beside which a `key` is a name. */
const NAMES_KEY = ["value", "values", "secret", "rsapublickey"];

const isNamed = (node: JsonNode): boolean => node.type === "string" && isCredentialName(node.value);

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
