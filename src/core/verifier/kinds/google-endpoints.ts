import { keySetAddress } from "../../policy/write/key-set.ts";
import { quoted } from "../../policy/write/quote.ts";
import { claimIs, claimOneOf } from "../compare.ts";
import { strangersIn } from "../dangers.ts";
import { all, any, each } from "../logic.ts";
import { tokenChecks } from "../token-checks.ts";
import { conditionAt, memberAt, membersOf, rootAt, textOf, wantedOf, type At } from "../tree.ts";
import type { Condition, Verifier } from "../types.ts";

/**
 * The OpenAPI extensions of Cloud Endpoints and API Gateway. Without `x-google-audiences` the audience is the service's own
 * name as an https address.
 * As known on 2026-11-30, not yet compared with the text of: Google Cloud, "OpenAPI extensions" of Cloud Endpoints.
 */
export const googleEndpoints: Verifier = {
  kind: "google-endpoints",
  title: "Cloud Endpoints or API Gateway definition",
  read({ roots }) {
    const at = roots.map(rootAt).find((one) => definitionsOf(one).length > 0);
    if (at === undefined) return null;
    const host = textOf(memberAt(at, "host"));
    const definitions = definitionsOf(at).map((one) => readDefinition(one, host));
    const checks = tokenChecks({ algorithms: ["RS256", "RS384", "RS512", "ES256", "ES384", "ES512"] });
    return {
      conditions: [...definitions.flat(), ...checks],
      logic: all(any(...definitions.map(each)), each(checks)),
      dangers: definitionsOf(at).flatMap((one) => {
        const issuers = wantedOf(memberAt(one, "x-google-issuer")).map(({ text }) => text);
        return strangersIn(one.name, issuers, [], "is let in", one.node.range);
      }),
      notes: [],
    };
  },
  write: {
    comment: "#",
    abilities: {
      algorithms: /^(?:RS|ES)(?:256|384|512)$/,
      checks: ["iss", "aud"],
      needs: ["iss", "aud"],
      // A comma parts them.
      cannot: (member, value) => member === "aud" && (value.includes(",") || value !== value.trim()),
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

const definitionsOf = (at: At) =>
  membersOf(memberAt(at, "securityDefinitions")).filter((one) => memberAt(one, "x-google-issuer") !== null);

function readDefinition(at: At & { readonly name: string }, host: string | null): readonly Condition[] {
  const [issuer, audiences] = [memberAt(at, "x-google-issuer"), memberAt(at, "x-google-audiences")];
  const listed = wantedOf(audiences).flatMap(({ text, range }) =>
    text.split(",").map((part) => ({ text: part.trim(), range })),
  );
  const own = host === null ? [] : [{ text: `https://${host}`, range: at.node.range }];
  return [
    ...(issuer ? [conditionAt(issuer, at.name, claimIs("iss", wantedOf(issuer)))] : []),
    audiences
      ? conditionAt(audiences, at.name, claimOneOf("aud", listed))
      : conditionAt(at, at.name, claimOneOf("aud", own), { name: `${at.path}/x-google-audiences` }),
  ];
}
