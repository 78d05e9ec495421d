import { parseJson } from "../../json/parse.ts";
import { claimIs, claimOneOf, claimValues, incomparable, met, NO_TOKEN, textsIn, unknown, unmet } from "../compare.ts";
import { noAudience } from "../dangers.ts";
import { each } from "../logic.ts";
import { filledIn, linesIn, type Setting, settingAt } from "../settings.ts";
import { tokenChecks } from "../token-checks.ts";
import { conditionAt, membersOf, notUnderstood, textOf, wantedOf, type At } from "../tree.ts";
import type { Condition, Judged, Presented, Verifier, Wanted } from "../types.ts";

const GROUP = "auth.jwt";

/** Seconds that clocks may differ. */
const SKEW = 60;

/**
 * Grafana's `[auth.jwt]`, or `GF_AUTH_JWT_…`. `expect_claims` is JSON: `iss` and `sub` are compared as text, other claims as whole
 * values. Of several audiences Grafana required all until it changed its library, and requires one since.
 * Checked 2026-12-01 in grafana/grafana (pkg/services/auth/jwt/validation.go) and go-jose (jwt/validation.go, v2 and v4: a minute of
 * leeway, times only if present).
 */
export const grafana: Verifier = {
  kind: "grafana",
  title: "Grafana server",
  read({ text }) {
    const settings = settingsIn(text);
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
function settingsIn(text: string): readonly Setting[] {
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

/** What an INI file has for false. */
const OFF = /^(?:0|f|false|n|no|off)$/i;

/** A setting's value as JSON, with its places in the text. */
function objectAt({ range, name }: Setting, text: string): At | null {
  const { root, problems } = parseJson(" ".repeat(range.start) + text.slice(range.start, range.end));
  return root === null || problems.length > 0 ? null : { node: root, path: `/${name}` };
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
