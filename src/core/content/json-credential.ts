import { parseJson } from "../json/parse.ts";
import { lastMember, wholeObject } from "../json/query.ts";
import { decodeBase64Url } from "../text/base64url.ts";
import { decodeUtf8 } from "../text/utf8.ts";
import type { Content } from "./types.ts";

/** A credential that is JSON in Base64, with something around it or not: what it looks like, and the members it has. */
interface Row {
  /** Captures the JSON. */
  readonly pattern: RegExp;
  readonly members: readonly string[];
  readonly name: string;
  readonly about: string;
}

/** As their makers' programs write them, as of 2026-11. */
const ROWS: readonly Row[] = [
  {
    pattern: /^[pst]k\.(eyJ[\w-]{10,400})\.[\w-]{10,100}$/,
    members: ["u", "a"],
    name: "an access token of Mapbox",
    about: "It says whose it is (u) and has a signature, but no header: only Mapbox checks it.",
  },
  {
    pattern: /^(eyJrIjoi[\w+/-]{20,400})={0,2}$/,
    members: ["k", "n", "id"],
    name: "an API key of Grafana",
    about:
      "It holds the key, its name and its organisation, and has no signature. Grafana replaced it by tokens of service accounts.",
  },
  {
    pattern: /^(eyJhIjoi[\w+/-]{40,600})={0,2}$/,
    members: ["a", "t", "s"],
    name: "a token of a Cloudflare tunnel",
    about:
      "It holds the account, the tunnel and the tunnel's secret, and has no signature: cloudflared connects with it.",
  },
  {
    pattern: /^sntrys_(eyJ[\w+/-]{20,600})={0,2}_[\w+/-]{20,100}$/,
    members: ["iat", "url"],
    name: "an auth token of Sentry",
    about: "It says where it was issued, and only Sentry checks the rest. It is sent as Bearer.",
  },
  {
    pattern: /^(eyJfcmFpbHMi[\w+/-]{10,20000})={0,2}--[\da-f]{40,64}$/,
    members: ["_rails"],
    name: "a signed message of Ruby on Rails",
    about:
      "It is the message in Base64, two hyphens, and an HMAC in hex. Only the application that has secret_key_base verifies it.",
  },
  {
    pattern: /^[\w-]{43}\.(eyJ[\w-]{20,20000})$/,
    members: ["algorithm", "issued_at"],
    name: "a signed_request of Facebook",
    about: "It is the signature first and then the payload, without a header: an HMAC-SHA256 with the app's secret.",
  },
];

/** Names a credential that is JSON in Base64 by its members; null for other texts. */
export function jsonCredential(text: string): Content | null {
  for (const { pattern, members, name, about } of ROWS) {
    const json = pattern.exec(text)?.[1];
    const root = json === undefined ? null : wholeObject(parseJson(decodeUtf8(decodeBase64Url(json).bytes).text));
    if (root && members.every((member) => lastMember(root, member) !== null) && lastMember(root, "alg") === null)
      return { kind: "opaque", name, certain: true, about: `${about} If it is in use, do not share it.`, items: [] };
  }
  return null;
}
