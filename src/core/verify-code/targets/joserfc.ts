import { lines, list, quoted } from "../literals.ts";
import type { Asked, VerifyTarget } from "../types.ts";
import { isRsa, isShared, USUAL_JWE } from "../encryption.ts";
import { indent } from "./javascript.ts";
import { pythonChecks, pythonImports, pythonSecret } from "./python.ts";

const KEYS = { RSA: "RSAKey", EC: "ECKey", OKP: "OKPKey" } as const;

/**
 * Its guide on JWT and `rfc7519/registry.py`. Since Authlib 1.7 `authlib.jose` is deprecated in favour of joserfc, which is by
 * the same authors and comes with it.
 */
export const joserfc: VerifyTarget = {
  id: "authlib",
  title: "Authlib (joserfc, Python)",
  version: "joserfc 1.8, for Authlib 1.7 and later",
  checked: "2026-11-30",
  install: "pip install joserfc",
  algorithms: /^(?:HS|RS|PS|ES)(?:256|384|512)$|^ES256K$|^EdDSA$/,
  hasEd448: true,
  decrypts: USUAL_JWE,
  comment: "#",
  write,
};

function write(asked: Asked): string {
  const { key, algorithms, issuers, audiences, leeway, maxAge, required, jwe } = asked;
  const others = required.filter((name) => name !== "exp");
  const isSigned = jwe === null || jwe.isNested;
  const kind = keyClass(key);
  const standard = pythonImports(asked, [
    ...(!isSigned || key.from === "url" ? ["json"] : []),
    ...(isSigned && key.from === "url" ? ["urllib.request"] : []),
    ...(maxAge === null ? [] : ["time"]),
    ...(jwe === null ? [] : ["os"]),
  ]);
  const opens = jwe !== null && (isShared(jwe.alg) ? "OctKey" : isRsa(jwe.alg) ? "RSAKey" : "ECKey");
  const classes = [...new Set([...(isSigned ? [kind] : []), ...(opens === false ? [] : [opens])])].toSorted();
  return lines(
    standard,
    standard.length > 0 && "",
    `from joserfc import ${jwe === null ? "jwt" : "jwe, jwt"}`,
    "from joserfc.errors import JoseError",
    `from joserfc.jwk import ${classes.join(", ")}`,
    "",
    isSigned && key.from === "secret" && [...pythonSecret(asked), "key = OctKey.import_key(secret)"],
    isSigned &&
      key.from === "url" && [
        `with urllib.request.urlopen(${quoted(key.url)}) as response:`,
        "    key = KeySet.import_key_set(json.load(response))",
      ],
    isSigned && key.from === "code" && `key = ${kind}.import_key("""${key.pem}""")`,
    opens !== false && decryptionKey(opens),
    "checks = jwt.JWTClaimsRegistry(",
    leeway > 0 && `    leeway=${leeway},`,
    '    exp={"essential": True},',
    issuers.length > 0 && `    iss={"essential": True, "values": [${list(issuers, quoted)}]},`,
    audiences.length > 0 && `    aud={"essential": True, "values": [${list(audiences, quoted)}]},`,
    ")",
    "",
    "",
    "def verify(token: str) -> dict:",
    '    """Returns the claims of a valid token; raises otherwise."""',
    jwe !== null && [
      "    opened = jwe.decrypt_compact(",
      `        token, decryption_key, algorithms=[${quoted(jwe.alg)}, ${quoted(jwe.enc)}]`,
      "    )",
    ],
    isSigned
      ? [
          `    decoded = jwt.decode(${jwe === null ? "token" : "opened.plaintext.decode()"}, key, algorithms=[${list(algorithms, quoted)}])`,
          "    header, claims = decoded.header, decoded.claims",
        ]
      : ["    header, claims = opened.protected, json.loads(opened.plaintext)"],
    "    checks.validate(claims)",
    others.length > 0 && [
      `    for name in [${list(others, quoted)}]:`,
      "        if claims.get(name) is None:",
      '            raise JoseError("no " + name)',
    ],
    indent(pythonChecks(asked, "JoseError", { crit: true }), "    "),
    "    return claims",
  );
}

function keyClass(key: Asked["key"]): string {
  if (key.from === "secret") return "OctKey";
  if (key.from !== "code") return "KeySet";
  return KEYS[key.jwk["kty"] as keyof typeof KEYS] ?? "RSAKey";
}

function decryptionKey(kind: string): string {
  return kind === "OctKey"
    ? 'decryption_key = OctKey.import_key({"kty": "oct", "k": os.environ["JWE_SECRET"]})'
    : `decryption_key = ${kind}.import_key(os.environ["JWE_PRIVATE_KEY"])`;
}
