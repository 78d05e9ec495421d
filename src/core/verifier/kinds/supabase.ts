import { claimIs, claimOneOf, claimValues, met, NO_TOKEN, oneOf, unknown, unmet } from "../compare.ts";
import { quoted } from "../../policy/write/quote.ts";
import { all, anyOf, each } from "../logic.ts";
import { filledIn } from "../settings.ts";
import { tokenChecks } from "../token-checks.ts";
import { conditionAt, memberAt, membersOf, objectsIn, othersOf, rootAt, textOf, wantedOf, type At } from "../tree.ts";
import type { Condition, Judged, Presented, Source, Verifier } from "../types.ts";

/**
 * Supabase: the third-party issuers of `config.toml`, whose tokens need `role`, usually "authenticated", and a `kid`.
 * Checked 2026-11-30 in excerpts of Supabase's documentation: "Third-party auth" for Auth0, Clerk and WorkOS (settings, the claim
 * role), and that of Firebase Auth (settings, issuer, audience, role). As known on that day, not compared with the text of: the page on
 * Amazon Cognito.
 */
export const supabase: Verifier = {
  kind: "supabase",
  title: "Supabase configuration",
  read(source) {
    const [auth] = authIn(source);
    if (auth === undefined) return null;
    const parties = membersOf(memberAt(auth, "third_party"));
    const read = parties.map((at) => readParty(at));
    const checks = tokenChecks({ algorithms: ASYMMETRIC, needsKeyId: true });
    const own = parties.length === 0 ? ownConditions(auth) : [];
    return {
      conditions: [...read.flat(), ...own, ...(parties.length > 0 ? checks : tokenChecks({}))],
      logic: all(
        ...(read.length > 0 ? [anyOf(read.map(each))] : [each(own)]),
        each(parties.length > 0 ? checks : tokenChecks({})),
      ),
      dangers: [],
      notes: ["What a role may do is in the database’s policies (row level security)."],
    };
  },
  write: {
    comment: "#",
    abilities: {
      algorithms: /^(?:RS|PS|ES)(?:256|384|512)$|^EdDSA$/,
      checks: ["iss"],
      single: ["iss"],
      needs: ["iss"],
      cannot: (_, value) => partyOf(value) === null,
      remarks: [
        "Tokens need a kid, and the claim role, which is usually “authenticated”.",
        "Which of the issuer's clients a token is for is not compared, except for Firebase projects.",
      ],
    },
    text: ({ issuer }) => partyOf(issuer) ?? table("auth0", { tenant: "your-tenant" }),
  },
};

/** How issuers are named if the configuration has settings for them. */
const ISSUERS: readonly (readonly [RegExp, (...parts: readonly string[]) => string])[] = [
  [
    /^https:\/\/([\w-]{1,100})(?:\.([a-z]{2}(?:-\d)?))?\.auth0\.com\/$/,
    (tenant = "", region = "") => table("auth0", { tenant, ...(region === "" ? {} : { tenant_region: region }) }),
  ],
  [
    /^https:\/\/securetoken\.google\.com\/([\w-]{1,100})$/,
    (project = "") => table("firebase", { project_id: project }),
  ],
  [
    /^https:\/\/cognito-idp\.([\w-]{1,40})\.amazonaws\.com\/([\w-]{1,100})$/,
    (region = "", pool = "") => table("aws_cognito", { user_pool_id: pool, user_pool_region: region }),
  ],
  [
    /^https:\/\/((?:[\w-]{1,60}\.){1,4}clerk\.accounts\.dev|clerk(?:\.[\w-]{1,60}){2,5})$/,
    (domain = "") => table("clerk", { domain }),
  ],
  [
    /^(https:\/\/api\.workos\.com\/user_management\/[\w-]{1,100})$/,
    (issuer = "") => table("workos", { issuer_url: issuer }),
  ],
];

function partyOf(issuer: string): string | null {
  for (const [pattern, write] of ISSUERS) {
    const match = pattern.exec(issuer);
    if (match !== null) return write(...match.slice(1));
  }
  return null;
}

const table = (name: string, members: Readonly<Record<string, string>>): string =>
  `[auth.third_party.${name}]
enabled = true
${Object.entries(members)
  .map(([member, value]) => `${member} = ${quoted(value)}\n`)
  .join("")}`;

const ASYMMETRIC = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"];

/** `[auth]` with members that only Supabase has. */
function authIn({ roots }: Source): readonly At[] {
  return roots
    .flatMap((root) => objectsIn(rootAt(root)))
    .flatMap((at) => memberAt(at, "auth") ?? [])
    .filter((at) =>
      ["third_party", "jwt_expiry", "enable_signup", "site_url"].some((name) => memberAt(at, name) !== null),
    );
}

/** How an issuer's name is built from its settings: where it is set, its name, and the audience it needs. */
interface Party {
  readonly member: string;
  readonly issuer: (at: At) => string | null;
  readonly audience?: string;
}

const text = (at: At, name: string): string => textOf(memberAt(at, name)) ?? "";

const PARTIES: Readonly<Record<string, Party>> = {
  auth0: {
    member: "tenant",
    issuer: (at) => {
      const region = text(at, "tenant_region");
      return `https://${text(at, "tenant")}${region === "" ? "" : `.${region}`}.auth0.com/`;
    },
  },
  firebase: {
    member: "project_id",
    issuer: (at) => `https://securetoken.google.com/${text(at, "project_id")}`,
    audience: "project_id",
  },
  aws_cognito: {
    member: "user_pool_id",
    issuer: (at) => `https://cognito-idp.${text(at, "user_pool_region")}.amazonaws.com/${text(at, "user_pool_id")}`,
  },
  clerk: { member: "domain", issuer: (at) => `https://${text(at, "domain").replace(/^https:\/\//, "")}` },
  workos: { member: "issuer_url", issuer: (at) => text(at, "issuer_url") },
};

function readParty(at: At & { readonly name: string }): readonly Condition[] {
  const group = at.name;
  const party = Object.hasOwn(PARTIES, at.name) ? PARTIES[at.name] : undefined;
  const enabled = memberAt(at, "enabled");
  const off =
    enabled && textOf(enabled) !== "true"
      ? [conditionAt(enabled, group, () => unmet(`${at.name} is not enabled`))]
      : [];
  if (party === undefined)
    return [conditionAt(at, group, () => unknown("This issuer is not understood, so not checked")), ...off];
  const member = memberAt(at, party.member);
  const issuer = party.issuer(at);
  return [
    ...off,
    ...(member && issuer !== null
      ? [filledIn(member, group, claimIs("iss", [{ text: issuer, range: member.node.range }]))]
      : [conditionAt(at, group, () => unknown("The issuer is not set"), { name: `${at.path}/${party.member}` })]),
    ...(party.audience && member
      ? [{ name: `${at.path}/aud`, group, range: member.node.range, judge: claimOneOf("aud", wantedOf(member)) }]
      : []),
    { name: `${at.path}/role`, group, range: null, judge: roleJudged },
    ...othersOf(at, group, ["enabled", party.member, "tenant_region", "user_pool_region"]),
  ];
}

/** A token without a role has no rights; a role other than the usual one must exist in the database. */
function roleJudged({ claims }: Presented): Judged {
  if (claims === null) return NO_TOKEN;
  const values = claimValues(claims, "role");
  if (values === null)
    return unmet("The token has no role, which must be “authenticated”: the issuer must add it", "role");
  if (values === "other") return unmet("role is not a string", "role");
  if (values.includes("authenticated")) return met("role is “authenticated”", "role");
  if (values.includes("anon"))
    return oneOf("role", values, [{ text: "authenticated", range: { start: 0, end: 0 } }], "exact");
  return unknown(`role is “${values[0] ?? ""}”, which must be a role in the database`, "role");
}

/** The project's own tokens. */
function ownConditions(auth: At): readonly Condition[] {
  const group = "auth";
  const issuer = memberAt(auth, "jwt_issuer");
  return [
    ...(issuer && textOf(issuer) !== "" ? [filledIn(issuer, group, claimIs("iss", wantedOf(issuer)))] : []),
    { name: `${auth.path}/role`, group, range: null, judge: roleJudged },
  ];
}
