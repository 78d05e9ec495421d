import type { Policy } from "../../policy/members.ts";
import { quoted, quotedList, seconds } from "../../policy/write/quote.ts";
import { comment, neededClaims, requirementsOf } from "../../policy/write/requirements.ts";

/** The JavaScript library jose. */
export function jose(policy: Policy, alg: string): string {
  const wanted = requirementsOf(
    policy,
    { alg },
    {
      algorithms: /^(?:HS|RS|PS|ES)(?:256|384|512)$|^Ed(?:DSA|25519)$/,
      checks: [
        "algorithms",
        "iss",
        "aud",
        "typ",
        "requiredClaims",
        "maxAge",
        "leeway",
        "scopes",
        ...(isOne(policy.sub) ? ["sub" as const] : []),
      ],
    },
  );
  const { isShared, issuers, audiences, scopes } = wanted;
  const typ = policy.typ ?? [];
  const options = [
    `algorithms: [${quotedList(wanted.algorithms)}],`,
    ...(issuers.length > 0 ? [`issuer: [${quotedList(issuers)}],`] : []),
    ...(audiences.length > 0 ? [`audience: [${quotedList(audiences)}],`] : []),
    ...(isOne(policy.sub) ? [`subject: ${quotedList(policy.sub ?? [])},`] : []),
    ...(typ.length === 1 ? [`typ: ${quotedList(typ)},`] : []),
    ...(policy.leeway === undefined ? [] : [`clockTolerance: ${seconds(policy.leeway)},`]),
    ...(policy.maxAge === undefined ? [] : [`maxTokenAge: ${seconds(policy.maxAge)},`]),
    `requiredClaims: [${quotedList(neededClaims(wanted))}],`,
  ];
  return `import { ${isShared ? "" : "createRemoteJWKSet, "}jwtVerify } from "jose";

const key = ${isShared ? "new TextEncoder().encode(process.env.JWT_SECRET)" : `createRemoteJWKSet(new URL(${quoted(wanted.keys)}))`};
const { payload, protectedHeader } = await jwtVerify(token, key, {
  ${options.join("\n  ")}
});
${
  typ.length > 1
    ? `const typ = String(protectedHeader.typ).toLowerCase().replace("application/", "");
if (![${quotedList(typ.map((name) => name.toLowerCase().replace(/^application\//, "")))}].includes(typ)) throw new Error("401: invalid_token");
`
    : ""
}${
    scopes.length > 0
      ? `const scopes = String(payload.scope ?? "").split(" ");
if (![${quotedList(scopes)}].every((scope) => scopes.includes(scope))) throw new Error("403: insufficient_scope");
`
      : ""
  }${audiences.length > 0 ? "" : "// aud is not checked: the policy has none.\n"}${comment("//", wanted)}`;
}

/** A subject that is compared as it stands. */
function isOne(sub: readonly string[] | undefined): boolean {
  return sub?.length === 1 && sub[0]?.includes("*") === false;
}
