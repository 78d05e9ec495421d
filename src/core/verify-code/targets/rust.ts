import { lines, list, rustText } from "../literals.ts";
import type { Asked, VerifyTarget } from "../types.ts";
import { indent } from "./javascript.ts";

/**
 * `validation.rs` and `decoding.rs` of version 10, which wants one of its two cryptographic backends named. It skips
 * a missing claim unless that is required, checks `nbf` only if asked to, and ignores `crit` and `typ`.
 */
export const rust: VerifyTarget = {
  id: "rust-jsonwebtoken",
  title: "jsonwebtoken (Rust)",
  version: "jsonwebtoken 10",
  checked: "2026-11-30",
  install: "cargo add jsonwebtoken --features aws_lc_rs && cargo add serde_json base64",
  algorithms: /^(?:HS|RS|PS)(?:256|384|512)$|^ES(?:256|384)$|^EdDSA$/,
  remarks: ({ key }) => (key.from === "url" ? ["For the key set: cargo add reqwest --features blocking,json."] : []),
  write,
};

const FROM_PEM = { RSA: "from_rsa_pem", EC: "from_ec_pem", OKP: "from_ed_pem" };

function write(asked: Asked): string {
  const { key, algorithms, issuers, audiences, subs, leeway } = asked;
  const isSpec = ["exp", ...(issuers.length > 0 ? ["iss"] : []), ...(audiences.length > 0 ? ["aud"] : [])];
  return lines(
    "use base64::Engine;",
    `use jsonwebtoken::{decode, ${key.from === "url" ? "decode_header, jwk::JwkSet, " : ""}Algorithm, DecodingKey, Validation};`,
    "use serde_json::Value;",
    "use std::error::Error;",
    "",
    "/// Returns the claims of a valid token, or an error.",
    "pub fn verify(token: &str) -> Result<Value, Box<dyn Error>> {",
    indent(keyLines(asked), "    "),
    `    let mut rules = Validation::new(Algorithm::${algorithms[0]});`,
    algorithms.length > 1 &&
      `    rules.algorithms = vec![${algorithms.map((name) => `Algorithm::${name}`).join(", ")}];`,
    `    rules.leeway = ${leeway};`,
    "    rules.validate_nbf = true;",
    `    rules.set_required_spec_claims(&[${list([...isSpec, ...(subs.length === 1 ? ["sub"] : [])], rustText)}]);`,
    issuers.length > 0 && `    rules.set_issuer(&[${list(issuers, rustText)}]);`,
    audiences.length > 0
      ? `    rules.set_audience(&[${list(audiences, rustText)}]);`
      : "    rules.validate_aud = false;",
    subs.length === 1 && `    rules.sub = Some(${list(subs, rustText)}.to_string());`,
    "    let claims = decode::<Value>(token, &key, &rules)?.claims;",
    "",
    "    let first = token.split('.').next().unwrap_or_default();",
    "    let header = base64::engine::general_purpose::URL_SAFE_NO_PAD.decode(first)?;",
    "    let header: Value = serde_json::from_slice(&header)?;",
    indent(checks(asked), "    "),
    "    Ok(claims)",
    "}",
  );
}

function keyLines({ key }: Asked): readonly string[] {
  switch (key.from) {
    case "secret": {
      const decode = {
        "UTF-8": "let secret = text.into_bytes();",
        Base64: "let secret = base64::engine::general_purpose::STANDARD.decode(text)?;",
        Base64url: "let secret = base64::engine::general_purpose::URL_SAFE_NO_PAD.decode(text.trim_end_matches('='))?;",
        Hex: 'let secret = (0..text.len()).step_by(2).map(|at| Ok(u8::from_str_radix(text.get(at..at + 2).ok_or("JWT_SECRET")?, 16)?)).collect::<Result<Vec<u8>, Box<dyn Error>>>()?;',
      };
      return [
        'let text = std::env::var("JWT_SECRET")?;',
        decode[key.encoding],
        "if secret.is_empty() {",
        '    return Err("JWT_SECRET is empty".into());',
        "}",
        "let key = DecodingKey::from_secret(&secret);",
      ];
    }
    case "url":
      return [
        `let set: JwkSet = reqwest::blocking::get(${rustText(key.url)})?.json()?;`,
        'let kid = decode_header(token)?.kid.ok_or("no kid")?;',
        'let key = DecodingKey::from_jwk(set.find(&kid).ok_or("unknown kid")?)?;',
      ];
    default: {
      const kty = key.from === "code" ? (key.jwk["kty"] as keyof typeof FROM_PEM) : "RSA";
      return [`let key = DecodingKey::${FROM_PEM[kty]}(`, `    b"${key.from === "code" ? key.pem : ""}",`, ")?;"];
    }
  }
}

function checks({ typ, subs, scopes, maxAge, leeway, required }: Asked): readonly string[] {
  const others = required.filter((name) => name !== "exp");
  const fail = (what: string): readonly string[] => [`    return Err("invalid_token: ${what}".into());`, "}"];
  return [
    'if header.get("crit").is_some() {',
    ...fail("crit"),
    ...(typ.length > 0
      ? [
          'let typ = header["typ"].as_str().unwrap_or_default().to_lowercase();',
          `if ![${list(typ, rustText)}].contains(&typ.strip_prefix("application/").unwrap_or(&typ)) {`,
          ...fail("typ"),
        ]
      : []),
    ...(subs.length > 1
      ? [`if ![${list(subs, rustText)}].contains(&claims["sub"].as_str().unwrap_or_default()) {`, ...fail("sub")]
      : []),
    ...(others.length > 0
      ? [
          `for name in [${list(others, rustText)}] {`,
          "    if claims[name].is_null() {",
          '        return Err(format!("invalid_token: no {name}").into());',
          "    }",
          "}",
        ]
      : []),
    ...(maxAge === null
      ? []
      : [
          "let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH)?.as_secs_f64();",
          `if !claims["iat"].as_f64().is_some_and(|iat| now - iat <= ${maxAge + leeway}.0) {`,
          ...fail("iat: too old"),
        ]),
    ...(scopes.length > 0
      ? [
          'let scope = claims["scope"].as_str().unwrap_or_default();',
          `if ![${list(scopes, rustText)}].iter().all(|wanted| scope.split(' ').any(|one| one == *wanted)) {`,
          '    return Err("insufficient_scope".into());',
          "}",
        ]
      : []),
  ];
}
