import type { Policy } from "../../policy/members.ts";
import { quoted, quotedList, seconds } from "../../policy/write/quote.ts";
import { comment, neededClaims, requirementsOf } from "../../policy/write/requirements.ts";

/** The Python library PyJWT. */
export function pyjwt(policy: Policy, alg: string): string {
  const wanted = requirementsOf(
    policy,
    { alg },
    {
      algorithms: /^(?:HS|RS|PS|ES)(?:256|384|512)$|^ES256K$|^EdDSA$/,
      checks: ["algorithms", "iss", "aud", "typ", "requiredClaims", "leeway", "scopes"],
    },
  );
  const { isShared, issuers, audiences, scopes } = wanted;
  const typ = (policy.typ ?? []).map((name) => name.toLowerCase().replace(/^application\//, ""));
  return `${isShared ? "import os\n" : ""}import jwt

${isShared ? 'key = os.environ["JWT_SECRET"]' : `key = jwt.PyJWKClient(${quoted(wanted.keys)}).get_signing_key_from_jwt(token).key`}
claims = jwt.decode(
    token,
    key,
    algorithms=[${quotedList(wanted.algorithms)}],
    ${
      issuers.length === 0
        ? "# issuer: the policy names none"
        : issuers.length === 1
          ? `issuer=${quotedList(issuers)},`
          : `issuer=[${quotedList(issuers)}],  # PyJWT 2.10.1 or later`
    }
    ${audiences.length > 0 ? `audience=[${quotedList(audiences)}],` : "# audience: the policy names none"}
    leeway=${seconds(policy.leeway)},
    options={"require": [${quotedList(neededClaims(wanted))}]${audiences.length > 0 ? "" : ', "verify_aud": False'}},
)
${
  typ.length > 0
    ? `typ = str(jwt.get_unverified_header(token).get("typ", "")).lower().removeprefix("application/")
if typ not in {${quotedList(typ)}}:
    raise jwt.InvalidTokenError("typ")
`
    : ""
}${
    scopes.length > 0
      ? `missing = {${quotedList(scopes)}} - set(claims.get("scope", "").split())
if missing:
    raise PermissionError("403: insufficient_scope")
`
      : ""
  }${comment("#", wanted)}`;
}
