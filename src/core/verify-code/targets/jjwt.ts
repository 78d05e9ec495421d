import { lines, quoted } from "../literals.ts";
import type { Asked, VerifyTarget } from "../types.ts";
import { isRsa, isShared, USUAL_JWE } from "../encryption.ts";
import { imports, javaSecret, jwkText, listOf, NEED, secretImports } from "./java.ts";
import { indent } from "./javascript.ts";

/**
 * Its README and `JwtParserBuilder`: it refuses an unknown `crit`. Its set of algorithms cannot be emptied in every release of
 * 0.12, so the algorithm is pinned in the key locator.
 */
export const jjwt: VerifyTarget = {
  id: "jjwt",
  title: "jjwt (Java)",
  version: "jjwt 0.13",
  checked: "2026-11-30",
  install: "io.jsonwebtoken:jjwt-api, jjwt-impl and jjwt-jackson",
  algorithms: /^(?:HS|RS|PS|ES)(?:256|384|512)$|^EdDSA$/,
  hasEd448: true,
  decrypts: USUAL_JWE,
  write,
};

function write(asked: Asked): string {
  const { key, algorithms, issuers, audiences, subs, leeway, jwe } = asked;
  const isSigned = jwe === null || jwe.isNested;
  const source = jwe === null ? "token" : "inner";
  return lines(
    imports([
      "io.jsonwebtoken.Claims",
      "io.jsonwebtoken.Jwts",
      "java.util.List",
      ...(asked.typ.length > 0 ? ["io.jsonwebtoken.Header"] : []),
      ...(audiences.length > 1 ? ["java.util.Collections", "java.util.Set"] : []),
      ...(isSigned ? ["io.jsonwebtoken.JwsHeader", "java.security.Key"] : []),
      ...(isSigned && key.from === "secret" ? ["io.jsonwebtoken.security.Keys", ...secretImports(asked)] : []),
      ...(isSigned && (key.from === "code" || key.from === "url") ? ["io.jsonwebtoken.security.Jwks"] : []),
      ...(isSigned && key.from === "url" ? ["io.jsonwebtoken.security.JwkSet", "java.net.URI"] : []),
      ...(asked.maxAge === null ? [] : ["java.time.Instant"]),
      ...(jwe === null ? [] : decryptionImports(jwe.alg, jwe.isNested)),
    ]),
    "",
    "public final class Verify {",
    "  /** Returns the claims of a valid token; throws otherwise. */",
    "  public static Claims verify(String token) throws Exception {",
    indent(isSigned ? keyLines(asked) : [], "    "),
    jwe !== null && indent(decryptionKey(jwe.alg), "    "),
    jwe !== null &&
      jwe.isNested && [
        "    var outer = Jwts.parser().decryptWith(decryptionKey).build().parseEncryptedContent(token);",
        ...indent(pinned(jwe), "    "),
        "    String inner = new String(outer.getPayload(), StandardCharsets.UTF_8);",
      ],
    "    var parsed = Jwts.parser()",
    isSigned
      ? [
          "        .keyLocator(header -> {",
          `          need(header instanceof JwsHeader && ${listOf(algorithms)}.contains(header.getAlgorithm()), "alg");`,
          key.from === "url"
            ? "          return find(keys, ((JwsHeader) header).getKeyId());"
            : "          return key;",
          "        })",
        ]
      : "        .decryptWith(decryptionKey)",
    issuers.length === 1 && `        .requireIssuer(${quoted(issuers[0] ?? "")})`,
    audiences.length === 1 && `        .requireAudience(${quoted(audiences[0] ?? "")})`,
    subs.length === 1 && `        .requireSubject(${quoted(subs[0] ?? "")})`,
    leeway > 0 && `        .clockSkewSeconds(${leeway})`,
    "        .build()",
    isSigned ? `        .parseSignedClaims(${source});` : "        .parseEncryptedClaims(token);",
    !isSigned && jwe !== null && indent(pinned(jwe, "parsed"), "    "),
    "    Claims claims = parsed.getPayload();",
    indent(checks(asked), "    "),
    "    return claims;",
    "  }",
    "",
    isSigned &&
      key.from === "url" && [
        "  private static Key find(JwkSet keys, String kid) {",
        "    return keys.getKeys().stream()",
        "        .filter(one -> one.getId() != null && one.getId().equals(kid))",
        "        .findFirst()",
        '        .orElseThrow(() -> new SecurityException("invalid_token: kid"))',
        "        .toKey();",
        "  }",
        "",
      ],
    indent(NEED),
    "}",
  );
}

function keyLines(asked: Asked): readonly string[] {
  const { key } = asked;
  switch (key.from) {
    case "secret":
      return [...javaSecret(asked), "Key key = Keys.hmacShaKeyFor(secret);"];
    case "url":
      return [
        "// Cache the key set if you verify more than one token.",
        "JwkSet keys;",
        `try (var in = URI.create(${quoted(key.url)}).toURL().openStream()) {`,
        "  keys = Jwks.setParser().build().parse(in);",
        "}",
      ];
    default:
      return [`Key key = Jwks.parser().build().parse(${jwkText(key.from === "code" ? key.jwk : {})}).toKey();`];
  }
}

function decryptionImports(alg: string, isNested: boolean): readonly string[] {
  return [
    "java.util.Base64",
    ...(isNested ? ["java.nio.charset.StandardCharsets"] : []),
    ...(isShared(alg)
      ? ["javax.crypto.spec.SecretKeySpec"]
      : ["java.security.KeyFactory", "java.security.spec.PKCS8EncodedKeySpec"]),
  ];
}

function decryptionKey(alg: string): readonly string[] {
  if (isShared(alg)) {
    return [
      'var decryptionKey = new SecretKeySpec(Base64.getUrlDecoder().decode(System.getenv("JWE_SECRET")), "AES");',
    ];
  }
  return [
    'String pem = System.getenv("JWE_PRIVATE_KEY").replaceAll("-----[A-Z ]+-----", "");',
    `var decryptionKey = KeyFactory.getInstance(${quoted(isRsa(alg) ? "RSA" : "EC")})`,
    "    .generatePrivate(new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(pem)));",
  ];
}

function pinned({ alg, enc }: { readonly alg: string; readonly enc: string }, name = "outer"): readonly string[] {
  return [
    `need(${quoted(alg)}.equals(${name}.getHeader().getAlgorithm()), "alg");`,
    `need(${quoted(enc)}.equals(${name}.getHeader().getEncryptionAlgorithm()), "enc");`,
  ];
}

function checks({ issuers, audiences, subs, typ, scopes, maxAge, leeway, required }: Asked): readonly string[] {
  return [
    ...(typ.length > 0
      ? [
          "Header header = parsed.getHeader();",
          'String typ = String.valueOf(header.getType()).toLowerCase().replaceFirst("^application/", "");',
          `need(${listOf(typ)}.contains(typ), "typ");`,
        ]
      : []),
    `for (String name : ${listOf(required)}) {`,
    '  need(claims.get(name) != null, "no " + name);',
    "}",
    ...(issuers.length > 1
      ? [`need(claims.getIssuer() != null && ${listOf(issuers)}.contains(claims.getIssuer()), "iss");`]
      : []),
    ...(audiences.length > 1
      ? [
          "Set<String> aud = claims.getAudience();",
          `need(aud != null && !Collections.disjoint(aud, ${listOf(audiences)}), "aud");`,
        ]
      : []),
    ...(subs.length > 1
      ? [`need(claims.getSubject() != null && ${listOf(subs)}.contains(claims.getSubject()), "sub");`]
      : []),
    ...(maxAge === null
      ? []
      : [
          "var issued = claims.getIssuedAt();",
          `need(issued != null && issued.toInstant().isAfter(Instant.now().minusSeconds(${maxAge + leeway})), "iat: too old");`,
        ]),
    ...(scopes.length > 0
      ? [
          'List<String> scope = List.of(String.valueOf(claims.get("scope")).split(" "));',
          `need(scope.containsAll(${listOf(scopes)}), "insufficient_scope");`,
        ]
      : []),
  ];
}
