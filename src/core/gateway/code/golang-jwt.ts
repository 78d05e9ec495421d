import type { Policy } from "../../policy/members.ts";
import { quoted, quotedList, seconds } from "../../policy/write/quote.ts";
import { comment, requirementsOf } from "../../policy/write/requirements.ts";

/** The Go library golang-jwt, version 5. */
export function golangJwt(policy: Policy, alg: string): string {
  const isSubject = policy.sub?.length === 1 && policy.sub[0]?.includes("*") === false;
  const wanted = requirementsOf(
    policy,
    { alg },
    {
      algorithms: /^(?:HS|RS|PS|ES)(?:256|384|512)$|^EdDSA$/,
      checks: ["algorithms", "iss", "aud", "leeway", ...(isSubject ? ["sub" as const] : [])],
      single: ["iss", "aud"],
    },
  );
  const { isShared, issuers, issuer, audiences } = wanted;
  const keys = isShared
    ? 'keys := func(*jwt.Token) (any, error) { return []byte(os.Getenv("JWT_SECRET")), nil }\n'
    : `keys, err := keyfunc.NewDefault([]string{${quoted(wanted.keys)}})
if err != nil {
	return err
}
`;
  return `// golang-jwt v5${isShared ? "" : "; keyfunc from github.com/MicahParks/keyfunc/v3"}
${keys}token, err := jwt.Parse(raw, ${isShared ? "keys" : "keys.Keyfunc"},
	jwt.WithValidMethods([]string{${quotedList(wanted.algorithms)}}),
	${issuers.length > 0 ? `jwt.WithIssuer(${quoted(issuer)}),` : "// no issuer in the policy"}
	${audiences.length > 0 ? `jwt.WithAudience(${quoted(audiences[0] ?? "")}),` : "// no audience in the policy"}
${isSubject ? `	jwt.WithSubject(${quotedList(policy.sub ?? [])}),\n` : ""}	jwt.WithLeeway(${seconds(policy.leeway)}*time.Second),
	jwt.WithExpirationRequired(),
)
if err != nil {
	return err
}
userID, err := token.Claims.GetSubject()
${comment("//", wanted)}`;
}
