import { lines, quoted } from "../literals.ts";
import type { Asked, VerifyTarget } from "../types.ts";
import { isShared, USUAL_JWE } from "../encryption.ts";
import { imports, javaSecret, jwkText, listOf, NEED, secretImports } from "./java.ts";
import { indent } from "./javascript.ts";

/**
 * `DefaultJWTProcessor`, `DefaultJWTClaimsVerifier` and `DefaultJWSVerifierFactory`: it refuses an unknown `crit`, allows 60
 * seconds unless told otherwise, and its processor does not support EdDSA, so `Ed25519Verifier` (with Tink) verifies that.
 */
export const nimbus: VerifyTarget = {
  id: "nimbus",
  title: "Nimbus JOSE + JWT (Java)",
  version: "nimbus-jose-jwt 10",
  checked: "2026-11-30",
  install: "com.nimbusds:nimbus-jose-jwt (for EdDSA com.google.crypto.tink:tink as well)",
  algorithms: /^(?:HS|RS|PS|ES)(?:256|384|512)$|^ES256K$|^EdDSA$/,
  decrypts: USUAL_JWE,
  write,
};

function write(asked: Asked): string {
  const { key, algorithms, maxAge, subs, jwe } = asked;
  const isSigned = jwe === null || jwe.isNested;
  const isEdwards = isSigned && key.from !== "secret" && algorithms[0] === "EdDSA";
  return lines(
    imports([
      "com.nimbusds.jose.*",
      "com.nimbusds.jose.crypto.*",
      "com.nimbusds.jose.jwk.*",
      "com.nimbusds.jose.jwk.source.*",
      "com.nimbusds.jose.proc.*",
      "com.nimbusds.jwt.*",
      "com.nimbusds.jwt.proc.*",
      "java.util.*",
      ...(isSigned ? secretImports(asked) : []),
      ...(isSigned && key.from === "url" ? ["java.net.URI"] : []),
      ...(maxAge === null ? [] : ["java.time.Instant"]),
      ...(jwe !== null && isShared(jwe.alg) ? ["javax.crypto.spec.SecretKeySpec"] : []),
    ]),
    "",
    "public final class Verify {",
    "  /** Returns the claims of a valid token; throws otherwise. */",
    "  public static JWTClaimsSet verify(String token) throws Exception {",
    indent(isSigned ? keyLines(asked, isEdwards) : [], "    "),
    indent(isEdwards ? ownVerifying(asked) : processing(asked), "    "),
    indent(checks({ ...asked, subs: subs.length > 1 ? subs : [] }), "    "),
    "    return claims;",
    "  }",
    "",
    indent(NEED),
    "}",
  );
}

function keyLines(asked: Asked, isEdwards: boolean): readonly string[] {
  const { key } = asked;
  switch (key.from) {
    case "secret":
      return [...javaSecret(asked), "JWKSource<SecurityContext> keys = new ImmutableSecret<>(secret);"];
    case "url":
      return isEdwards
        ? [`JWKSet keys = JWKSet.load(URI.create(${quoted(key.url)}).toURL());`]
        : [
            "// It caches and refreshes the key set: reuse it for all tokens.",
            "JWKSource<SecurityContext> keys =",
            `    JWKSourceBuilder.create(URI.create(${quoted(key.url)}).toURL()).build();`,
          ];
    default: {
      const jwk = `JWK.parse(${jwkText(key.from === "code" ? key.jwk : {})})`;
      return isEdwards
        ? [`JWK key = ${jwk};`]
        : [`JWKSource<SecurityContext> keys = new ImmutableJWKSet<>(new JWKSet(${jwk}));`];
    }
  }
}

const algorithmsOf = (names: readonly string[]): string =>
  `Set.of(${names.map((name) => `JWSAlgorithm.${name}`).join(", ")})`;

function claimsVerifier({ issuers, audiences, subs, leeway, required }: Asked): readonly string[] {
  const exact = [
    ...(issuers.length === 1 ? [`.issuer(${quoted(issuers[0] ?? "")})`] : []),
    ...(subs.length === 1 ? [`.subject(${quoted(subs[0] ?? "")})`] : []),
  ];
  return [
    "var rules = new DefaultJWTClaimsVerifier<SecurityContext>(",
    `    ${audiences.length > 0 ? `new HashSet<>(${listOf(audiences)})` : "null"},`,
    `    new JWTClaimsSet.Builder()${exact.join("")}.build(),`,
    `    new HashSet<>(${listOf(required)}),`,
    "    null);",
    `rules.setMaxClockSkew(${leeway});`,
  ];
}

function processing(asked: Asked): readonly string[] {
  const { algorithms, typ, jwe } = asked;
  const isSigned = jwe === null || jwe.isNested;
  return [
    ...claimsVerifier(asked),
    "var processor = new DefaultJWTProcessor<SecurityContext>();",
    ...(isSigned
      ? [`processor.setJWSKeySelector(new JWSVerificationKeySelector<>(${algorithmsOf(algorithms)}, keys));`]
      : []),
    ...(jwe === null ? [] : decryption(jwe)),
    `processor.set${isSigned ? "JWS" : "JWE"}TypeVerifier(${
      typ.length > 0
        ? `new DefaultJOSEObjectTypeVerifier<>(${typ
            .flatMap((name) => [name, `application/${name}`])
            .map((name) => `new JOSEObjectType(${quoted(name)})`)
            .join(", ")})`
        : "(type, context) -> {}"
    });`,
    ...(jwe?.isNested === true ? ["processor.setJWETypeVerifier((type, context) -> {});"] : []),
    "processor.setJWTClaimsSetVerifier(rules);",
    // A processor accepts any kind of token: one that is only signed must not pass as an encrypted one, or the reverse.
    `JWTClaimsSet claims = processor.process(${jwe === null ? "SignedJWT" : "EncryptedJWT"}.parse(token), null);`,
  ];
}

function decryption({ alg, enc }: { readonly alg: string; readonly enc: string }): readonly string[] {
  const key = isShared(alg)
    ? [
        'var decryptionKey = new ImmutableSecret<SecurityContext>(Base64.getUrlDecoder().decode(System.getenv("JWE_SECRET")));',
      ]
    : [
        "// The private key as a JWK.",
        'var decryptionKey = new ImmutableJWKSet<SecurityContext>(new JWKSet(JWK.parse(System.getenv("JWE_PRIVATE_KEY"))));',
      ];
  return [
    ...key,
    `processor.setJWEKeySelector(new JWEDecryptionKeySelector<>(JWEAlgorithm.parse(${quoted(alg)}), EncryptionMethod.parse(${quoted(enc)}), decryptionKey));`,
  ];
}

function ownVerifying(asked: Asked): readonly string[] {
  const { key, typ, jwe } = asked;
  return [
    ...(jwe === null
      ? []
      : [
          "var opener = new DefaultJWTProcessor<SecurityContext>();",
          ...decryption(jwe).map((line) => line.replace(/^processor\./, "opener.")),
          "EncryptedJWT outer = EncryptedJWT.parse(token);",
          "outer.decrypt(new com.nimbusds.jose.crypto.factories.DefaultJWEDecrypterFactory().createJWEDecrypter(",
          "    outer.getHeader(), opener.getJWEKeySelector().selectJWEKeys(outer.getHeader(), null).get(0)));",
          "token = outer.getPayload().toString();",
        ]),
    "SignedJWT signed = SignedJWT.parse(token);",
    'need(JWSAlgorithm.EdDSA.equals(signed.getHeader().getAlgorithm()), "alg");',
    ...(key.from === "url"
      ? ["JWK key = keys.getKeyByKeyId(signed.getHeader().getKeyID());", 'need(key != null, "kid");']
      : []),
    'need(signed.verify(new Ed25519Verifier(key.toOctetKeyPair())), "signature");',
    ...(typ.length > 0
      ? [
          'String typ = String.valueOf(signed.getHeader().getType()).toLowerCase().replaceFirst("^application/", "");',
          `need(${listOf(typ)}.contains(typ), "typ");`,
        ]
      : []),
    "JWTClaimsSet claims = signed.getJWTClaimsSet();",
    ...claimsVerifier(asked),
    "rules.verify(claims, null);",
  ];
}

function checks({ issuers, subs, scopes, maxAge, leeway }: Asked): readonly string[] {
  return [
    ...(issuers.length > 1
      ? [`need(claims.getIssuer() != null && ${listOf(issuers)}.contains(claims.getIssuer()), "iss");`]
      : []),
    ...(subs.length > 1
      ? [`need(claims.getSubject() != null && ${listOf(subs)}.contains(claims.getSubject()), "sub");`]
      : []),
    ...(maxAge === null
      ? []
      : [
          "Date issued = claims.getIssueTime();",
          `need(issued != null && issued.toInstant().isAfter(Instant.now().minusSeconds(${maxAge + leeway})), "iat: too old");`,
        ]),
    ...(scopes.length > 0
      ? [
          'List<String> scope = List.of(String.valueOf(claims.getClaim("scope")).split(" "));',
          `need(scope.containsAll(${listOf(scopes)}), "insufficient_scope");`,
        ]
      : []),
  ];
}
