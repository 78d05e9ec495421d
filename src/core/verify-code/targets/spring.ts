import { lines, list, quoted } from "../literals.ts";
import type { Asked, VerifyTarget } from "../types.ts";
import { imports, javaSecret, jwkText, listOf, secretImports } from "./java.ts";
import { indent } from "./javascript.ts";

/**
 * `NimbusJwtDecoder` and its validators, which came with 6.5 for `typ`. Its decoder accepts only the `typ` JWT unless
 * told otherwise, and a token without `exp` passes `JwtTimestampValidator`. Nimbus beneath it refuses an unknown
 * `crit`.
 */
export const spring: VerifyTarget = {
  id: "spring-security",
  title: "Spring Security (Java)",
  version: "Spring Security 6.5 and 7",
  checked: null,
  install: "org.springframework.boot:spring-boot-starter-oauth2-resource-server",
  algorithms: /^(?:HS|RS|PS|ES)(?:256|384|512)$/,
  write,
};

function write(asked: Asked): string {
  const { key, scopes } = asked;
  return lines(
    imports([
      "java.time.Duration",
      "java.util.*",
      ...(asked.maxAge === null ? [] : ["java.time.Instant"]),
      ...secretImports(asked),
      ...(key.from === "secret" ? ["javax.crypto.spec.SecretKeySpec"] : []),
      ...(key.from === "code"
        ? [
            "com.nimbusds.jose.JWSAlgorithm",
            "com.nimbusds.jose.jwk.JWK",
            "com.nimbusds.jose.jwk.JWKSet",
            "com.nimbusds.jose.jwk.source.ImmutableJWKSet",
            "com.nimbusds.jose.proc.JWSVerificationKeySelector",
            "com.nimbusds.jose.proc.SecurityContext",
            "com.nimbusds.jwt.proc.DefaultJWTProcessor",
          ]
        : []),
      "org.springframework.context.annotation.Bean",
      "org.springframework.context.annotation.Configuration",
      "org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator",
      "org.springframework.security.oauth2.jose.jws.*",
      "org.springframework.security.oauth2.jwt.*",
    ]),
    "",
    "@Configuration",
    "class Verification {",
    "  @Bean",
    "  JwtDecoder jwtDecoder() throws Exception {",
    indent(decoder(asked), "    "),
    "    decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(",
    `${indent(validators(asked), "        ").join(",\n")}));`,
    "    return decoder;",
    "  }",
    "}",
    scopes.length > 0 && [
      "// http.authorizeHttpRequests(a -> a.anyRequest().access(AuthorizationManagers.allOf(",
      ...scopes.map(
        (scope, index) =>
          `//   AuthorityAuthorizationManager.hasAuthority(${quoted(`SCOPE_${scope}`)})${index < scopes.length - 1 ? "," : "))));"}`,
      ),
    ],
  );
}

function decoder(asked: Asked): readonly string[] {
  const { key, algorithm, algorithms } = asked;
  // JwtTypeValidator checks `typ`, if the policy has one.
  const end = ["    .validateType(false)", "    .build();"];
  switch (key.from) {
    case "secret":
      return [
        ...javaSecret(asked),
        "NimbusJwtDecoder decoder = NimbusJwtDecoder",
        `    .withSecretKey(new SecretKeySpec(secret, "HmacSHA${algorithm.slice(2)}"))`,
        `    .macAlgorithm(MacAlgorithm.${algorithm})`,
        ...end,
      ];
    case "url":
      return [
        "NimbusJwtDecoder decoder = NimbusJwtDecoder",
        `    .withJwkSetUri(${quoted(key.url)})`,
        ...algorithms.map((name) => `    .jwsAlgorithm(SignatureAlgorithm.${name})`),
        ...end,
      ];
    default:
      return [
        "var processor = new DefaultJWTProcessor<SecurityContext>();",
        "processor.setJWSKeySelector(new JWSVerificationKeySelector<>(",
        `    Set.of(${algorithms.map((name) => `JWSAlgorithm.${name}`).join(", ")}),`,
        `    new ImmutableJWKSet<>(new JWKSet(JWK.parse(${jwkText(key.from === "code" ? key.jwk : {})})))));`,
        "processor.setJWSTypeVerifier((type, context) -> {});",
        "// The validators below check the claims.",
        "processor.setJWTClaimsSetVerifier((claims, context) -> {});",
        "NimbusJwtDecoder decoder = new NimbusJwtDecoder(processor);",
      ];
  }
}

function validators({ issuers, audiences, subs, typ, leeway, maxAge, required }: Asked): readonly string[] {
  const one = (name: string, condition: string): string =>
    `new JwtClaimValidator<Object>(${quoted(name)}, ${condition})`;
  return [
    `new JwtTimestampValidator(Duration.ofSeconds(${leeway}))`,
    ...(issuers.length === 1 ? [`new JwtIssuerValidator(${list(issuers, quoted)})`] : []),
    ...(issuers.length > 1 ? [one("iss", `iss -> iss != null && ${listOf(issuers)}.contains(iss.toString())`)] : []),
    ...(audiences.length > 0
      ? [
          `new JwtClaimValidator<List<String>>("aud", aud -> aud != null && !Collections.disjoint(aud, ${listOf(audiences)}))`,
        ]
      : []),
    ...(subs.length > 0 ? [one("sub", `sub -> sub != null && ${listOf(subs)}.contains(sub)`)] : []),
    ...(typ.length > 0
      ? [`new JwtTypeValidator(${listOf(typ.flatMap((name) => [name, `application/${name}`]))})`]
      : []),
    ...required.map((name) => one(name, "value -> value != null")),
    ...(maxAge === null
      ? []
      : [
          `new JwtClaimValidator<Instant>("iat", iat -> iat != null && iat.isAfter(Instant.now().minusSeconds(${maxAge + leeway})))`,
        ]),
  ];
}
