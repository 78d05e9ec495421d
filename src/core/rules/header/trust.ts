import { lastMember } from "../../json/query.ts";
import { defineRule } from "../support/define.ts";
import { at, excerpt } from "../support/facts.ts";

const URLS = ["jku", "x5u", "url"];
/** Kinds of tokens that must bring their key: a proof of having it (RFC 9449 section 4.2, OpenID4VCI appendix F.1). */
const PROOFS = /^(?:application\/)?(?:dpop|openid4vci-proof)\+jwt$/i;
/** Kinds whose certificate chain is how their issuer is found: request objects and credentials of the EUDI ecosystem. */
const CHAINED = /^(?:application\/)?(?:oauth-authz-req\+jwt|(?:dc|vc)\+sd-jwt|statuslist\+jwt)$/i;

/** Addresses that only the verifier's own machine or network reaches (RFC 1918, RFC 3927, RFC 4193, RFC 6761). */
const INNER =
  /^[a-z][a-z\d+.-]*:\/\/(?:[^/?#]*@)?(?:localhost|[^/?#:]*\.(?:localhost|local|internal)|127\.\d|10\.\d|0\.\d|169\.254\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|\[(?:::1|f[cd]|fe80)|[^./?#:]+(?:[:/?#]|$))|^file:/i;

const PRIVATE_MEMBERS = ["d", "p", "q", "k", "priv"];

/** The token brings its own key, or says where to fetch it. */
export const ownKey = defineRule(
  "HDR-07",
  ["token"],
  "RFC 7515 sections 4.1.2 to 4.1.6, RFC 8725 section 3.10",
  ({ headerValue }, say) => {
    const typ = headerValue("typ");
    const kind = typ?.type === "string" ? typ.value : "";
    const jwk = headerValue("jwk");
    if (jwk) {
      const bare = jwk.type === "object" && PRIVATE_MEMBERS.some((name) => lastMember(jwk, name));
      const isProof = jwk.type === "object" && !bare && PROOFS.test(kind);
      say(
        isProof ? "info" : "security",
        isProof ? "proof" : bare ? "private" : jwk.type === "object" ? "jwk" : "malformed",
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
      say(isChained ? "info" : "security", isChained ? "chained" : usable ? "x5c" : "malformed", {
        args: { name: "x5c", typ: excerpt(kind, 30) },
        place: at("header", chain.range),
        class: "embedded-key",
        ...(usable ? { fix: { kind: "use-token-key" } } : {}),
      });
    }
    for (const name of URLS) {
      const value = headerValue(name);
      if (value?.type !== "string" || value.value === "") continue;
      say("security", name === "url" ? "url" : INNER.test(value.value) ? "inner" : "fetch", {
        args: { name, url: excerpt(value.value, 60) },
        place: at("header", value.range),
        class: "header-url",
      });
    }
  },
);

/** What a `kid` looks like that was made for a file system, a database, a shell or a template, and not for a key. */
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

/** `kid` is an opaque hint. Where it reads like input for something else, it may be meant as that. */
export const suspiciousKid = defineRule("HDR-08", ["token"], "RFC 7515 section 4.1.4", ({ headerValue }, say) => {
  const kid = headerValue("kid");
  if (kid?.type !== "string") return;
  const shape = KID_SHAPES.find(([pattern]) => pattern.test(kid.value));
  if (!shape) return;
  say("security", "kid", {
    args: { like: shape[1], kid: excerpt(kid.value, 40) },
    place: at("header", kid.range),
    class: "kid-injection",
  });
});
