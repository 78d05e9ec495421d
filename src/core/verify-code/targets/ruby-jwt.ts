import { lines, list, rubyText } from "../literals.ts";
import type { Asked, VerifyTarget } from "../types.ts";
import { indent } from "./javascript.ts";

/** Its README, `claims/` and `jwk/` of 3.1; the calls are the same since 2.5. EdDSA is its own gem since 3.0. */
export const rubyJwt: VerifyTarget = {
  id: "ruby-jwt",
  title: "ruby-jwt (Ruby)",
  version: "ruby-jwt 3.1",
  checked: "2026-11-30",
  install: "gem install jwt (for EdDSA jwt-eddsa as well)",
  algorithms: /^(?:HS|RS|PS|ES)(?:256|384|512)$|^ES256K$|^EdDSA$/,
  comment: "#",
  write,
};

function write(asked: Asked): string {
  const { key, algorithms, issuers, audiences, leeway, required } = asked;
  const isEdwards = key.from !== "secret" && algorithms.includes("EdDSA");
  const needed = [
    ...(key.from === "secret" ? [] : [key.from === "url" ? "json" : "openssl"]),
    ...(key.from === "url" ? ["net/http"] : []),
  ];
  return lines(
    needed.map((name) => `require "${name}"`),
    'require "jwt"',
    isEdwards && 'require "jwt/eddsa"',
    "",
    keyLines(asked),
    "",
    "# Returns the claims of a valid token; raises otherwise.",
    "def verify(token)",
    "  claims, header = JWT.decode(",
    `    token, ${key.from === "secret" ? "secret_key" : key.from === "url" ? "nil" : "public_key"}, true,`,
    `    algorithms: [${list(algorithms, rubyText)}],`,
    key.from === "url" && "    jwks: key_set,",
    issuers.length > 0 && `    iss: [${list(issuers, rubyText)}], verify_iss: true,`,
    audiences.length > 0 && `    aud: [${list(audiences, rubyText)}], verify_aud: true,`,
    leeway > 0 && `    leeway: ${leeway},`,
    `    required_claims: [${list(required, rubyText)}]`,
    "  )",
    indent(checks(asked)),
    "  claims",
    "end",
  );
}

function keyLines({ key }: Asked): readonly string[] {
  const method = (name: string, body: readonly string[]): readonly string[] => [`def ${name}`, ...indent(body), "end"];
  switch (key.from) {
    case "secret": {
      const decode = {
        "UTF-8": "text",
        Base64: 'text.unpack1("m0")',
        Base64url: 'text.tr("-_", "+/").unpack1("m")',
        Hex: '[text].pack("H*")',
      };
      return method("secret_key", [
        'text = ENV.fetch("JWT_SECRET")',
        'raise "JWT_SECRET is empty" if text.empty?',
        decode[key.encoding],
      ]);
    }
    case "url":
      return method("key_set", [
        `@key_set ||= JWT::JWK::Set.new(JSON.parse(Net::HTTP.get(URI(${rubyText(key.url)}))))`,
      ]);
    default: {
      if (key.from === "code" && key.jwk["kty"] === "OKP") {
        const x = rubyText(key.jwk["x"] ?? "");
        return method("public_key", [`Ed25519::VerifyKey.new(${x}.tr("-_", "+/").unpack1("m"))`]);
      }
      return method("public_key", [
        "OpenSSL::PKey.read(<<~PEM)",
        ...indent(key.from === "code" ? key.pem.split("\n") : []),
        "PEM",
      ]);
    }
  }
}

function checks({ typ, subs, scopes, maxAge, leeway }: Asked): readonly string[] {
  return [
    'raise JWT::DecodeError, "crit" if header.key?("crit")',
    ...(typ.length > 0
      ? [
          'typ = header["typ"].to_s.downcase.delete_prefix("application/")',
          `raise JWT::DecodeError, "typ" unless [${list(typ, rubyText)}].include?(typ)`,
        ]
      : []),
    ...(subs.length > 0
      ? [`raise JWT::InvalidSubError, "sub" unless [${list(subs, rubyText)}].include?(claims["sub"])`]
      : []),
    ...(maxAge === null
      ? []
      : [
          'iat = claims["iat"]',
          `raise JWT::InvalidIatError, "too old" unless iat.is_a?(Numeric) && Time.now.to_f - iat <= ${maxAge + leeway}`,
        ]),
    ...(scopes.length > 0
      ? [
          `missing = [${list(scopes, rubyText)}] - claims["scope"].to_s.split`,
          'raise JWT::InvalidPayload, "insufficient_scope" unless missing.empty?',
        ]
      : []),
  ];
}
