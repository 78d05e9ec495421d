import { parseJson } from "../json/parse.ts";
import { each, all } from "./logic.ts";
import { unknown } from "./compare.ts";
import { aspnet } from "./kinds/aspnet.ts";
import { azureAppService } from "./kinds/azure-app-service.ts";
import { googleWorkloadIdentity } from "./kinds/google-workload-identity.ts";
import { grafana } from "./kinds/grafana.ts";
import { googleIap } from "./kinds/google-iap.ts";
import { hasura } from "./kinds/hasura.ts";
import { awsTrustPolicy } from "./kinds/aws-trust-policy.ts";
import { entraFederatedCredential } from "./kinds/entra-federated-credential.ts";
import { githubOidc } from "./kinds/github-oidc.ts";
import { gitlabOidc } from "./kinds/gitlab-oidc.ts";
import { googleEndpoints } from "./kinds/google-endpoints.ts";
import { haproxy } from "./kinds/haproxy.ts";
import { istio } from "./kinds/istio.ts";
import { awsJwtAuthorizer } from "./kinds/aws-jwt-authorizer.ts";
import { envoy } from "./kinds/envoy.ts";
import { envoyGateway } from "./kinds/envoy-gateway.ts";
import { krakend } from "./kinds/krakend.ts";
import { kafka } from "./kinds/kafka.ts";
import { kong } from "./kinds/kong.ts";
import { kubernetesAuthentication } from "./kinds/kubernetes-authentication.ts";
import { spring } from "./kinds/spring.ts";
import { vaultRole } from "./kinds/vault-role.ts";
import { MOST_CONFIGURATION, syntaxOf } from "./syntax.ts";
import { hasTrace } from "./code/code.ts";
import { netRoots } from "./code/dotnet.ts";
import { LIBRARIES } from "./code/libraries.ts";
import { apache } from "./kinds/apache.ts";
import { apigee } from "./kinds/apigee.ts";
import { apisix } from "./kinds/apisix.ts";
import { azureValidateJwt } from "./kinds/azure-validate-jwt.ts";
import { caddy } from "./kinds/caddy.ts";
import { cognito } from "./kinds/cognito.ts";
import { jotscopePolicy } from "./kinds/jotscope-policy.ts";
import { nginx } from "./kinds/nginx.ts";
import { oauth2Proxy } from "./kinds/oauth2-proxy.ts";
import { postgrest } from "./kinds/postgrest.ts";
import { quarkus } from "./kinds/quarkus.ts";
import { rabbitmq } from "./kinds/rabbitmq.ts";
import { supabase } from "./kinds/supabase.ts";
import { traefik } from "./kinds/traefik.ts";
import { tyk } from "./kinds/tyk.ts";
import { argocd } from "./kinds/argocd.ts";
import { contour } from "./kinds/contour.ts";
import { elasticsearch } from "./kinds/elasticsearch.ts";
import { nomad } from "./kinds/nomad.ts";
import { oathkeeper } from "./kinds/oathkeeper.ts";
import { parsePolicies } from "./xml.ts";
import { parseToml } from "./toml.ts";
import { parseHcl } from "./hcl.ts";
import { parseYaml } from "./yaml.ts";
import type { Range } from "../text/range.ts";
import type { ReadResult, WrittenKind } from "./load-read.ts";
import type { Syntax } from "./syntax.ts";
import { computedIn, otherForms, placeholdersIn } from "./forms.ts";
import type { Condition, Logic, Reading, Source, Verifier } from "./types.ts";

/** All kinds, in the order in which they are tried on a text. */
const VERIFIERS: readonly Verifier[] = [
  awsTrustPolicy,
  awsJwtAuthorizer,
  entraFederatedCredential,
  vaultRole,
  aspnet,
  azureAppService,
  googleWorkloadIdentity,
  googleIap,
  hasura,
  oauth2Proxy,
  kubernetesAuthentication,
  istio,
  envoyGateway,
  envoy,
  spring,
  kong,
  googleEndpoints,
  githubOidc,
  gitlabOidc,
  azureValidateJwt,
  apigee,
  cognito,
  krakend,
  rabbitmq,
  kafka,
  haproxy,
  caddy,
  tyk,
  argocd,
  contour,
  elasticsearch,
  nomad,
  oathkeeper,
  grafana,
  traefik,
  apisix,
  nginx,
  apache,
  quarkus,
  postgrest,
  supabase,
  ...LIBRARIES,
  // Last, since other kinds have some of its members too.
  jotscopePolicy,
];

/** What can also be written. */
export const WRITTEN: readonly WrittenKind[] = VERIFIERS.flatMap(({ kind, title, write, forms = [] }) =>
  [...(write ? [{ id: kind, title, write }] : []), ...forms].map((form) => ({ ...form, kind })),
);

/** The kinds that the page reads. */
export const KINDS: ReadonlySet<string> = new Set(VERIFIERS.map(({ kind }) => kind));

/** The titles of the kinds that the page reads. */
export const READ_KINDS: readonly string[] = VERIFIERS.map(({ title }) => title);

/** The most conditions that are judged. */
const MOST_CONDITIONS = 100_000;

/** Recognises which verifier's configuration a text is, and reads what it requires of a token. Never throws. */
export function readText(text: string): ReadResult {
  if (text.trim() === "") return { is: "empty" };
  if (text.length > MOST_CONFIGURATION) return { is: "too-long" };
  const syntax = syntaxOf(text);
  const source = PARSERS[syntax](text);
  for (const { kind, title, read } of VERIFIERS) {
    const found = read(source);
    if (found !== null) {
      // Code's own readers say where a value comes from.
      const computed = source.isCode ? [] : source.roots.flatMap(computedIn);
      const reading = { kind, title, notes: [], ...found };
      const known = computed.length === 0 ? reading : withPlaceholders(reading, computed);
      return { is: "read", reading: completed(known, source) };
    }
  }
  for (const form of otherForms(source)) {
    for (const { kind, title, read } of VERIFIERS) {
      const found = IN_OTHER_FORMS.has(kind) ? read(form) : null;
      if (found !== null)
        return {
          is: "read",
          reading: completed(
            withPlaceholders({ kind, title, notes: [], ...found }, form.roots.flatMap(placeholdersIn)),
            form,
          ),
        };
    }
  }
  // Code may have another syntax's words in it.
  const code = PARSERS.code(text);
  for (const { kind, title, read } of syntax === "json" || syntax === "code" ? [] : LIBRARIES) {
    const found = read(code);
    if (found !== null) return { is: "read", reading: { kind, title, notes: [], ...found } };
  }
  return { is: "not-known", problem: source.problems[0]?.words ?? null };
}

/** Those whose configuration is often part of another file or command. */
const IN_OTHER_FORMS: ReadonlySet<string> = new Set([
  "aws-trust-policy",
  "aws-jwt-authorizer",
  "entra-federated-credential",
  "vault-role",
  "hasura",
  "kubernetes-authentication",
  "istio",
  "envoy",
  "envoy-gateway",
  "spring",
  "github-oidc",
  "argocd",
  "nomad",
]);

/** A value filled in elsewhere is unknown. No change to it is offered, since the change would have to be made there. */
function withPlaceholders(reading: Reading, places: readonly Range[]): Reading {
  const replaced = new Map(
    reading.conditions.map((one): [Condition, Condition] => {
      const { name, group, range, judge } = one;
      const isOpen = range !== null && places.some(({ start, end }) => start < range.end && end > range.start);
      return [one, { name, group, range, judge: isOpen ? () => unknown("A placeholder, filled in elsewhere") : judge }];
    }),
  );
  const logicOf = (logic: Logic): Logic => {
    if (logic.op === "is") return { op: "is", condition: replaced.get(logic.condition) ?? logic.condition };
    return logic.op === "not" ? { op: "not", of: logicOf(logic.of) } : { op: logic.op, of: logic.of.map(logicOf) };
  };
  return { ...reading, conditions: [...replaced.values()], logic: logicOf(reading.logic), places: undefined };
}

const PARSERS: Readonly<Record<Syntax, (text: string) => Source>> = {
  json: jsonSource,
  yaml: parseYaml,
  hcl: parseHcl,
  toml: parseToml,
  xml: parsePolicies,
  text: (text) => ({ text, roots: [], problems: [] }),
  code: (text) => ({ text, roots: hasTrace(text) ? [] : netRoots(text), problems: [], isCode: true }),
};

function jsonSource(text: string): Source {
  const { root, problems } = parseJson(text);
  const line = (at: number): number => text.slice(0, at).split("\n").length;
  return {
    text,
    roots: root === null ? [] : [root],
    // Text of any unknown syntax is read as JSON too; only a text that starts like JSON is called invalid JSON.
    problems: (/^\s*[[{]/.test(text) ? problems : [])
      .slice(0, 1)
      .map(({ range }) => ({ words: `Not valid JSON from line ${line(range.start)} on`, range })),
  };
}

/** What could not be read becomes a condition that is not understood, so that nothing is accepted because of the rest. */
function completed(reading: Reading, { problems }: Source): Reading {
  const unread: Condition[] = problems.map(({ words, range }) => ({
    name: "syntax",
    group: "File",
    range,
    judge: () => unknown(words),
  }));
  const left = reading.conditions.length - MOST_CONDITIONS;
  const more: Condition[] =
    left <= 0
      ? []
      : [
          {
            name: "further conditions",
            group: "File",
            range: null,
            judge: () => unknown(`${left} further conditions are not checked`),
          },
        ];
  const added = [...unread, ...more];
  if (added.length === 0) return reading;
  return {
    ...reading,
    conditions: [...reading.conditions.slice(0, MOST_CONDITIONS), ...added],
    logic: all(reading.logic, each(added)),
    places: undefined,
  };
}
