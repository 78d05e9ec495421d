import { keySetAddress } from "../../policy/write/key-set.ts";
import { quoted } from "../../policy/write/quote.ts";
import type { TextEdit } from "../../text/range.ts";
import { claimIs, textsIn } from "../compare.ts";
import { strangersIn } from "../dangers.ts";
import { DEFAULT_SKEW, envoyAudience } from "./envoy.ts";
import { all, anyOf, each } from "../logic.ts";
import { tokenChecks } from "../token-checks.ts";
import { filledIn, isPlaceholder } from "../settings.ts";
import { conditionAt, memberAt, membersOf, rootAt, textOf, wantedOf, wayTo, widenList, type At } from "../tree.ts";
import type { Condition, Verifier } from "../types.ts";

/**
 * The OpenAPI extensions of Cloud Endpoints and API Gateway, for OpenAPI 2 (`x-google-issuer`) and 3
 * (`x-google-auth`). Without audiences, the audience is the service's name as an https address. ESPv2 turns this into
 * Envoy's filter, which compares audiences without scheme and trailing slash, and whose clock may be off by 60 s.
 * Checked 2026-11-30 against GoogleCloudPlatform/esp-v2, filter_gen_jwt_authn.go, and Google Cloud, AuthProvider
 * (audiences) and "OpenAPI 3.x extensions" in excerpts.
 */
export const googleEndpoints: Verifier = {
  kind: "google-endpoints",
  title: "Cloud Endpoints or API Gateway definition",
  read({ roots, text }) {
    const at = roots.map(rootAt).find((one) => definitionsOf(one).length > 0);
    if (at === undefined) return null;
    const host = textOf(memberAt(at, "host"));
    const definitions = definitionsOf(at).map((one) => readDefinition(one, host, text));
    const checks = tokenChecks({
      algorithms: ["RS256", "RS384", "RS512", "ES256", "ES384", "ES512"],
      skew: DEFAULT_SKEW,
    });
    return {
      conditions: [...definitions.flat(), ...checks],
      logic: all(anyOf(definitions.map(each)), each(checks)),
      dangers: definitionsOf(at).flatMap((one) => {
        const issuers = textsIn(wantedOf(issuerOf(one)));
        return strangersIn(one.name, issuers, [], "is let in", one.node.range);
      }),
    };
  },
  write: {
    comment: "#",
    abilities: {
      algorithms: /^(?:RS|ES)(?:256|384|512)$/,
      checks: ["iss", "aud"],
      needs: ["iss", "aud"],
      // Commas separate audiences.
      cannot: (member, value) =>
        isPlaceholder(value) || (member === "aud" && (value.includes(",") || value !== value.trim())),
    },
    text: ({ issuers, audiences }) => {
      const named = issuers.map((issuer, index) => [`issuer${index + 1}`, issuer] as const);
      const definitions = named.map(
        ([name, issuer]) => `  ${name}:
    type: oauth2
    flow: implicit
    authorizationUrl: ""
    x-google-issuer: ${quoted(issuer)}
    x-google-jwks_uri: ${quoted(keySetAddress(issuer))}
    x-google-audiences: ${quoted(audiences.join(","))}
`,
      );
      return `swagger: "2.0"
securityDefinitions:
${definitions.join("")}security:
${named.map(([name]) => `  - ${name}: []\n`).join("")}`;
    },
  },
};

type Named = At & { readonly name: string };

const issuerOf = (at: At): At | null => memberAt(at, "x-google-issuer") ?? wayTo(at, "x-google-auth", "issuer");
const audiencesOf = (at: At): At | null =>
  memberAt(at, "x-google-audiences") ?? wayTo(at, "x-google-auth", "audiences");

const definitionsOf = (at: At): readonly Named[] =>
  [memberAt(at, "securityDefinitions"), wayTo(at, "components", "securitySchemes")]
    .flatMap(membersOf)
    .filter((one) => issuerOf(one) !== null);

function readDefinition(at: Named, host: string | null, source: string): readonly Condition[] {
  const [issuer, audiences] = [issuerOf(at), audiencesOf(at)];
  const listed = wantedOf(audiences).flatMap(({ text, range }) =>
    text.split(",").map((part) => ({ text: part.trim(), range })),
  );
  const own = host === null ? [] : [{ text: `https://${host}`, range: at.node.range }];
  return [
    ...(issuer ? [conditionAt(issuer, at.name, claimIs("iss", wantedOf(issuer)))] : []),
    audiences
      ? filledIn(audiences, at.name, envoyAudience(listed), { widen: widening(audiences, source) })
      : conditionAt(at, at.name, envoyAudience(own), { name: `${at.path}/x-google-audiences` }),
  ];
}

/** One text contains the audiences, separated by commas. */
const widening =
  (audiences: At, source: string) =>
  (value: string): TextEdit | null => {
    const { node } = audiences;
    if (node.type === "array") return widenList(audiences, source)(value);
    if (node.type !== "string" || value.includes(",") || value !== value.trim()) return null;
    return { range: node.range, insert: JSON.stringify(`${node.value},${value}`) };
  };
