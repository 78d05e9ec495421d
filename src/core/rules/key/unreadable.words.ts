import type { KeyProblem } from "../../keys/types.ts";
import type { Args, Words } from "../support/words.ts";

/** What a field contains, if the problem says more about it. */
type ProblemArgs = Args<
  "field" | "format",
  "kid" | "half" | "what" | "why" | "how" | "member" | "command" | "jwks_uri"
>;

/** A rule reports only the problems that it has words for. */
export type ProblemWords = Readonly<Partial<Record<KeyProblem["code"], Words | ((a: ProblemArgs) => Words)>>>;

/** Names the key: its kid if it has one. */
function keyName(a: ProblemArgs): string {
  return a.kid ? `key ${a.kid}` : "the JWK";
}

/** A complete key of a kind that JWS has no algorithm for. */
function signsNoJwt(a: ProblemArgs): Words {
  return [
    `${a.field}: ${a.what ?? "this kind of key"} cannot sign a JWT`,
    a.how
      ? String(a.how)
      : "JWS has algorithms for RSA keys, EC keys on P-256, P-384, P-521 and secp256k1, Ed25519, Ed448 and ML-DSA keys, and for shared secrets. Use a key of one of these kinds.",
  ];
}

/** The command that re-encrypts a key with a cipher this page supports. */
function convertingCommand(a: ProblemArgs): string {
  if (a.format === "openssh-private") return "ssh-keygen -p -Z aes256-ctr -f key";
  const providers = /RC[24]|MD2|Blowfish|SEED|IDEA/i.test(String(a.what)) ? " -provider legacy -provider default" : "";
  return `openssl pkcs8 -topk8 -v2 aes-256-cbc${providers} -in old.pem -out key.pem`;
}

const brokenOpenSsh = (a: ProblemArgs): Words => [
  `${a.field}: this OpenSSH key cannot be read`,
  `${a.why ?? "Part of it is missing"}. It may have been truncated or changed in copying. ssh-keygen -y -f key shows whether it is intact.`,
];

export const UNREADABLE = {
  "KEY-21": {
    "not-a-key": (a) => [
      `${a.field}: this is ${a.what ?? "not a key"}`,
      a.command
        ? `Extract the key on your machine: ${a.command}`
        : "A key is a PEM block (-----BEGIN …), a JSON Web Key, or a set of them.",
    ],
    "url-or-path": (a) => [
      `${a.field}: this says where a key is, but is not the key`,
      "Paste the content of the file or address. This page fetches nothing.",
    ],
  },
  "KEY-16": {
    "jwk-invalid": (a) =>
      a.half === "private"
        ? [
            `The private member ${a.member} of ${keyName(a)} cannot be read`,
            `${a.why} (RFC 7518 section 6). The public members are complete and verify; the key does not sign.`,
            "Remove the private members",
          ]
        : [
            `The member ${a.member ?? ""} of ${keyName(a)} cannot be read`,
            `${a.why ?? "Numbers and coordinates are base64url without padding"} (RFC 7518 section 6). The key was not tried.`,
            `Correct ${a.member}`,
          ],
  },
  "KEY-30": {
    "json-invalid": (a) => [`${a.field}: the JSON does not parse`, "It breaks at the marked place."],
    "empty-set": (a) => [
      `${a.field}: the JSON contains no keys`,
      a.jwks_uri
        ? `It says where they are, and this page fetches nothing: open ${a.jwks_uri} and paste its content.`
        : "A JWK Set has a member keys with at least one key (RFC 7517 section 5). A discovery document only says where it is: paste the content of its jwks_uri.",
    ],
  },
  "KEY-23": {
    "passphrase-needed": (a) => [
      `${a.field} is encrypted`,
      "Enter its passphrase next to the field. It stays in this page's memory.",
    ],
    "passphrase-wrong": (a) => [
      `${a.field}: the passphrase does not open it`,
      "Check upper and lower case, and spaces at either end.",
    ],
    "cipher-unsupported": (a) => [
      `${a.field} is encrypted in a way this page cannot decrypt`,
      `It uses ${a.what ?? "an old cipher"}. Convert it on your machine: ${convertingCommand(a)}`,
    ],
  },
  "KEY-22": {
    "type-unsupported": signsNoJwt,
    asn1: brokenOpenSsh,
    "pem-body": brokenOpenSsh,
    "pem-no-end": brokenOpenSsh,
  },
  "key-unreadable": {
    "type-unsupported": signsNoJwt,
    asn1: (a) => [
      `${a.field}: the key does not parse`,
      `${a.why ?? "Its ASN.1 is truncated"}. It may have been truncated or changed in copying.`,
    ],
    "pem-body": (a) => [
      `${a.field}: the PEM body is not Base64`,
      "The marked text is not Base64. It may have been changed in copying.",
    ],
    "pem-no-end": (a) => [
      `${a.field}: the PEM has no END line`,
      "The last lines may be missing: copy the whole block.",
    ],
  },
} satisfies Readonly<Record<string, ProblemWords>>;
