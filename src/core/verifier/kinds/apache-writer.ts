import { HIDDEN, quoted } from "../../policy/write/quote.ts";
import { namesIn, type Requirements } from "../../policy/write/requirements.ts";
import { escapedPattern, starPattern } from "../pattern.ts";
import { isPlaceholder } from "../settings.ts";
import type { Writer } from "../types.ts";

/** Whether a text can be in Apache's quotation marks unchanged: no escape, no variable, one line. */
const isPlain = (text: string): boolean =>
  /^[^"'`\\${}%^\p{C}]{1,1000}$/u.test(text) && text.search(HIDDEN) < 0 && !isPlaceholder(text);

/** Apache with mod_auth_openidc as a resource server, which checks claims only. */
export const apacheWriter: Writer = {
  comment: "#",
  abilities: {
    algorithms: /^(?:HS|RS|PS|ES)(?:256|384|512)$/,
    checks: ["iss", "aud", "sub", "scopes"],
    cannot: (_, value) => !isPlain(value),
    canClaim: (path, values) =>
      path !== "scope" &&
      values.length > 0 &&
      values.every((value) => isPlain(value)) &&
      // A colon or a tilde ends the claim's name.
      namesIn(path).every((name) => /^[\w@-]{1,200}$/.test(name)),
    remarks: ["The key determines the algorithm."],
  },
  text: (wanted) => {
    const asked = askedBy(wanted);
    return `${wanted.isShared ? 'OIDCOAuthVerifySharedKeys "the-shared-secret"' : `OIDCOAuthVerifyJwksUri ${quoted(wanted.keys)}`}
<Location "/">
  AuthType oauth20
${asked.length === 0 ? "  Require valid-user\n" : `  <RequireAll>\n${asked.join("")}  </RequireAll>\n`}</Location>
`;
  },
};

/** The lines that must all hold; among the specifications on one line, one is enough. */
function askedBy({ issuers, audiences, subjects, scopes, claims }: Requirements): readonly string[] {
  const equal =
    (name: string) =>
    (value: string): string =>
      `"${name}:${value}"`;
  const line = (specifications: readonly string[]): string => `    Require claim ${specifications.join(" ")}\n`;
  return [
    ...(issuers.length > 0 ? [line(issuers.map(equal("iss")))] : []),
    ...(audiences.length > 0 ? [line(audiences.map(equal("aud")))] : []),
    ...(subjects.length > 0
      ? [
          line(
            subjects.map((value) =>
              value.includes("*") ? `"sub~(?s)^${starPattern(value)}\\z"` : equal("sub")(value),
            ),
          ),
        ]
      : []),
    ...scopes.map((scope) =>
      isPlain(scope) ? line([`"scope~(?:^| )${escapedPattern(scope)}(?: |\\z)"`]) : "    Require all denied\n",
    ),
    ...claims.map(({ path, values }) => line(values.map(equal(path)))),
  ];
}
