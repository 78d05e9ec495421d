import type { Policy } from "../../policy/members.ts";
import { quoted, quotedList, seconds } from "../../policy/write/quote.ts";
import { comment, requirementsOf } from "../../policy/write/requirements.ts";

/** Spring Security's resource server. Its decoder takes no `typ` but JWT unless it is told to. */
export function spring(policy: Policy, alg: string): string {
  const wanted = requirementsOf(
    policy,
    { alg },
    {
      algorithms: /^(?:HS|RS|PS|ES)(?:256|384|512)$/,
      checks: ["algorithms", "iss", "aud", "typ", "leeway", "scopes"],
    },
  );
  const { algorithms, issuers, audiences, scopes, isShared } = wanted;
  const typ = policy.typ ?? [];
  const validators = [
    `new JwtTimestampValidator(Duration.ofSeconds(${seconds(policy.leeway)}))`,
    ...(issuers.length === 1 ? [`new JwtIssuerValidator(${quotedList(issuers)})`] : []),
    ...(issuers.length > 1
      ? [
          `new JwtClaimValidator<Object>("iss", iss -> iss != null && List.of(${quotedList(issuers)}).contains(iss.toString()))`,
        ]
      : []),
    ...(audiences.length > 0
      ? [
          `new JwtClaimValidator<List<String>>("aud", aud -> aud != null && !Collections.disjoint(aud, List.of(${quotedList(audiences)})))`,
        ]
      : []),
    ...(typ.length > 0 ? [`new JwtTypeValidator(List.of(${quotedList(typ)}))`] : []),
  ];
  const [algorithm] = algorithms;
  const builder = isShared
    ? `NimbusJwtDecoder.withSecretKey(new SecretKeySpec(secret, "HmacSHA${algorithm.slice(2)}"))
      .macAlgorithm(MacAlgorithm.${algorithm})`
    : `NimbusJwtDecoder.withJwkSetUri(${quoted(wanted.keys)})
${algorithms.map((name) => `      .jwsAlgorithm(SignatureAlgorithm.${name})`).join("\n")}`;
  const authorities = scopes.map(
    (scope) => `\n//   AuthorityAuthorizationManager.hasAuthority(${quoted(`SCOPE_${scope}`)})`,
  );
  return `// Spring Security 6${typ.length > 0 ? ".5" : ""}, resource server
@Bean
JwtDecoder jwtDecoder(${isShared ? "byte[] secret" : ""}) {
  NimbusJwtDecoder decoder = ${builder}${typ.length > 0 ? "\n      .validateType(false)" : ""}
      .build();
  decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(
      ${validators.join(",\n      ")}));
  return decoder;
}
${authorities.length > 0 ? `// http.authorizeHttpRequests(a -> a.anyRequest().access(AuthorizationManagers.allOf(${authorities.join(",")})));\n` : ""}// A token without exp passes JwtTimestampValidator.
${comment("//", wanted)}`;
}
