import { lines, list, quoted } from "../literals.ts";
import type { Asked, VerifyTarget } from "../types.ts";
import { isShared } from "../encryption.ts";
import { jwkText } from "./java.ts";
import { indent } from "./javascript.ts";

/**
 * `TokenValidationParameters` and `JsonWebTokenHandler`: it allows five minutes of clock skew unless told otherwise,
 * compares `typ` case-sensitively, and ignores `crit`.
 */
export const identityModel: VerifyTarget = {
  id: "identity-model",
  title: "Microsoft.IdentityModel (C#)",
  version: "Microsoft.IdentityModel.JsonWebTokens 8",
  checked: null,
  install: "dotnet add package Microsoft.IdentityModel.JsonWebTokens",
  algorithms: /^(?:HS|RS|PS|ES)(?:256|384|512)$/,
  decrypts: /^(?:dir|A(?:128|192|256)KW|RSA-OAEP) A\d+CBC-HS\d+$/,
  remarks: ({ jwe }) =>
    jwe === null || jwe.isNested
      ? []
      : [
          "A token that is encrypted but not signed is refused unless RequireSignedTokens is off: only someone with the secret can have made it.",
        ],
  write,
};

function write(asked: Asked): string {
  const { key, algorithms, issuers, audiences, leeway, jwe } = asked;
  const isSigned = jwe === null || jwe.isNested;
  return lines(
    "using System;",
    "using System.Linq;",
    isSigned && key.from === "url" && "using System.Net.Http;",
    jwe !== null && !isShared(jwe.alg) && "using System.Security.Cryptography;",
    isSigned && key.from === "secret" && key.encoding === "UTF-8" && "using System.Text;",
    "using System.Threading.Tasks;",
    "using Microsoft.IdentityModel.JsonWebTokens;",
    "using Microsoft.IdentityModel.Tokens;",
    "",
    "public static class Verification",
    "{",
    "    /// <summary>Returns the token if it is valid; throws otherwise.</summary>",
    "    public static async Task<JsonWebToken> VerifyAsync(string token)",
    "    {",
    indent(isSigned ? keyLines(asked) : [], "        "),
    jwe !== null && indent(decryptionKey(jwe.alg), "        "),
    "        var result = await new JsonWebTokenHandler().ValidateTokenAsync(token, new TokenValidationParameters",
    "        {",
    isSigned
      ? [
          // The encryption's algorithms go through the same list.
          `            ValidAlgorithms = new[] { ${list([...algorithms, ...(jwe === null ? [] : [jwe.alg, jwe.enc])], quoted)} },`,
          `            IssuerSigningKeys = ${key.from === "url" ? "keys" : "new[] { key }"},`,
          `            TryAllIssuerSigningKeys = ${key.from === "url" ? "false" : "true"},`,
        ]
      : `            ValidAlgorithms = new[] { ${list([jwe?.alg ?? "", jwe?.enc ?? ""], quoted)} },\n            RequireSignedTokens = false,`,
    jwe !== null && "            TokenDecryptionKey = decryptionKey,",
    issuers.length > 0
      ? `            ValidIssuers = new[] { ${list(issuers, quoted)} },`
      : "            ValidateIssuer = false,",
    audiences.length > 0
      ? `            ValidAudiences = new[] { ${list(audiences, quoted)} },`
      : "            ValidateAudience = false,",
    "            RequireExpirationTime = true,",
    `            ClockSkew = TimeSpan.FromSeconds(${leeway}),`,
    "        });",
    "        if (!result.IsValid) throw result.Exception;",
    "        var jwt = (JsonWebToken)result.SecurityToken;",
    jwe?.isNested === true && "        jwt = jwt.InnerToken;",
    indent(checks(asked), "        "),
    "        return jwt;",
    "    }",
    "",
    "    private static void Need(bool holds, string what)",
    "    {",
    '        if (!holds) throw new SecurityTokenValidationException("invalid_token: " + what);',
    "    }",
    "}",
  );
}

function keyLines({ key }: Asked): readonly string[] {
  switch (key.from) {
    case "secret": {
      const decode = {
        "UTF-8": "Encoding.UTF8.GetBytes(text)",
        Base64: "Convert.FromBase64String(text)",
        Base64url: "Base64UrlEncoder.DecodeBytes(text)",
        Hex: "Convert.FromHexString(text)",
      };
      return [
        'var text = Environment.GetEnvironmentVariable("JWT_SECRET");',
        'if (string.IsNullOrEmpty(text)) throw new InvalidOperationException("JWT_SECRET is not set");',
        `SecurityKey key = new SymmetricSecurityKey(${decode[key.encoding]});`,
      ];
    }
    case "url":
      return [
        "// Cache the key set if you verify more than one token, and refresh it.",
        "using var http = new HttpClient();",
        `var keys = new JsonWebKeySet(await http.GetStringAsync(${quoted(key.url)})).GetSigningKeys();`,
      ];
    default:
      return [`SecurityKey key = new JsonWebKey(${jwkText(key.from === "code" ? key.jwk : {})});`];
  }
}

function decryptionKey(alg: string): readonly string[] {
  if (isShared(alg)) {
    return [
      'var decryptionKey = new SymmetricSecurityKey(Base64UrlEncoder.DecodeBytes(Environment.GetEnvironmentVariable("JWE_SECRET")));',
    ];
  }
  return [
    "var pair = RSA.Create();",
    'pair.ImportFromPem(Environment.GetEnvironmentVariable("JWE_PRIVATE_KEY"));',
    "var decryptionKey = new RsaSecurityKey(pair);",
  ];
}

function checks({ subs, typ, scopes, maxAge, leeway, required }: Asked): readonly string[] {
  return [
    'Need(!jwt.TryGetHeaderValue<object>("crit", out _), "crit");',
    ...(typ.length > 0
      ? [
          'var typ = (jwt.Typ ?? "").ToLowerInvariant();',
          'if (typ.StartsWith("application/")) typ = typ["application/".Length..];',
          `Need(new[] { ${list(typ, quoted)} }.Contains(typ), "typ");`,
        ]
      : []),
    `foreach (var name in new[] { ${list(required, quoted)} })`,
    "{",
    '    Need(jwt.TryGetPayloadValue<object>(name, out var value) && value is not null, "no " + name);',
    "}",
    ...(subs.length > 0 ? [`Need(new[] { ${list(subs, quoted)} }.Contains(jwt.Subject), "sub");`] : []),
    ...(maxAge === null
      ? []
      : [
          `Need(jwt.IssuedAt > DateTime.MinValue && DateTime.UtcNow - jwt.IssuedAt <= TimeSpan.FromSeconds(${maxAge + leeway}), "iat: too old");`,
        ]),
    ...(scopes.length > 0
      ? [
          'jwt.TryGetPayloadValue<string>("scope", out var scope);',
          `Need(new[] { ${list(scopes, quoted)} }.All((scope ?? "").Split(' ').Contains), "insufficient_scope");`,
        ]
      : []),
  ];
}
