import { sha256 } from "@noble/hashes/sha2.js";
import type { JWK } from "jose";
import { lastMember } from "../../json/query.ts";
import type { KeyMaterial } from "../../keys/types.ts";
import { toHex } from "../../text/hex.ts";
import { chainOf } from "../key/x5t.ts";
import { PRIVATE_MEMBERS } from "../../registry/key-types.ts";
import { decodeBase64Url, encodeBase64Url } from "../../text/base64url.ts";
import { hexInside, THUMBPRINTS } from "../support/thumbprint-text.ts";
import { defineRule } from "../support/define.ts";
import { isAcmeRequest } from "../support/acme.ts";
import { at, excerpt } from "../support/facts.ts";
import { type Args } from "../support/words.ts";

const URLS = ["jku", "x5u", "url"];
/** Kinds of tokens that must bring their key: a proof of having it (RFC 9449 section 4.2, OpenID4VCI appendix F.1). */
const PROOFS = /^(?:application\/)?(?:dpop|openid4vci-proof)\+jwt$/i;
const DPOP = /dpop\+jwt$/i;
/** Kinds whose certificate chain is how their issuer is found: request objects and credentials of the EUDI ecosystem. */
const CHAINED =
  /^(?:application\/)?(?:(?:oauth-authz-req|statuslist|key-?attestation|oauth-client-attestation|wallet-attestation|verifier-attestation|openidvci-issuer-metadata)\+jwt|(?:dc|vc)\+sd-jwt)$/i;

/** Addresses that only the verifier's own machine or network can reach (RFC 1918, RFC 3927, RFC 4193, RFC 6761). */
const INNER_HOST =
  /^(?:localhost|[^:]*\.(?:localhost|local|internal)|127\.\d|10\.\d|0\.\d|169\.254\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|\[(?:::1|f[cd]|fe80)|[^.:]+(?::|$))/i;
const AUTHORITY = /^[a-z][a-z\d+.-]*:\/\/([^/?#]*)/i;

/** Whether a URL points into the internal network. The host follows the last `@` (URL Standard section 4.4), whatever precedes it. */
function isInner(url: string): boolean {
  if (/^file:/i.test(url)) return true;
  const authority = AUTHORITY.exec(url)?.[1];
  return authority !== undefined && INNER_HOST.test(authority.slice(authority.lastIndexOf("@") + 1));
}

/** The token brings its own key, or says where to fetch it. */
export const ownKey = defineRule({
  id: "HDR-07",
  spec: "RFC 7515 sections 4.1.2 to 4.1.6, RFC 8725 section 3.10, OpenID4VCI 1.0 appendix F.1",
  words: {
    leaf: [
      "The pasted certificate does not verify it; the token has its own chain",
      "An authority's certificate signs certificates, not tokens. With x5c, the signing key is that of the first certificate, the leaf (RFC 7515 section 4.1.6). A verifier checks the chain up to an authority it trusts, which this page does not do, and then the token with the leaf.",
      "Judge with the leaf of x5c",
    ],
    authority: (a: Args<"what" | "subject">) => [
      `The pasted certificate is ${a.what}, not the leaf that signed`,
      `${a.subject} signs certificates, not tokens. With x5c, the signing key is that of the first certificate, the leaf (RFC 7515 section 4.1.6). A verifier checks the chain up to an authority it trusts, which this page does not do, and then the token with the leaf.`,
      "Judge with the leaf of x5c",
    ],
    "other-key": (a: Args<"key">) => [
      `The key in the field (${a.key}) is not the one in x5c`,
      "The token has a certificate chain whose first certificate, the leaf, has another key: the leaf's key signs such a token (RFC 7515 section 4.1.6). A verifier checks the chain up to an authority it trusts, which this page does not do.",
      "Judge with the leaf of x5c",
    ],
    "not-own": [
      "x5c has the certificate of a different key from the one that signed",
      "The first certificate of x5c must have the key that signed (RFC 7515 section 4.1.6). A verifier that takes the key from there refuses the token.",
    ],
    jwk: [
      "The token carries its own key",
      "A key chosen by the sender proves nothing: verifiers use keys they already trust (RFC 8725 section 3.10). It is used here only when you ask.",
      "Check against the token's own key",
    ],
    private: [
      "The token carries a PRIVATE key",
      "Whoever has seen this token can sign with that key. Treat it as published, and never trust a key because it came in a token.",
      "Check against the token's own key",
    ],
    x5c: [
      "The token carries its own certificate chain",
      "It proves something only if a verifier checks the chain up to a root it trusts. Here the chain is shown, not validated.",
      "Check against the token's own key",
    ],
    proof: (a: Args<"typ">) => [
      "The token carries its own key, as a proof must",
      `A ${a.typ} shows that its sender has this key. It counts only if the key's thumbprint is the one the access token or request is bound to (RFC 9449 section 4.3).`,
      "Check against the token's own key",
    ],
    "proof-of-request": [
      "The token carries its own key, as a proof does",
      "It shows that the wallet has this key, to which the credential will be bound (OpenID4VCI 1.0 appendix F.1). It counts only with the credential issuer in aud, and with the c_nonce that this issuer gave.",
      "Check against the token's own key",
    ],
    chained: (a: Args<"typ">) => [
      "The token carries its certificate chain, as this kind does",
      `A ${a.typ} names its issuer this way. It proves something only if a verifier checks the chain up to a root it trusts; here it is shown, not validated.`,
      "Check against the token's own key",
    ],
    inner: (a: Args<"name" | "url">) => [
      `${a.name} points into the verifier's own network: ${a.url}`,
      "A verifier that follows it can be made to read what only that verifier can reach (RFC 8725 sections 2.9 and 3.10). This page never fetches it.",
    ],
    malformed: (a: Args<"name">) => [
      `${a.name} contains no readable key`,
      "Verifiers must not trust a key that comes with the token, and cannot even read this one (RFC 7515 section 4.1).",
    ],
    fetch: (a: Args<"name" | "url">) => [
      `${a.name} points to ${a.url}`,
      "A verifier that fetches keys from an address in the token can be sent anywhere (RFC 8725 section 3.10). This page never fetches it.",
    ],
    account: [
      "The request carries the key of a new account, as it must",
      "The server identifies the account by it from now on. For all other requests, kid names the account (RFC 8555 section 6.2).",
      "Check against the token's own key",
    ],
    url: (a: Args<"url">) => [
      `url points to ${a.url}`,
      "ACME signs the request's URL there (RFC 8555 section 6.4). This page never fetches it.",
    ],
  },
  look: (facts, say, { judgement, publicKey }) => {
    const { headerValue } = facts;
    const isAcme = isAcmeRequest(facts);
    const typ = headerValue("typ");
    const kind = typ?.type === "string" ? typ.value : "";
    const jwk = headerValue("jwk");
    if (jwk) {
      const bare = jwk.type === "object" && [...PRIVATE_MEMBERS, "k"].some((name) => lastMember(jwk, name));
      const isProof = jwk.type === "object" && !bare && PROOFS.test(kind);
      const isAccount = isAcme && jwk.type === "object" && !bare;
      say(
        isProof || isAccount ? "info" : "security",
        isProof
          ? DPOP.test(kind)
            ? "proof"
            : "proof-of-request"
          : isAccount
            ? "account"
            : bare
              ? "private"
              : jwk.type === "object"
                ? "jwk"
                : "malformed",
        {
          args: { name: "jwk", typ: excerpt(kind, 30) },
          place: at("header", jwk.range),
          class: "embedded-key",
          ...(jwk.type === "object" ? { fix: { kind: "use-token-key" } } : {}),
        },
      );
    }
    const chain = headerValue("x5c");
    if (chain) {
      const usable =
        chain.type === "array" &&
        chain.items.length > 0 &&
        chain.items.every((item) => item.type === "string" && /^[\w+/=\s]{100,}$/.test(item.value));
      const isChained = usable && CHAINED.test(kind);
      // A certificate that did not sign may be one further up the chain: an authority signs certificates alone.
      const isAuthority =
        usable &&
        publicKey.kind === "keys" &&
        publicKey.keys.some(({ format }) => format === "certificate") &&
        (judgement?.state === "key-error" || judgement?.state === "invalid");
      const details = {
        place: at("header", chain.range),
        class: "embedded-key",
        fix: { kind: "use-token-key" },
      } as const;
      const pasted = publicKey.kind === "keys" ? publicKey.keys : [];
      const [only] = pasted;
      const [leaf] = chainOf(facts);
      const isOfLeaf =
        usable && only !== undefined && pasted.length === 1 && leaf !== undefined && holdsKey(leaf, only.jwk);
      if (isAuthority && !isOfLeaf) {
        const authority = authorityAmong(pasted, chainOf(facts));
        if (authority) say("error", "authority", { ...details, args: authority });
        else say("error", "leaf", details);
        return;
      }
      const [unfit, isOwn] = [
        judgement?.state === "key-error" || judgement?.state === "invalid",
        judgement?.key?.source !== "token",
      ];
      if (usable && only && pasted.length === 1 && leaf && !isOfLeaf && isOwn && only.jwk.kty !== "oct") {
        if (unfit) {
          say("error", "other-key", { ...details, args: { key: only.description } });
          return;
        }
        if (judgement?.state === "verified") say("warn", "not-own", { place: details.place, class: "embedded-key" });
      }
      say(isChained ? "info" : "security", isChained ? "chained" : usable ? "x5c" : "malformed", {
        args: { name: "x5c", typ: excerpt(kind, 30) },
        place: at("header", chain.range),
        class: "embedded-key",
        ...(usable ? { fix: { kind: "use-token-key" } } : {}),
      });
    }
    for (const name of URLS) {
      const value = headerValue(name);
      // The URL of an ACME request is reported with the request.
      if (value?.type !== "string" || value.value === "" || (name === "url" && isAcme)) continue;
      say("security", name === "url" ? "url" : isInner(value.value) ? "inner" : "fetch", {
        args: { name, url: excerpt(value.value, 60) },
        place: at("header", value.range),
        class: "header-url",
      });
    }
  },
  explains: [
    {
      as: ["leaf", "authority", "other-key"],
      rules: ["KEY-04", "KEY-07", "KEY-11", "KEY-14", "key-none-fits", "signature", "DBG-03", "KEY-10"],
    },
  ],
});

/** Whether a certificate's bytes hold a public key's numbers: they are there as they are (RFC 5280 section 4.1.2.7). */
function holdsKey(certificate: Uint8Array, { n, x, y, pub }: JWK): boolean {
  const numbers = [n, x, y, pub].flatMap((text) =>
    typeof text === "string" ? [toHex(decodeBase64Url(text).bytes)] : [],
  );
  const hex = toHex(certificate);
  return numbers.length > 0 && numbers.every((number) => hex.includes(number));
}

/** What a pasted certificate is in a chain whose leaf it is not: an authority further up, by its bytes or its basicConstraints. */
function authorityAmong(
  pasted: readonly KeyMaterial[],
  chain: readonly Uint8Array[],
): { readonly what: string; readonly subject: string } | null {
  for (const { certificate } of pasted) {
    if (!certificate) continue;
    const { thumbprints, isAuthority, isSelfIssued, subject } = certificate;
    const index = chain.findIndex((bytes) => encodeBase64Url(sha256(bytes)) === thumbprints["x5t#S256"]);
    if (index < 1 && !(isAuthority || isSelfIssued)) continue;
    const place = index < 1 ? "" : `, certificate ${index + 1} of x5c`;
    return { what: `${isSelfIssued ? "the root" : "an issuer"}${place}`, subject: excerpt(subject, 60) };
  }
  return null;
}

/** What a `kid` looks like if it targets a file system, a database, a shell or a template. */
const KID_SHAPES: readonly (readonly [RegExp, string])[] = [
  [/^[a-z][a-z\d+.-]*:\/\//i, "a URL"],
  [/\.\.[/\\]|^[/\\~]|^[a-z]:\\|\/(?:etc|dev|proc)\//i, "a file path"],
  [/['"]|--|;|\bunion\b|\bselect\b|\bor\s+\d/i, "part of an SQL statement"],
  [/[|`&]|\$\(/, "a shell command"],
  [/\$\{|\{\{|<%|#\{/, "a template expression"],
  [/\)\(|\*\)/, "an LDAP filter"],
  [/<[a-z!/]/i, "markup"],
  [/[\u0000-\u001f\u007f-\u009f]/, "text with control characters"],
  [/[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/, "text with invisible characters"],
  [/^(?:__proto__|constructor|prototype)$/, "a member of every JavaScript object"],
];

/** `kid` is an opaque hint. If it looks like input for something else, it may be an attack. */
export const suspiciousKid = defineRule({
  id: "HDR-08",
  spec: "RFC 7515 section 4.1.4",
  words: {
    hex: (a: Args<"name" | "octets">) => [
      `${a.name} is made from the thumbprint's hex text`,
      `It must be the base64url of the thumbprint's ${a.octets} bytes (RFC 7515 section 4.1.7). Entra finds no certificate by it, and answers AADSTS700027.`,
      "Write the bytes",
    ],
    kid: (a: Args<"like" | "kid">) => [
      `kid looks like ${a.like}`,
      `${a.kid}: a verifier that uses it to open a file, a URL or a table can be misled. It is only a name to compare (RFC 7515 section 4.1.4).`,
    ],
  },
  look: (facts, say) => {
    const { headerValue } = facts;
    for (const name of THUMBPRINTS.keys()) {
      const thumbprint = headerValue(name);
      const octets = thumbprint?.type === "string" ? hexInside(thumbprint.value, name) : null;
      if (!thumbprint || octets === null) continue;
      const place = at("header", thumbprint.range);
      say("warn", "hex", {
        args: { name, octets: octets.length },
        place,
        fix: { kind: "replace", place, insert: JSON.stringify(encodeBase64Url(octets)) },
      });
    }
    const kid = headerValue("kid");
    if (kid?.type !== "string") return;
    const shape = KID_SHAPES.find(([pattern]) => pattern.test(kid.value));
    // ACME names an account by its URL.
    if (!shape || (shape[1] === "a URL" && isAcmeRequest(facts))) return;
    say("security", "kid", {
      args: { like: shape[1], kid: excerpt(kid.value, 40) },
      place: at("header", kid.range),
      class: "kid-injection",
    });
  },
});
