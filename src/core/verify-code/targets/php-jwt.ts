import { lines, list, phpText } from "../literals.ts";
import type { Asked, VerifyTarget } from "../types.ts";
import { indent } from "./javascript.ts";

/** `src/JWT.php` and `src/JWK.php`: it checks signature, `nbf`, `iat` and `exp`, and nothing else. */
export const phpJwt: VerifyTarget = {
  id: "php-jwt",
  title: "firebase/php-jwt (PHP)",
  version: "firebase/php-jwt 7, PHP 8.1",
  checked: null,
  install: "composer require firebase/php-jwt",
  algorithms: /^(?:HS|RS)(?:256|384|512)$|^ES(?:256|384|256K)$|^EdDSA$/,
  remarks: ({ algorithms }) =>
    algorithms.length > 1 ? [`A key serves only one algorithm. Left out: ${algorithms.slice(1).join(", ")}.`] : [],
  write,
};

function write(asked: Asked): string {
  const { key, algorithm, leeway } = asked;
  return lines(
    "<?php",
    "",
    key.from === "url" && "use Firebase\\JWT\\JWK;",
    "use Firebase\\JWT\\JWT;",
    key.from !== "url" && "use Firebase\\JWT\\Key;",
    "",
    'require __DIR__ . "/vendor/autoload.php";',
    "",
    "/** Returns the claims of a valid token; throws otherwise. */",
    "function verify(string $token): stdClass",
    "{",
    indent(keyLines(asked), "    "),
    `    JWT::$leeway = ${leeway};`,
    "    $header = new stdClass();",
    "    $claims = JWT::decode($token, $key, $header);",
    "    $need = static function (bool $holds, string $what): void {",
    "        if (!$holds) {",
    '            throw new UnexpectedValueException("invalid_token: " . $what);',
    "        }",
    "    };",
    `    $need($header->alg === ${phpText(algorithm)} && !isset($header->crit), "alg or crit");`,
    indent(checks(asked), "    "),
    "    return $claims;",
    "}",
  );
}

function keyLines({ key, algorithm }: Asked): readonly string[] {
  switch (key.from) {
    case "secret": {
      const decode = {
        "UTF-8": "$text",
        Base64: "base64_decode($text, true)",
        Base64url: "JWT::urlsafeB64Decode($text)",
        Hex: 'ctype_xdigit($text) ? hex2bin($text) : ""',
      };
      return [
        '$text = (string) getenv("JWT_SECRET");',
        `$secret = (string) (${decode[key.encoding]});`,
        'if ($secret === "") {',
        '    throw new RuntimeException("JWT_SECRET is not set");',
        "}",
        `$key = new Key($secret, ${phpText(algorithm)});`,
      ];
    }
    case "url":
      return [
        "// Cache the key set if you verify more than one token: Firebase\\JWT\\CachedKeySet does that.",
        `$set = json_decode(file_get_contents(${phpText(key.url)}), true, 512, JSON_THROW_ON_ERROR);`,
        `$key = JWK::parseKeySet($set, ${phpText(algorithm)});`,
      ];
    default: {
      if (key.from === "code" && key.jwk["kty"] === "OKP") {
        const x = (key.jwk["x"] ?? "").replaceAll("-", "+").replaceAll("_", "/");
        return [`$key = new Key(${phpText(`${x}=`)}, ${phpText(algorithm)});`];
      }
      return [
        "$pem = <<<'PEM'",
        ...indent(key.from === "code" ? key.pem.split("\n") : [], "    "),
        "    PEM;",
        `$key = new Key($pem, ${phpText(algorithm)});`,
      ];
    }
  }
}

function checks({ issuers, audiences, subs, typ, scopes, maxAge, leeway, required }: Asked): readonly string[] {
  const isIn = (value: string, among: readonly string[]): string =>
    `in_array(${value}, [${list(among, phpText)}], true)`;
  return [
    ...(typ.length > 0
      ? [
          '$typ = preg_replace("~^application/~", "", strtolower((string) ($header->typ ?? "")));',
          `$need(${isIn("$typ", typ)}, "typ");`,
        ]
      : []),
    `foreach ([${list(required, phpText)}] as $name) {`,
    '    $need(isset($claims->{$name}), "no " . $name);',
    "}",
    ...(issuers.length > 0 ? [`$need(${isIn("$claims->iss ?? null", issuers)}, "iss");`] : []),
    ...(audiences.length > 0
      ? [
          '$audiences = array_filter((array) ($claims->aud ?? []), "is_string");',
          `$need(array_intersect($audiences, [${list(audiences, phpText)}]) !== [], "aud");`,
        ]
      : []),
    ...(subs.length > 0 ? [`$need(${isIn("$claims->sub ?? null", subs)}, "sub");`] : []),
    ...(maxAge === null
      ? []
      : [`$need(is_numeric($claims->iat ?? null) && time() - $claims->iat <= ${maxAge + leeway}, "iat: too old");`]),
    ...(scopes.length > 0
      ? [
          '$scopes = explode(" ", (string) ($claims->scope ?? ""));',
          `$need(array_diff([${list(scopes, phpText)}], $scopes) === [], "insufficient_scope");`,
        ]
      : []),
  ];
}
