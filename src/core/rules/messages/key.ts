import { type Args, plural, type Wordings, type Words } from "./wording.ts";

const MENDED = "It was mended here before reading. Other readers refuse such a text.";

/** The way on where only what the key says of itself stands against it. */
const anyway = (a: Args): string => (a["use"] === "sign" ? "Sign anyway" : "Judge anyway");

export const keyWordings: Wordings = {
  "KEY-11": (a) => [
    `This key is ${a["key"]}; ${a["alg"]} needs ${a["needed"]}`,
    `The key can not ${a["use"]} with ${a["alg"]}. Take the key that belongs to the token, or the algorithm that fits the key.`,
  ],
  "KEY-32/type": (a) => [
    `Private key is ${a["key"]}; ${a["alg"]} needs ${a["needed"]}`,
    `The pair was made for another algorithm. Generate one here${a["command"] ? `, or on your machine: ${a["command"]} -out key.pem` : ""}.`,
  ],
  "key-other-kind/pair": (a) => [
    `${a["alg"]} is judged by a secret, and there is only a key of a pair`,
    `Whoever verifies ${a["alg"]} has the signer's secret. If the issuer signs with a private key, alg should say RS, PS, ES or EdDSA: then this token is of someone else, or its header was changed.`,
  ],
  "key-other-kind/secret": (a) => [
    `${a["alg"]} is judged by a public key, and there is only a secret`,
    `It takes ${a["needed"]}: the issuer's public key or JWK Set. A secret verifies HS256, HS384 and HS512 alone; if the verifier was set up with one, it was set up for another algorithm.`,
  ],
  "KEY-12/alg": (a) => [
    `The key says that it is not for ${a["alg"]}`,
    "Its alg names another algorithm (RFC 7517 section 4.4). Verifiers that heed it refuse the token.",
    anyway(a),
  ],
  "KEY-13/use": (a) => [
    `The key says that it must not ${a["use"]}`,
    "Its use member is for encryption (RFC 7517 section 4.2). Sets often hold one key for each use.",
    anyway(a),
  ],
  "KEY-13/key_ops": (a) => [
    `The key says that it must not ${a["use"]}`,
    `Its key_ops do not list ${a["use"]} (RFC 7517 section 4.3).`,
    anyway(a),
  ],
  "KEY-13/ext": (a) => [
    "The key says that it must not leave its store",
    "Its ext member is false (Web Cryptography).",
    anyway(a),
  ],
  "KEY-14/curve": (a) => [
    `This is ${/^[EX]/.test(String(a["curve"])) ? "an" : "a"} ${a["curve"]} key; ${a["alg"]} needs ${a["needed"]}`,
    String(a["curve"]).startsWith("X")
      ? `${a["curve"]} is for key agreement (RFC 7748) and signs nothing. Take a key on ${a["needed"]}.`
      : "Each algorithm of this family is tied to one curve (RFC 7518 section 3.4, RFC 8037 section 3.1), so that no other key can have made or check the signature.",
  ],
  "KEY-15/coordinate-length": [
    "A coordinate of the key has the wrong length",
    "x and y are as long as the curve's field, zeros in front included (RFC 7518 section 6.2.1.2). Where one is short, such zeros were dropped.",
  ],
  "KEY-28/pss-only": (a) => [
    `This key is for RSASSA-PSS only; ${a["alg"]} is not`,
    `Its object identifier, id-RSASSA-PSS (RFC 4055), restricts it to ${a["fits"] || "PS256, PS384 and PS512"}. ${otherKey(a)}`,
    `Set alg to ${a["best"]}`,
  ],
  "KEY-28/pss-parameters": (a) => [
    `This key is limited to RSASSA-PSS with ${a["have"]}; ${a["alg"]} does not keep to that`,
    `Its parameters (RFC 4055 section 3.1) ask for the hash ${a["have"]}, ${a["mask"]} in the mask, and a salt of ${plural(a["salt"], "byte")} at least. ${a["fits"] ? `That is ${a["fits"]}` : "No PS algorithm of JWS has that (RFC 7518 section 3.5)"}. ${otherKey(a)}`,
    `Set alg to ${a["best"]}`,
  ],
  "KEY-17/refused": (a) => [
    `${a["key"]} is too small for ${a["alg"]}`,
    "2,048 bits are the least (RFC 7518 section 3.3). This browser does not take the key.",
  ],
  "KEY-17/weak": (a) => [
    `The RSA key has ${a["bits"]} bits; ${a["needed"]} are the least`,
    "Such keys can be broken, and most libraries refuse them (RFC 7518 section 3.3). It was judged all the same.",
  ],
  "KEY-03/spki": (a) => [
    `The key is in ${a["name"]} (RSA PUBLIC KEY)`,
    `It is read here. Web Cryptography, Java and many libraries want SPKI (PUBLIC KEY): ${a["command"]} converts it.`,
    "Write it as SPKI",
  ],
  "KEY-03/pkcs8": (a) => [
    `The key is in ${a["name"]}`,
    `It is read here. Web Cryptography, Java and many libraries want PKCS #8 (PRIVATE KEY): ${a["command"]} converts it.`,
    "Write it as PKCS #8",
  ],
  "KEY-08/token": (a) => [
    "The header names no key",
    `All that fit were tried, and ${a["name"]} verifies. ${a["count"]} of the set could have signed: verifiers that choose by kid possibly refuse the token, or take the first. Set kid where it is signed.`,
  ],
  "KEY-08/set": (a) => [
    `No key of the set has a kid; the header asks for ${a["kid"]}`,
    `The set has ${plural(a["count"], "key")} without a name, so that a verifier that chooses by kid finds none. Put kid into the set (RFC 7517 section 4.5).`,
  ],
  "KEY-26/entra": (a) => [
    "Entra's keys differ by tenant and by app",
    `This tenant's are at ${a["url"]}. An app with a signing key of its own (SAML, custom claims) wants ?appid=${a["app"]} behind that.`,
  ],
  "KEY-26/b2c": (a) => [
    "Azure AD B2C has keys for each policy",
    `This token's are at ${a["url"]}, not at those of the tenant.`,
  ],
  "KEY-31/older": (a) => [
    "The set is older than the token",
    `Its last certificate ended ${a["until"]}; the token is of ${a["issued"]}. The copy is out of date: fetch the set again, and have verifiers do so when they meet an unknown kid.`,
  ],
  "KEY-31/newer": (a) => [
    "The set is newer than the token",
    `Its first certificate begins ${a["from"]}; the token is of ${a["issued"]}. The key that signed was rotated out since. Issuers keep old keys published for as long as their tokens live.`,
  ],
  "PRV-10/cluster": (a) => [
    "Possibly signed by another cluster",
    `iss is ${a["iss"]}: each cluster has a key of its own. Compare with what kubectl get --raw /openid/v1/jwks gives there, and the API server's --service-account-key-file with its --service-account-signing-key-file.`,
  ],
  "PRV-15/shared": (a) => [
    "Supabase signed this with the project's shared secret",
    `${a["alg"]} wants the legacy JWT secret of the project, not its public keys. PostgREST answers PGRST301 where it has keys of the other kind alone.`,
  ],
  "PRV-15/pair": (a) => [
    "Supabase signed this with the project's key pair",
    `${a["alg"]} wants the public keys at /auth/v1/.well-known/jwks.json, not the legacy JWT secret. PostgREST answers PGRST301 where it has the secret alone.`,
  ],
  "KEY-07/kid": (a) => [
    `No key with kid ${a["kid"]} in the set`,
    `There are: ${a["available"]}. The set is possibly of another issuer or environment, or older than the key.`,
  ],
  "key-none-fits/none": (a) => [
    `No key here fits ${a["alg"]}`,
    `It needs ${a["needed"]}. The set has: ${a["keys"] || "none that could be tried"}.`,
  ],
  "key-none-fits/import": (a) => [
    `The browser does not take this key${a["key"] ? ` (${a["key"]})` : ""}`,
    `It says: ${a["message"]}. Another browser, or a library on your machine, possibly takes it.`,
  ],
  "KEY-27/lacking": (a) => [
    `This browser can not do ${a["alg"]}`,
    "Its Web Cryptography lacks the algorithm, so that the signature is neither checked nor made. Another browser possibly has it.",
  ],
  "KEY-27/insecure": [
    "Signing and verifying need a secure context",
    "Browsers offer cryptography only over https, on localhost, or in the single file. Everything else works here.",
  ],
  "sign-unavailable/no-secret": (a) => [
    "The old signature stands: there is no secret to sign with",
    `Give the secret, and ${a["alg"]} signs the changed content at once.`,
  ],
  "sign-unavailable/no-private-key": (a) => [
    "The old signature stands: there is no private key",
    `${a["alg"]} signs with the private half of ${a["needed"]}. Give it, or generate a pair.`,
  ],
  "sign-unavailable/key": (a) => [
    "The old signature stands: the content could not be signed",
    `The signing key or alg does not allow it: ${a["alg"]}.`,
  ],
  "KEY-05/private-in-public": [
    "This is a private key",
    "Its public half judges. A private key in a verifier's hands can sign: keep it with the signer. It is not used to sign from here.",
    "Move it to Private key",
  ],
  "KEY-05/public-in-private": (a) => [
    "This is a public key",
    `${a["key"]}: signing needs the private half. With this one a signature can only be checked.`,
  ],
  "KEY-29/set": (a) => [
    a["count"] === 1 ? "The set holds a PRIVATE key" : `The set holds ${a["count"]} PRIVATE keys`,
    `Key ${a["kid"]}. A published set must hold public members only; treat the key as known to everyone and replace it.`,
  ],
  "KEY-06/pair": [
    "Public key and Private key are no pair",
    "What the one signs the other does not verify. Their thumbprints (RFC 7638) differ: export the public key from the private one.",
  ],
  "KEY-25/istio": [
    "This key is Istio's placeholder",
    "istiod could not fetch the issuer's keys and hands out one that verifies nothing. Make the jwksUri reachable from istiod.",
  ],
  "KEY-04/certificate": (a) => [
    "The key is taken from a certificate",
    `${a["subject"]}, valid until ${a["until"]}. Chain and dates are shown, not validated. Libraries that ask for a public key refuse the text: openssl x509 -pubkey -noout takes the key out.`,
  ],
  "KEY-04/ended": (a) => [
    "The key is taken from a certificate that has ended",
    `${a["subject"]}, valid until ${a["until"]}. The key is used all the same: dates are shown, not validated.`,
  ],
  "KEY-24/x5c": (a) => [
    "The key comes with a certificate (x5c)",
    `${a["subject"]}, valid until ${a["until"]}; shown, not validated. The key's own members are what is used.`,
  ],
  "KEY-24/map": (a) => [
    "The keys are taken from a list of certificates by kid",
    `As Google and Firebase publish them. ${a["subject"]}, valid until ${a["until"]}; shown, not validated.`,
  ],
  "KEY-24/ended": (a) => [
    "The key is taken from a certificate that has ended",
    `${a["subject"]}, valid until ${a["until"]}. The key is used all the same: dates are shown, not validated.`,
  ],
  "KEY-01/escaped-newlines": [
    "The key has \\n spelled out instead of line breaks",
    `A PEM in an environment variable often has. ${MENDED}`,
  ],
  "KEY-02": (a, variant) => [repairTitle(variant, a) + (a["places"] ? `, in ${a["places"]} places` : ""), MENDED],
  "KEY-21/not-a-key": (a) => [
    `${a["field"]}: this is ${a["what"] ?? "no key"}`,
    a["command"]
      ? `Take the key out on your machine: ${a["command"]}`
      : "A key is a PEM block (-----BEGIN …), a JSON Web Key, or a set of them.",
  ],
  "KEY-21/url-or-path": (a) => [
    `${a["field"]}: this is where a key is, not the key`,
    "Paste the content of the file or address. This page fetches nothing.",
  ],
  "KEY-16/jwk-invalid": (a) => [
    `The JWK's ${a["member"] ?? "members"} can not be read`,
    `${a["why"] ?? "Numbers and coordinates are base64url without padding"} (RFC 7518 section 6).`,
  ],
  "KEY-30/json-invalid": (a) => [`${a["field"]}: the JSON does not parse`, "It breaks at the marked place."],
  "KEY-30/empty-set": (a) => [
    `${a["field"]}: the JSON holds no keys`,
    a["jwks_uri"]
      ? `It says where they are, and this page fetches nothing: open ${a["jwks_uri"]} and paste what stands there.`
      : "A JWK Set has a member keys with one key at least (RFC 7517 section 5). A discovery document only says where it is: paste what stands at its jwks_uri.",
  ],
  "KEY-23/passphrase-needed": (a) => [
    `${a["field"]} is encrypted`,
    "Give its passphrase beside the field. It stays in this page's memory.",
  ],
  "KEY-23/passphrase-wrong": (a) => [
    `${a["field"]}: the passphrase does not open it`,
    "Check case and spaces at its ends.",
  ],
  "KEY-23/cipher-unsupported": (a) => [
    `${a["field"]} is encrypted in a way that this page does not open`,
    `It uses ${a["what"] ?? "an old cipher"}. Convert it on your machine: ${convertingCommand(a)}`,
  ],
  "KEY-22": (a, variant) =>
    variant === "type-unsupported"
      ? signsNoJwt(a)
      : [
          `${a["field"]}: this OpenSSH key can not be read`,
          `${a["why"] ?? "Part of it is missing"}. It was possibly cut off or changed in copying. ssh-keygen -y -f key tells whether it is whole.`,
        ],
  "key-unreadable/type-unsupported": signsNoJwt,
  "key-unreadable/asn1": (a) => [
    `${a["field"]}: the key does not parse`,
    `${a["why"] ?? "Its ASN.1 breaks off"}. It was possibly cut off or changed in copying.`,
  ],
  "key-unreadable/pem-body": (a) => [
    `${a["field"]}: the PEM body is not Base64`,
    "At the marked place stands something else. It was possibly changed in copying.",
  ],
  "key-unreadable/pem-no-end": (a) => [
    `${a["field"]}: the PEM has no END line`,
    "The last lines are possibly missing: copy the whole block.",
  ],
};

/** The way on from a key that is bound to one scheme. */
function otherKey(a: Readonly<Record<string, string | number>>): string {
  return a["use"] === "sign"
    ? `Sign with ${a["best"] || "another key"}, or make a key without the limit: openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048.`
    : `Take the key that belongs to the token${a["best"] ? `, or have it signed with ${a["best"]}` : ""}.`;
}

/** A key that is whole, and of a kind that JWS has no algorithm for. */
function signsNoJwt(a: Readonly<Record<string, string | number>>): Words {
  return [
    `${a["field"]}: ${a["what"] ?? "this kind of key"} signs no JWT`,
    a["how"]
      ? String(a["how"])
      : "JWS has algorithms for RSA keys, EC keys on P-256, P-384, P-521 and secp256k1, Ed25519, Ed448 and ML-DSA keys, and for shared secrets. Take a key of one of these kinds.",
  ];
}

/** What writes a key anew in a cipher that is read here. */
function convertingCommand(a: Readonly<Record<string, string | number>>): string {
  if (a["format"] === "openssh-private") return "ssh-keygen -p -Z aes256-ctr -f key";
  const providers = /RC[24]|MD2|Blowfish|SEED|IDEA/i.test(String(a["what"]))
    ? " -provider legacy -provider default"
    : "";
  return `openssl pkcs8 -topk8 -v2 aes-256-cbc${providers} -in old.pem -out key.pem`;
}

function repairTitle(code: string, a: Readonly<Record<string, string | number>>): string {
  switch (code) {
    case "bom":
      return "The key starts with a byte order mark";
    case "one-line":
      return "The key stands on one line";
    case "missing-armour":
      return "The key has no BEGIN and END lines";
    case "quotes":
      return "The key stands in quotes";
    case "indentation":
      return "The lines of the key are indented";
    case "env-or-yaml":
      return "The key is part of a settings file";
    case "invisible":
      return "The key holds invisible characters";
    case "text-around":
      return "Text stands around the key";
    case "label":
      return a["from"]
        ? `The PEM label says ${a["from"]}; it is ${a["to"] ?? "another kind"}`
        : "The PEM label names another kind of key";
    case "dashes":
      return "The dashes of the PEM lines were changed";
    case "json-string":
      return "The key stands in a JSON string";
    case "base64url-body":
      return "The PEM body is base64url";
    case "markup":
      return "The key has character references of HTML in it";
    case "plus-signs":
      return "The plus signs of the key had become spaces, as in a form";
    case "double-encoded":
      return "The key was Base64-encoded once more";
    default:
      return "The text of the key was damaged";
  }
}
