import { parseJson } from "../json/parse.ts";
import { each, all } from "./logic.ts";
import { unknown } from "./compare.ts";
import { aspnet } from "./kinds/aspnet.ts";
import { azureAppService } from "./kinds/azure-app-service.ts";
import { googleIap } from "./kinds/google-iap.ts";
import { hasura } from "./kinds/hasura.ts";
import { awsTrustPolicy } from "./kinds/aws-trust-policy.ts";
import { entraFederatedCredential } from "./kinds/entra-federated-credential.ts";
import { githubOidc } from "./kinds/github-oidc.ts";
import { gitlabOidc } from "./kinds/gitlab-oidc.ts";
import { googleEndpoints } from "./kinds/google-endpoints.ts";
import { istio } from "./kinds/istio.ts";
import { awsJwtAuthorizer } from "./kinds/aws-jwt-authorizer.ts";
import { envoy } from "./kinds/envoy.ts";
import { kong } from "./kinds/kong.ts";
import { kubernetesAuthentication } from "./kinds/kubernetes-authentication.ts";
import { spring } from "./kinds/spring.ts";
import { vaultRole } from "./kinds/vault-role.ts";
import { yamlIfLoaded } from "./load-yaml.ts";
import type { Condition, Reading, Source, Verifier } from "./types.ts";

/** Those whose file is a tree, in the order in which a text is tried. */
const VERIFIERS: readonly Verifier[] = [
  awsTrustPolicy,
  awsJwtAuthorizer,
  entraFederatedCredential,
  vaultRole,
  aspnet,
  azureAppService,
  googleIap,
  hasura,
  kubernetesAuthentication,
  istio,
  envoy,
  spring,
  kong,
  googleEndpoints,
  githubOidc,
  gitlabOidc,
];

/** What the page reads, in words. */
export const READ_KINDS: readonly string[] = VERIFIERS.map(({ title }) => title);

/** What a YAML file of one of them has in it: other text is not read as YAML at all. */
const YAML_SIGNS =
  /security\.istio\.io\/|\bAuthenticationConfiguration\b|\b(?:remote|local)_jwks\b|\bresourceserver:|\bjwt_secrets:|\bx-google-issuer\b|--oidc-issuer-url\b/;

/** Whether a text may be a configuration in YAML. */
export function mayBeYaml(text: string): boolean {
  return text.length <= MOST_CONFIGURATION && !/^\s*[[{]/.test(text) && YAML_SIGNS.test(text);
}

/** No longer text is read: more than any configuration, and less than what would stop the page. */
export const MOST_CONFIGURATION = 1_000_000;

/** So many conditions are judged and listed. */
const MOST_CONDITIONS = 500;

/** What became of a text: a configuration, or why it is none. */
export type ReadResult =
  | { readonly is: "empty" }
  | { readonly is: "too-long" }
  /** It may be YAML, whose reader is not there yet: see `load-yaml.ts`. */
  | { readonly is: "needs-yaml" }
  | { readonly is: "not-known"; readonly problem: string | null }
  | { readonly is: "read"; readonly reading: Reading };

/**
 * Tells which verifier's configuration a text is, and what that asks of a token: JSON, else YAML, whose reader has to be loaded
 * before. Never throws.
 */
export function readConfiguration(text: string): ReadResult {
  if (text.trim() === "") return { is: "empty" };
  if (text.length > MOST_CONFIGURATION) return { is: "too-long" };
  const parse = mayBeYaml(text) ? yamlIfLoaded() : jsonSource;
  if (parse === null) return { is: "needs-yaml" };
  const source = parse(text);
  for (const { kind, title, read } of VERIFIERS) {
    const found = read(source);
    if (found !== null) return { is: "read", reading: completed({ kind, title, ...found }, source) };
  }
  return { is: "not-known", problem: source.problems[0]?.words ?? null };
}

function jsonSource(text: string): Source {
  const { root, problems } = parseJson(text);
  const line = (at: number): number => text.slice(0, at).split("\n").length;
  return {
    text,
    roots: root === null ? [] : [root],
    problems: problems
      .slice(0, 1)
      .map(({ range }) => ({ words: `Not valid JSON from line ${line(range.start)} on`, range })),
  };
}

/** What could not be read is a condition that is not understood, so that nothing is accepted for the sake of the rest. */
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
            judge: () => unknown(`${left} further conditions are not judged`),
          },
        ];
  const added = [...unread, ...more];
  if (added.length === 0) return reading;
  return {
    ...reading,
    conditions: [...reading.conditions.slice(0, MOST_CONDITIONS), ...added],
    logic: all(reading.logic, each(added)),
  };
}
