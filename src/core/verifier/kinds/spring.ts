import { quoted, quotedList } from "../../policy/write/quote.ts";
import { claimOneOf, textsIn } from "../compare.ts";
import { noAudience, strangersIn } from "../dangers.ts";
import { each } from "../logic.ts";
import { tokenChecks } from "../token-checks.ts";
import { conditionAt, membersOf, notUnderstood, rootAt, wantedOf, widenList, type At } from "../tree.ts";
import type { JsonMember, JsonNode } from "../../json/types.ts";
import { linesIn, type Setting } from "../settings.ts";
import type { Condition, Source, Verifier } from "../types.ts";

/**
 * A Spring Boot resource server. `issuer-uri` is compared with `iss` as text; the clock may be off by 60 s.
 * Checked 2026-11-30 in excerpts of Spring Security's reference, "OAuth 2.0 Resource Server JWT" (issuer-uri; exp, nbf and iss are
 * validated; audiences since Spring Boot 2.7), and against JwtTimestampValidator.java (60 s; without exp a token passes). As known on
 * that day: RS256 as the default.
 */
export const spring: Verifier = {
  kind: "spring",
  title: "Spring resource server",
  read(source) {
    const { text } = source;
    const jwt = propertiesIn(source);
    if (jwt === null) return null;
    const group = "resourceserver.jwt";
    const member = (kebab: string): At | null =>
      membersOf(jwt).findLast(({ name }) => relaxed(name) === relaxed(kebab)) ?? null;
    const [issuer, audiences, algorithms] = [member("issuer-uri"), member("audiences"), member("jws-algorithms")];
    const ofFile: readonly Condition[] = [
      ...(issuer ? [filledIn(issuer, group, "iss")] : []),
      ...(audiences
        ? [
            {
              ...filledIn(audiences, group, "aud"),
              ...(source.roots.length > 0 && { widen: widenList(audiences, text) }),
            },
          ]
        : []),
      ...membersOf(jwt)
        .filter(({ name }) => !KNOWN.has(relaxed(name)))
        .map((one) => notUnderstood(one, group)),
    ];
    const checks = tokenChecks({
      algorithms: algorithms ? textsIn(listed(algorithms)) : ["RS256"],
      skew: 60,
      needsExpiry: false,
    });
    const missing = audiences === null;
    return {
      conditions: [...ofFile, ...checks],
      logic: each([...ofFile, ...checks]),
      dangers: [
        ...(missing ? [noAudience(group, jwt.node.range)] : []),
        ...strangersIn(group, issuer ? textsIn(listed(issuer)) : [], [], "is let in", jwt.node.range),
      ],
    };
  },
  write: {
    comment: "#",
    abilities: {
      algorithms: /^(?:RS|PS|ES)(?:256|384|512)$/,
      checks: ["algorithms", "iss", "aud"],
      single: ["iss"],
      needs: ["iss"],
      // Commas separate values, and placeholders are filled in.
      cannot: (_, value) => /[,]|[$#]\{/.test(value) || value !== value.trim(),
      remarks: ["A token without exp passes."],
    },
    text: ({ issuer, audiences, algorithms }) => `spring:
  security:
    oauth2:
      resourceserver:
        jwt:
          issuer-uri: ${quoted(issuer)}
          jws-algorithms: [${algorithms.join(", ")}]
${audiences.length > 0 ? `          audiences: [${quotedList(audiences)}]\n` : ""}`,
  },
};

/** A member's values; only the running service fills in a placeholder. */
function filledIn(at: At, group: string, claim: string): Condition {
  const wanted = listed(at);
  return wanted.some(({ text }) => text.includes("${"))
    ? notUnderstood(at, group, "A placeholder that only the running service fills in")
    : conditionAt(at, group, claimOneOf(claim, wanted));
}

/** A list, or one text with commas. */
const listed = (at: At) =>
  wantedOf(at).flatMap(({ text, range }) => text.split(",").map((part) => ({ text: part.trim(), range })));

const PREFIX = "spring.security.oauth2.resourceserver.jwt.";
const VARIABLE = /^SPRING_SECURITY_OAUTH2_RESOURCESERVER_JWT_/;

/** Spring Boot compares property names ignoring case, hyphens and a variable's prefix ("Relaxed Binding"). */
const relaxed = (name: string): string => name.replace(VARIABLE, "").replace(/[-_]/g, "").toLowerCase();

/**
 * A resource server's properties as one object: nested or dotted in YAML, one per line in a properties file, or as
 * environment variables. Null if there are none.
 */
function propertiesIn({ text, roots }: Source): At | null {
  const inTree = (at: At, before: string): readonly JsonMember[] =>
    membersOf(at).flatMap((one) => {
      const name = `${before}${one.name}`;
      if (name.startsWith(PREFIX)) return memberOf(name.slice(PREFIX.length), one.node);
      return PREFIX.startsWith(`${name}.`) ? inTree(one, `${name}.`) : [];
    });
  const found = roots.map((root) => inTree(rootAt(root), "")).find(({ length }) => length > 0) ?? merged(linesIn(text));
  const range = { start: found[0]?.range.start ?? 0, end: found.at(-1)?.range.end ?? 0 };
  const path = `/${PREFIX.slice(0, -1).replaceAll(".", "/")}`;
  return found.length === 0 ? null : { path, node: { type: "object", range, members: [...found] } };
}

const memberOf = (name: string, value: JsonNode): JsonMember => ({
  name,
  nameRange: value.range,
  range: value.range,
  value,
});

/** The settings of lines by name; indexed ones are the items of one list. */
function merged(settings: readonly Setting[]): readonly JsonMember[] {
  const found = new Map<string, JsonMember>();
  for (const { name, value, range } of settings) {
    const isVariable = VARIABLE.test(name);
    if (!isVariable && !name.startsWith(PREFIX)) continue;
    const [, key = "", index] =
      /^(.*?)(?:\[(\d{1,4})\]|_(\d{1,4})_?)?$/.exec(isVariable ? name : name.slice(PREFIX.length)) ?? [];
    const node: JsonNode = { type: "string", range, value };
    const before = found.get(key)?.value;
    const isItem = index !== undefined || (isVariable && key !== name);
    const items = before?.type === "array" ? before.items : [];
    const whole = { start: items[0]?.range.start ?? range.start, end: range.end };
    found.set(key, memberOf(key, isItem ? { type: "array", range: whole, items: [...items, node] } : node));
  }
  return [...found.values()];
}

const KNOWN: ReadonlySet<string> = new Set(
  "issueruri audiences jwsalgorithms jwkseturi publickeylocation authorityprefix authoritiesclaimname authoritiesclaimdelimiter principalclaimname".split(
    " ",
  ),
);
