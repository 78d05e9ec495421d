import { lines, list, quoted } from "../literals.ts";
import type { Asked, VerifyTarget } from "../types.ts";
import { indent } from "./javascript.ts";

/** `parser_option.go` and `validator.go` of v5.3: it compares one issuer, accepts any of several audiences, and ignores `crit`. */
export const golangJwt: VerifyTarget = {
  id: "golang-jwt",
  title: "golang-jwt (Go)",
  version: "golang-jwt v5.3",
  checked: "2026-11-30",
  install: "go get github.com/golang-jwt/jwt/v5",
  algorithms: /^(?:HS|RS|PS|ES)(?:256|384|512)$|^EdDSA$/,
  write,
};

const PARSERS = { RSA: "ParseRSAPublicKeyFromPEM", EC: "ParseECPublicKeyFromPEM", OKP: "ParseEdPublicKeyFromPEM" };
const FAIL = "return nil, ";

function write(asked: Asked): string {
  const { key, algorithms, issuers, audiences, subs, leeway, maxAge } = asked;
  const packages = [
    ...new Set([
      '"errors"',
      ...(key.from === "secret" ? ['"os"'] : []),
      ...(key.from === "secret" ? encodingPackages(key.encoding) : []),
      ...(issuers.length > 1 || subs.length > 1 || asked.scopes.length > 0 || asked.typ.length > 0 ? ['"slices"'] : []),
      ...(asked.scopes.length > 0 || asked.typ.length > 0 ? ['"strings"'] : []),
      ...(leeway > 0 || maxAge !== null ? ['"time"'] : []),
    ]),
  ].toSorted();
  return lines(
    "package auth",
    "",
    "import (",
    indent(packages, "\t"),
    "",
    key.from === "url" && '\t"github.com/MicahParks/keyfunc/v3"',
    '\t"github.com/golang-jwt/jwt/v5"',
    ")",
    "",
    "// Verify returns the claims of a valid token, or an error.",
    "func Verify(raw string) (jwt.MapClaims, error) {",
    indent(keyLines(asked), "\t"),
    "\tclaims := jwt.MapClaims{}",
    `\ttoken, err := jwt.ParseWithClaims(raw, claims, ${key.from === "url" ? "keys.Keyfunc" : "keyFor"},`,
    `\t\tjwt.WithValidMethods([]string{${list(algorithms, quoted)}}),`,
    "\t\tjwt.WithExpirationRequired(),",
    issuers.length === 1 && `\t\tjwt.WithIssuer(${list(issuers, quoted)}),`,
    audiences.length > 0 && `\t\tjwt.WithAudience(${list(audiences, quoted)}),`,
    subs.length === 1 && `\t\tjwt.WithSubject(${list(subs, quoted)}),`,
    leeway > 0 && `\t\tjwt.WithLeeway(${leeway}*time.Second),`,
    "\t)",
    "\tif err != nil {",
    `\t\t${FAIL}err`,
    "\t}",
    indent(checks(asked), "\t"),
    "\treturn claims, nil",
    "}",
  );
}

function encodingPackages(encoding: string): readonly string[] {
  if (encoding === "Hex") return ['"encoding/hex"'];
  return encoding === "UTF-8" ? [] : ['"encoding/base64"', ...(encoding === "Base64url" ? ['"strings"'] : [])];
}

function keyLines({ key }: Asked): readonly string[] {
  if (key.from === "url") {
    return [
      "// It refreshes itself: reuse it for all tokens.",
      `keys, err := keyfunc.NewDefault([]string{${quoted(key.url)}})`,
      "if err != nil {",
      `\t${FAIL}err`,
      "}",
    ];
  }
  const fails = (what: string): readonly string[] => [`\t${FAIL}${what}`, "}"];
  if (key.from === "secret") {
    const text = 'os.Getenv("JWT_SECRET")';
    const decode = {
      "UTF-8": null,
      Base64: `base64.StdEncoding.DecodeString(${text})`,
      Base64url: `base64.RawURLEncoding.DecodeString(strings.TrimRight(${text}, "="))`,
      Hex: `hex.DecodeString(${text})`,
    }[key.encoding];
    return [
      ...(decode === null
        ? [`secret := []byte(${text})`, "if len(secret) == 0 {"]
        : [`secret, err := ${decode}`, "if err != nil || len(secret) == 0 {"]),
      ...fails('errors.New("JWT_SECRET is not set")'),
      "keyFor := func(*jwt.Token) (any, error) { return secret, nil }",
    ];
  }
  const pem = key.from === "code" ? key.pem : "";
  const kty = key.from === "code" ? (key.jwk["kty"] as keyof typeof PARSERS) : "RSA";
  return [
    `key, err := jwt.${PARSERS[kty]}([]byte(\`${pem}\`))`,
    "if err != nil {",
    ...fails("err"),
    "keyFor := func(*jwt.Token) (any, error) { return key, nil }",
  ];
}

function checks({ issuers, subs, typ, scopes, maxAge, leeway, required }: Asked): readonly string[] {
  const fail = (what: string): readonly string[] => [`\t${FAIL}errors.New("invalid_token: ${what}")`, "}"];
  return [
    'if _, has := token.Header["crit"]; has {',
    ...fail("crit"),
    ...(typ.length > 0
      ? [
          'typ, _ := token.Header["typ"].(string)',
          `if !slices.Contains([]string{${list(typ, quoted)}}, strings.TrimPrefix(strings.ToLower(typ), "application/")) {`,
          ...fail("typ"),
        ]
      : []),
    ...(issuers.length > 1
      ? [
          'iss, _ := claims["iss"].(string)',
          `if !slices.Contains([]string{${list(issuers, quoted)}}, iss) {`,
          ...fail("iss"),
        ]
      : []),
    ...(subs.length > 1
      ? [
          'sub, _ := claims["sub"].(string)',
          `if !slices.Contains([]string{${list(subs, quoted)}}, sub) {`,
          ...fail("sub"),
        ]
      : []),
    ...(maxAge === null
      ? []
      : [
          'iat, has := claims["iat"].(float64)',
          `if !has || float64(time.Now().Unix())-iat > ${maxAge + leeway} {`,
          ...fail("iat: too old"),
        ]),
    ...(required.length > 1
      ? [
          `for _, name := range []string{${list(required.slice(1), quoted)}} {`,
          "\tif claims[name] == nil {",
          `\t\t${FAIL}errors.New("invalid_token: no " + name)`,
          "\t}",
          "}",
        ]
      : []),
    ...(scopes.length > 0
      ? [
          'scope, _ := claims["scope"].(string)',
          `for _, wanted := range []string{${list(scopes, quoted)}} {`,
          '\tif !slices.Contains(strings.Split(scope, " "), wanted) {',
          `\t\t${FAIL}errors.New("insufficient_scope")`,
          "\t}",
          "}",
        ]
      : []),
  ];
}
