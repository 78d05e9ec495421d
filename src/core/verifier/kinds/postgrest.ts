import { lastMember } from "../../json/query.ts";
import type { JsonNode, JsonObject } from "../../json/types.ts";
import { claimValues, met, NO_TOKEN, oneOf, unknown, unmet } from "../compare.ts";
import { noAudience } from "../dangers.ts";
import { each } from "../logic.ts";
import { HIDDEN, quoted } from "../../policy/write/quote.ts";
import { filledIn, isPlaceholder, linesIn, settingAt } from "../settings.ts";
import { tokenChecks } from "../token-checks.ts";
import { membersOf, rootAt, textOf, type At } from "../tree.ts";
import type { Condition, Danger, Judged, Presented, Source, Verifier } from "../types.ts";

/**
 * PostgREST's configuration file or environment. A token without `aud` passes `jwt-aud`; times may be off by 30 s;
 * the role is found by a path similar to JSONPath, and a token without one runs as the anonymous role.
 * Sources, read 2026-11-30: PostgREST, "Authentication" (docs/references/auth.rst).
 */
export const postgrest: Verifier = {
  kind: "postgrest",
  title: "PostgREST configuration",
  read(source) {
    const settings = settingsIn(source);
    const of = (name: string): At | null => settings.findLast((one) => one.name === name)?.at ?? null;
    if (!["jwt-aud", "jwt-role-claim-key", "jwt-secret", "role-claim-key"].some((name) => of(name) !== null))
      return null;
    const [audience, path] = [of("jwt-aud"), of("jwt-role-claim-key") ?? of("role-claim-key")];
    const anonymous = textOf(of("db-anon-role"));
    const group = "PostgREST";
    const isSet = audience !== null && textOf(audience) !== "";
    const secret = of("jwt-secret");
    const conditions: readonly Condition[] = [
      ...(isSet ? [filledIn(audience, group, (presented) => audienceJudged(audience, presented))] : []),
      path
        ? filledIn(path, group, (presented) => roleJudged(textOf(path) ?? "", anonymous, presented))
        : {
            name: "jwt-role-claim-key",
            group,
            range: null,
            judge: (presented) => roleJudged(".role", anonymous, presented),
          },
      ...settings
        .filter(({ name }) => name.startsWith("jwt-") && !KNOWN.includes(name))
        .map(({ at }) => filledIn(at, group, () => unknown("Not understood, so not checked"))),
      ...tokenChecks({ skew: SKEW, checksIssue: true, needsExpiry: false, ...algorithmsOf(textOf(secret)) }),
    ];
    return {
      conditions,
      logic: each(conditions),
      dangers: dangersOf(audience, isSet, path ?? secret, group),
    };
  },
  write: {
    comment: "#",
    abilities: {
      algorithms: /^(?:HS|RS|PS|ES)(?:256|384|512)$|^EdDSA$/,
      checks: ["aud"],
      single: ["aud"],
      cannot: (_, value) =>
        isPlaceholder(value) || value.search(HIDDEN) >= 0 || /[\p{C}\\]/u.test(value) || !isStringOrUri(value),
      remarks: [
        "A token without aud passes jwt-aud: have the issuer put one into every token.",
        "The role is read from the claim role; a token without it is refused, since there is no db-anon-role.",
        "Times may differ by up to 30 s, and a token without exp passes.",
      ],
    },
    text: ({ audiences: [audience], isShared }) => `jwt-secret = "@/etc/postgrest/${isShared ? "secret" : "jwks.json"}"
${audience === undefined ? "" : `jwt-aud = ${quoted(audience)}\n`}jwt-role-claim-key = ".role"
`,
  },
};

/** Text with a colon in it must be a URI (RFC 7519 section 2). */
const isStringOrUri = (text: string): boolean =>
  !text.includes(":") || /^[a-z][a-z0-9+.-]{0,40}:[^\s"<>^`{|}]{1,1000}$/i.test(text);

const SKEW = 30;
const KNOWN =
  "jwt-aud jwt-role-claim-key jwt-secret jwt-secret-is-base64 jwt-cache-max-lifetime jwt-cache-max-entries".split(" ");

interface Named {
  readonly name: string;
  readonly at: At;
}

function settingsIn({ roots, text }: Source): readonly Named[] {
  const [root] = roots;
  const ofFile = root
    ? membersOf(rootAt(root)).map((at): Named => ({ name: at.name, at: { ...at, path: at.name } }))
    : [];
  const environment = linesIn(text)
    .filter(({ name }) => name.startsWith("PGRST_"))
    .map((one): Named => ({
      name: one.name.slice("PGRST_".length).toLowerCase().replaceAll("_", "-"),
      at: settingAt(one),
    }));
  return [...ofFile, ...environment];
}

/** A plain secret is for HMAC; a key or a file may be anything. */
function algorithmsOf(secret: string | null): { readonly algorithms?: readonly string[] } {
  const isPlain = secret !== null && secret !== "" && !/^\s*[@{]/.test(secret) && !/\$|\{\{/.test(secret);
  return isPlain ? { algorithms: ["HS256"] } : {};
}

function dangersOf(audience: At | null, isSet: boolean, near: At | null, group: string): readonly Danger[] {
  if (isSet && audience !== null)
    return [
      {
        claim: "aud",
        group,
        range: audience.node.range,
        title: "A token without aud passes",
        attack: "A token that the same keys signed for another purpose is accepted as long as it has no aud at all.",
      },
    ];
  return near === null ? [] : [noAudience(group, near.node.range)];
}

function audienceJudged(audience: At, { claims }: Presented): Judged {
  if (claims === null) return NO_TOKEN;
  const node = lastMember(claims, "aud")?.value;
  const isAbsent = node === undefined || node.type === "null" || (node.type === "array" && node.items.length === 0);
  if (isAbsent) return met("The token has no aud, which passes", "aud");
  const values = claimValues(claims, "aud");
  if (values === null || values === "other") return unmet("aud is not a string", "aud");
  return oneOf("aud", values, [{ text: textOf(audience) ?? "", range: audience.node.range }], "exact");
}

function roleJudged(path: string, anonymous: string | null, { claims }: Presented): Judged {
  if (claims === null) return NO_TOKEN;
  const steps = stepsOf(path);
  if (steps === null) return unknown("The path is not understood, so not checked");
  const name = steps.flatMap((step) => (step.is === "key" ? [step.name] : [])).join(".");
  const found = steps.reduce<string | JsonNode | null>(taken, claims);
  const role = typeof found === "string" ? found : found?.type === "string" ? found.value : null;
  if (role !== null && role !== "") return met(`The role is “${role}”`, name);
  return anonymous === null || anonymous === ""
    ? unmet(`The token has no role in ${name}, and there is no anonymous role`, name)
    : unknown(
        `The token has no role in ${name}, so it runs as “${anonymous}”: what that may do is set in the database`,
        name,
      );
}

type Step =
  | { readonly is: "key"; readonly name: string }
  | { readonly is: "index"; readonly at: number }
  | { readonly is: "slice"; readonly from: number; readonly to: number | undefined }
  | { readonly is: "filter"; readonly operator: string; readonly text: string };

const STEP =
  /\.(?:"([^"]{1,500})"|([\w$@-]{1,200}))|\[(\d{1,6})\]|\[(-?\d{0,6}):(-?\d{0,6})\]|\[\?\(@ ?(==\^|\^==|\*==|==|!=) ?"([^"]{0,500})"\)\]/y;

/** The steps of a path; null if it contains anything else. */
function stepsOf(path: string): readonly Step[] | null {
  const steps: Step[] = [];
  let at = 0;
  while (at < path.length && steps.length < 50) {
    STEP.lastIndex = at;
    const match = STEP.exec(path);
    if (match === null) return null;
    const [whole, quoted, bare, index, from, to, operator, text] = match;
    if (operator !== undefined) steps.push({ is: "filter", operator, text: text ?? "" });
    else if (index !== undefined) steps.push({ is: "index", at: Number(index) });
    else if (from !== undefined) steps.push({ is: "slice", from: Number(from || 0), to: to ? Number(to) : undefined });
    else steps.push({ is: "key", name: quoted ?? bare ?? "" });
    at += whole.length;
  }
  return at >= path.length && steps.length > 0 ? steps : null;
}

function taken(value: string | JsonNode | null, step: Step): string | JsonNode | null {
  if (value === null) return null;
  const text = typeof value === "string" ? value : value.type === "string" ? value.value : null;
  if (step.is === "slice") return text === null ? null : text.slice(step.from, step.to);
  if (typeof value === "string") return null;
  if (step.is === "key") return value.type === "object" ? memberOf(value, step.name) : null;
  if (value.type !== "array") return null;
  if (step.is === "index") return value.items[step.at] ?? null;
  return value.items.find((item) => item.type === "string" && fits(item.value, step.operator, step.text)) ?? null;
}

const memberOf = (object: JsonObject, name: string): JsonNode | null => lastMember(object, name)?.value ?? null;

function fits(value: string, operator: string, text: string): boolean {
  switch (operator) {
    case "==":
      return value === text;
    case "!=":
      return value !== text;
    case "^==":
      return value.startsWith(text);
    case "==^":
      return value.endsWith(text);
    default:
      return value.includes(text);
  }
}
