import type { JsonNode } from "../../json/types.ts";
import type { Range } from "../../text/range.ts";
import { claimIs, claimOneOf, claimValues, met, NO_TOKEN, unmet } from "../compare.ts";
import { noAudience } from "../dangers.ts";
import { all, allOf, any, each } from "../logic.ts";
import { filledIn, isPlaceholder, linesIn, type Setting } from "../settings.ts";
import { tokenChecks } from "../token-checks.ts";
import {
  conditionAt,
  itemsOf,
  memberAt,
  membersOf,
  notUnderstood,
  objectsIn,
  othersOf,
  rootAt,
  textOf,
  wantedOf,
  type At,
} from "../tree.ts";
import type { Condition, Danger, Logic, Presented, Verifier } from "../types.ts";
import { claimsExpression } from "./claims-expression.ts";
import { isRequire, readRequire, requireWriter } from "./traefik-require.ts";
import { traefikWriter } from "./traefik-writer.ts";

/**
 * Traefik's middlewares that read tokens: Hub's `jwt` with its expression over claims, and the catalog's plugins with
 * `PayloadFields` or `require`, in a file, a resource, or the labels of a container. Signature, `exp`, `nbf` and `iat` count; issuer and audience only if the
 * configuration says so.
 * Checked 2026-11-30 against traefik/traefik, docs/content/…/middlewares/jwt.md (claims, nested claims, jwksUrl). As
 * known on that day, not compared with the text of: the plugin catalog, traefik-jwt-plugin.
 */
export const traefik: Verifier = {
  kind: "traefik",
  title: "Traefik middleware",
  read(source) {
    const roots = [...source.roots, ...labelled(source.text)];
    const found = roots.flatMap((root) => pluginsIn(rootAt(root)));
    if (found.length === 0) return null;
    const plugins = found.map((at) => (isRequire(at) ? readRequire(at) : readPlugin(at, source.text)));
    const checks = tokenChecks({ needsExpiry: false });
    return {
      conditions: [...plugins.flatMap(({ conditions }) => conditions), ...checks],
      logic: all(allOf(plugins.map(({ logic }) => logic)), each(checks)),
      dangers: plugins.flatMap(({ dangers }) => dangers),
    };
  },
  write: traefikWriter,
  forms: [{ id: "traefik-require", title: "Traefik jwt-middleware plugin", write: requireWriter }],
};

const MOST_LABELS = 1000;

/** The labels of a container, as the tree that their names describe. */
function labelled(text: string): readonly JsonNode[] {
  const labels = linesIn(text)
    .filter(({ name }) => name.startsWith("traefik.http.middlewares."))
    .slice(0, MOST_LABELS);
  return labels.length === 0
    ? []
    : [
        treeOf(
          labels.map((one) => ({ path: pathOf(one.name), setting: one })),
          0,
        ),
      ];
}

const pathOf = (name: string): readonly string[] => name.replace(/\[(\d{1,4})\]/g, ".[$1]").split(".");

function treeOf(
  labels: readonly { readonly path: readonly string[]; readonly setting: Setting }[],
  depth: number,
): JsonNode {
  const [first] = labels;
  const range = first?.setting.range ?? { start: 0, end: 0 };
  const own = labels.findLast(({ path }) => path.length === depth);
  if (own) return { type: "string", range: own.setting.range, value: own.setting.value };
  const names = [...new Set(labels.map(({ path }) => path[depth] ?? ""))];
  const under = (name: string): JsonNode =>
    treeOf(
      labels.filter(({ path }) => path[depth] === name),
      depth + 1,
    );
  // Items have their numbers in brackets.
  if (names.every((name) => name.startsWith("["))) return { type: "array", range, items: names.map(under) };
  const members = names.map((name) => {
    const value = under(name);
    return { name, nameRange: value.range, range: value.range, value };
  });
  return { type: "object", range, members };
}

/** The middleware plugins that verify tokens. */
function pluginsIn(at: At): readonly At[] {
  return objectsIn(at)
    .flatMap((one) => membersOf(memberAt(one, "plugin")))
    .filter((plugin) => isRequire(plugin) || SIGNS.some((name) => memberAt(plugin, name) !== null));
}

const SIGNS = "signingSecret publicKey jwksFile jwksUrl trustedIssuers claims PayloadFields payloadFields".split(" ");

const BESIDE =
  "signingSecret signingSecretBase64Encoded publicKey jwksFile jwksUrl forwardAuthorization tokenKey tokenQueryKey usernameClaim forwardHeaders clientConfig source stripAuthorizationHeader JwtHeaders jwtHeaders Keys keys OpaHeaders TokenSources".split(
    " ",
  );
const ASKS = "claims trustedIssuers PayloadFields payloadFields Iss iss Aud aud Alg alg Required required".split(" ");

function readPlugin(
  at: At,
  text: string,
): { readonly conditions: readonly Condition[]; readonly logic: Logic; readonly dangers: readonly Danger[] } {
  const group = at.path.split("/").slice(-2).join(" ");
  const either = (name: string): At | null =>
    memberAt(at, name) ?? memberAt(at, `${name.slice(0, 1).toUpperCase()}${name.slice(1)}`);
  const claims = memberAt(at, "claims");
  const expression = textOf(claims);
  const ofClaims =
    claims === null || expression === null || expression === ""
      ? null
      : isPlaceholder(expression)
        ? alone(filledIn(claims, group, () => met("")))
        : claimsExpression(expression, placeIn(claims, expression, text), claims.path, group);
  const issuers = itemsOf(memberAt(at, "trustedIssuers")).flatMap((one) => memberAt(one, "issuer") ?? []);
  const [iss, aud, alg, fields, required] = ["iss", "aud", "alg", "payloadFields", "required"].map(either);
  const rest = [
    ...(issuers[0] ? [filledIn(issuers[0], group, claimOneOf("iss", issuers.flatMap(wantedOf)))] : []),
    ...(iss && textOf(iss) !== "" ? [filledIn(iss, group, claimIs("iss", wantedOf(iss)))] : []),
    ...(aud && textOf(aud) !== "" ? [filledIn(aud, group, claimOneOf("aud", wantedOf(aud)))] : []),
    ...(alg && textOf(alg) !== "" ? [conditionAt(alg, group, algorithmOf(textOf(alg) ?? ""))] : []),
    ...wantedOf(fields ?? null).map(({ text: claim, range }): Condition => ({
      name: `${fields?.path ?? ""}/${claim}`,
      group,
      range,
      judge: ({ claims }) => {
        if (claims === null) return NO_TOKEN;
        return claimValues(claims, claim) === null
          ? unmet(`The token has no ${claim}`, claim)
          : met(`The token has ${claim}`, claim);
      },
    })),
    ...(required && textOf(required) === "false"
      ? [notUnderstood(required, group, "A request without a token passes too")]
      : []),
    ...othersOf(at, group, [...BESIDE, ...ASKS]),
  ];
  const asksAudience = aud !== null || /`aud`|["']aud["']/.test(expression ?? "");
  return {
    conditions: [...(ofClaims?.conditions ?? []), ...rest],
    logic: all(...(ofClaims ? [ofClaims.logic] : []), each(rest)),
    dangers: asksAudience ? [] : [noAudience(group, at.node.range)],
  };
}

const alone = (condition: Condition): { readonly conditions: readonly Condition[]; readonly logic: Logic } => ({
  conditions: [condition],
  logic: any(each([condition])),
});

/**
 * The range of a part of an expression in the file; the range of the whole value if the file escapes some characters.
 */
function placeIn({ node: { range } }: At, expression: string, text: string): (start: number, end: number) => Range {
  const offset = [range.start, range.start + 1].find((at) => text.startsWith(expression, at));
  return (start, end) => (offset === undefined ? range : { start: offset + start, end: offset + end });
}

const algorithmOf = (wanted: string) => (presented: Presented) =>
  tokenChecks({ algorithms: [wanted] })
    .find(({ name }) => name === "alg")!
    .judge(presented);
