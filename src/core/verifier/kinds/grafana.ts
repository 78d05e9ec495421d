import { parseJson } from "../../json/parse.ts";
import type { JsonNode } from "../../json/types.ts";
import type { Range } from "../../text/range.ts";
import { claimIs, claimOneOf, claimValues, incomparable, met, NO_TOKEN, textsIn, unknown, unmet } from "../compare.ts";
import { noAudience } from "../dangers.ts";
import { each } from "../logic.ts";
import { filledIn, linesIn, type Setting, settingAt } from "../settings.ts";
import { tokenChecks } from "../token-checks.ts";
import {
  conditionAt,
  memberAt,
  membersOf,
  notUnderstood,
  objectsIn,
  rootAt,
  textOf,
  wantedOf,
  type At,
} from "../tree.ts";
import type { Condition, Judged, Presented, Verifier, Wanted } from "../types.ts";

const GROUP = "auth.jwt";

/** Seconds that clocks may differ. */
const SKEW = 60;

/**
 * Grafana's `[auth.jwt]`, its `auth.jwt` in the values of a Helm chart, or
 * `GF_AUTH_JWT_…`. `expect_claims` is JSON: `iss` and `sub` are compared as text, other claims as whole
 * values. Of several audiences Grafana required all until it changed its library, and requires one since.
 * Checked 2026-12-01 in grafana/grafana (pkg/services/auth/jwt/validation.go) and go-jose (jwt/validation.go, v2 and v4: a minute of
 * leeway, times only if present).
 */
export const grafana: Verifier = {
  kind: "grafana",
  title: "Grafana server",
  read({ text, roots }) {
    const settings = settingsIn(text, roots);
    if (settings.length === 0) return null;
    const find = (name: string): Setting | undefined => settings.findLast((one) => one.name === name);
    const [enabled, written] = [find("enabled"), find("expect_claims")];
    const expected = written && unwrapped(written, text);
    const claims = expected ? membersOf(objectAt(expected, text)) : [];
    const conditions: readonly Condition[] = [
      ...claims.map(claimCondition),
      ...(enabled && OFF.test(enabled.value)
        ? [conditionAt(settingAt(enabled), GROUP, () => unmet("Grafana reads no JWT while this is off"))]
        : []),
      ...(expected && claims.length === 0 && expected.value.replaceAll(/[\s{}]/g, "") !== ""
        ? [notUnderstood(settingAt(expected), GROUP, "Not a JSON object")]
        : []),
      ...tokenChecks({ skew: SKEW, checksIssue: true, needsExpiry: false }),
    ];
    const range = expected?.range ?? settings[0]?.range ?? { start: 0, end: 0 };
    return {
      conditions,
      logic: each(conditions),
      dangers: claims.some((one) => one.name === "aud" && wantedOf(one).length > 0) ? [] : [noAudience(GROUP, range)],
      notes: [
        "username_claim or email_claim must name a claim of the token, and its user must exist or auto_sign_up be on.",
      ],
    };
  },
};

const SECTION = /^[ \t]*\[auth\.jwt\][^\n]*\n((?:(?![ \t]*\[)[^\n]*(?:\n|$))*)/m;

/** The settings of the section, or of the environment by their names in the file. */
function settingsIn(text: string, roots: readonly JsonNode[]): readonly Setting[] {
  const values = roots.flatMap((root) => objectsIn(rootAt(root))).flatMap((at) => membersOf(memberAt(at, "auth.jwt")));
  if (values.length > 0)
    return values.flatMap((at) => {
      const value = textOf(at);
      return value === null ? [] : [{ name: at.name, value, range: withoutMarks(at.node.range, text) }];
    });
  const section = SECTION.exec(text);
  if (section !== null) {
    const own = section[1] ?? "";
    const start = section.index + section[0].length - own.length;
    return linesIn(" ".repeat(start) + own);
  }
  return linesIn(text).flatMap((one) => {
    const name = /^GF_AUTH_JWT_(\w+)$/.exec(one.name)?.[1];
    return name === undefined ? [] : [{ ...one, name: name.toLowerCase() }];
  });
}

/** A value without the backticks, or three quotation marks, that an INI file may have around it. */
function unwrapped(setting: Setting, text: string): Setting {
  const line = /[^\n]*/y;
  line.lastIndex = setting.range.start - (text[setting.range.start - 1] === '"' ? 1 : 0);
  const start = line.lastIndex;
  const [, mark = "", value] = /^("""|`)(.*)\1$/.exec((line.exec(text)?.[0] ?? "").trimEnd()) ?? [];
  if (value === undefined) return text.startsWith('"""', start) ? { ...setting, value: '"""' } : setting;
  const from = start + mark.length;
  return { ...setting, value, range: { start: from, end: from + value.length } };
}

/** The range of a YAML value without the quotation marks around it. */
function withoutMarks({ start, end }: Range, text: string): Range {
  const mark = text[start];
  return (mark === '"' || mark === "'") && text[end - 1] === mark && end - start > 1
    ? { start: start + 1, end: end - 1 }
    : { start, end };
}

/** What an INI file has for false. */
const OFF = /^(?:0|f|false|n|no|off)$/i;

/** A setting's value as JSON, with its places in the text; if that has escapes, everything is at the place of the whole. */
function objectAt({ range, name, value }: Setting, text: string): At | null {
  const written = parseJson(" ".repeat(range.start) + text.slice(range.start, range.end));
  const path = `/${name}`;
  if (written.root !== null && written.problems.length === 0) return { node: written.root, path };
  const { root, problems } = parseJson(value);
  return root === null || problems.length > 0 ? null : { node: placedAt(root, range), path };
}

function placedAt(node: JsonNode, range: Range): JsonNode {
  if (node.type === "array") return { ...node, range, items: node.items.map((item) => placedAt(item, range)) };
  if (node.type !== "object") return { ...node, range };
  const members = node.members.map((one) => ({
    ...one,
    nameRange: range,
    range,
    value: placedAt(one.value, range),
  }));
  return { ...node, range, members };
}

function claimCondition(at: At & { readonly name: string }): Condition {
  const { name, node } = at;
  const wanted = wantedOf(at);
  if (name === "aud") return filledIn(at, GROUP, (presented) => audienceJudged(wanted, presented));
  if (textOf(at) === null) return notUnderstood(at, GROUP, "Compared as a whole value, which this page does not do");
  if (name === "iss" || name === "sub") return filledIn(at, GROUP, claimOneOf(name, wanted));
  return node.type === "string"
    ? filledIn(at, GROUP, claimIs(name, wanted))
    : notUnderstood(at, GROUP, "Compared as a whole value, which this page does not do");
}

function audienceJudged(wanted: readonly Wanted[], presented: Presented): Judged {
  if (presented.claims === null) return NO_TOKEN;
  const values = claimValues(presented.claims, "aud");
  if (values === null || values === "other") return incomparable("aud", values);
  const there = textsIn(wanted).filter((text) => values.includes(text));
  if (there.length === wanted.length) return met("aud has all of them", "aud");
  if (there.length === 0) return claimOneOf("aud", wanted)(presented);
  return wanted.length === 1
    ? unmet("aud lacks it", "aud")
    : unknown("aud has some of them: older versions of Grafana require all, newer ones one", "aud");
}
