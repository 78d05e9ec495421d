import { lines, list, quoted } from "../literals.ts";
import type { Asked, VerifyTarget } from "../types.ts";
import { indent } from "./javascript.ts";
import { pythonChecks, pythonImports, pythonSecret } from "./python.ts";

/** Its changelog and `api_jwt.py`: it refuses `crit` since 2.12, and compares neither `typ` nor the age. */
export const pyjwt: VerifyTarget = {
  id: "pyjwt",
  title: "PyJWT (Python)",
  version: "PyJWT 2.13",
  checked: "2026-11-30",
  install: 'pip install "pyjwt[crypto]"',
  algorithms: /^(?:HS|RS|PS|ES)(?:256|384|512)$|^ES256K$|^EdDSA$/,
  hasEd448: true,
  comment: "#",
  write,
};

function write(asked: Asked): string {
  const { key, algorithms, issuers, audiences, leeway, required, maxAge } = asked;
  return lines(
    pythonImports(asked, maxAge === null ? [] : ["time"]),
    (key.from === "secret" || maxAge !== null) && "",
    "import jwt",
    "",
    key.from === "secret" && pythonSecret(asked),
    key.from === "url" && `keys = jwt.PyJWKClient(${quoted(key.url)})`,
    key.from === "code" && `key = """${key.pem}"""`,
    "",
    "",
    "def verify(token: str) -> dict:",
    '    """Returns the claims of a valid token; raises otherwise."""',
    key.from === "url" && "    key = keys.get_signing_key_from_jwt(token).key",
    "    claims = jwt.decode(",
    "        token,",
    `        ${key.from === "secret" ? "secret" : "key"},`,
    `        algorithms=[${list(algorithms, quoted)}],`,
    // A list of issuers needs 2.9; one issuer works before that, too.
    issuers.length > 0 &&
      `        issuer=${issuers.length === 1 ? list(issuers, quoted) : `[${list(issuers, quoted)}]`},`,
    audiences.length > 0 && `        audience=[${list(audiences, quoted)}],`,
    leeway > 0 && `        leeway=${leeway},`,
    `        options={"require": [${list(required, quoted)}]${audiences.length > 0 ? "" : ', "verify_aud": False'}},`,
    "    )",
    // These are the verified bytes. `decode_complete` returns the header too, but older releases lack it.
    "    header = jwt.get_unverified_header(token)",
    indent(pythonChecks(asked, "jwt.InvalidTokenError", { crit: true }), "    "),
    "    return claims",
  );
}
