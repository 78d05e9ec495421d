import type { Range } from "../../text/range.ts";
import { lastMember } from "../../json/query.ts";
import { claimIs, claimIsText, claimOneOf, isTexts, met, NO_TOKEN, unknown, unmet } from "../compare.ts";
import { type AskedOf, noAudience, strangersIn } from "../dangers.ts";
import { each } from "../logic.ts";
import { flagsIn, isPlaceholder, linesIn, type Setting } from "../settings.ts";
import { tokenChecks } from "../token-checks.ts";
import { memberAt, membersOf, objectsIn, rootAt, textOf } from "../tree.ts";
import type { Condition, Danger, Judged, Presented, Source, Verifier } from "../types.ts";

/** The library it uses accepts a token five minutes early, but not late (go-oidc, `Verify`). */
export const EARLY = 300;

/** The user's name comes from a string claim; `email` counts only if it is not marked as unverified. */
export const nameJudged =
  (claim: string) =>
  (presented: Presented): Judged => {
    const there = claimIsText(claim)(presented);
    const { claims } = presented;
    if (there.outcome !== "met" || claim !== "email" || claims === null) return there;
    const verified = lastMember(claims, "email_verified")?.value;
    if (verified === undefined || (verified.type === "boolean" && verified.value)) return there;
    return unmet("email_verified is present and not true", "email_verified");
  };

/** Groups may be absent; otherwise they must be a string, or a list of strings. */
export const groupsJudged =
  (claim: string) =>
  ({ claims }: Presented): Judged => {
    if (claims === null) return NO_TOKEN;
    const value = lastMember(claims, claim)?.value;
    if (value === undefined) return met(`The token has no ${claim}, so the user is in no group`, claim);
    return isTexts(value)
      ? met(`The token has ${claim}`, claim)
      : unmet(`${claim} is neither a string nor a list of strings`, claim);
  };

/** What each of the older flags requires; null if it requires nothing of a token, or says how the token is read. */
const FLAGS: Readonly<Record<string, ((value: string, range: Range) => Condition["judge"]) | null>> = {
  "oidc-issuer-url": (text, range) => claimIs("iss", [{ text, range }]),
  "oidc-client-id": (text, range) => claimOneOf("aud", [{ text, range }]),
  "oidc-username-claim": (claim) => nameJudged(claim),
  "oidc-required-claim": (value, range) => {
    const [claim = "", ...rest] = value.split("=");
    return claimIs(claim, [{ text: rest.join("="), range }]);
  },
  "oidc-groups-claim": (claim) => groupsJudged(claim),
  "oidc-username-prefix": null,
  "oidc-groups-prefix": null,
  "oidc-ca-file": null,
  "oidc-signing-algs": null,
};

/** A flag, and its name in the file if that has another. */
interface Flag extends Setting {
  readonly shown?: string;
}

/** The flags that an identity provider of Amazon EKS stands for, by its members without underscores. */
const OF_EKS: Readonly<Record<string, string>> = {
  issuerurl: "oidc-issuer-url",
  clientid: "oidc-client-id",
  usernameclaim: "oidc-username-claim",
  usernameprefix: "oidc-username-prefix",
  groupsclaim: "oidc-groups-claim",
  groupsprefix: "oidc-groups-prefix",
};

const eksFlag = (name: string): string | undefined => {
  const key = name.replaceAll("_", "").toLowerCase();
  return Object.hasOwn(OF_EKS, key) ? OF_EKS[key] : undefined;
};

/**
 * The identity provider associated with a cluster of Amazon EKS: in eksctl's file, Terraform, or the output or the argument of
 * the AWS command line. As known on 2026-12-01 from Amazon's documentation of EKS (OidcIdentityProviderConfigRequest).
 */
function associated({ roots, text }: Source): readonly Flag[] {
  const provider = roots
    .flatMap((root) => objectsIn(rootAt(root)))
    .find(
      (at) =>
        (memberAt(at, "issuerUrl") !== null &&
          (memberAt(at, "identityProviderConfigName") !== null ||
            (textOf(memberAt(at, "type")) === "oidc" && /\bidentityProviders:/.test(text)))) ||
        (memberAt(at, "issuer_url") !== null && memberAt(at, "identity_provider_config_name") !== null),
    );
  const required = membersOf(
    memberAt(provider ?? null, "requiredClaims") ?? memberAt(provider ?? null, "required_claims"),
  );
  const settings = [
    ...membersOf(provider ?? null).map((at) => ({ at, name: eksFlag(at.name), prefix: "" })),
    ...required.map((at) => ({ at, name: "oidc-required-claim", prefix: `${at.name}=` })),
  ].flatMap(({ at, name, prefix }): readonly Flag[] => {
    const value = textOf(at);
    return name === undefined || value === null
      ? []
      : [{ name, value: `${prefix}${value}`, range: at.node.range, shown: at.path }];
  });
  if (settings.length > 0 || !/\bidentityProviderConfigName=/.test(text)) return settings;
  return [...text.matchAll(/\b([a-z]{4,20}[A-Z][a-z]{1,10})=([^,\s"']{1,2000})/g)]
    .slice(0, 50)
    .flatMap((match): readonly Flag[] => {
      const [whole, shown = "", value = ""] = match;
      const [name, end] = [eksFlag(shown), match.index + whole.length];
      return name === undefined ? [] : [{ name, value, range: { start: end - value.length, end }, shown }];
    });
}

/** The flags as in a command line, a pod's manifest, or the configuration of k3s, kubeadm or minikube. */
export function readKubernetesFlags(source: Source): ReturnType<Verifier["read"]> {
  const { text } = source;
  const ofServer = /\boidc-issuer-url\b/.test(text)
    ? [...flagsIn(text), ...linesIn(text)]
        .flatMap(ownFlag)
        .filter(
          ({ name }, index, all) =>
            name.startsWith("oidc-") && all.findIndex((one) => isSameFlag(one, all[index])) === index,
        )
    : [];
  const group = ofServer.length > 0 ? "kube-apiserver" : "Identity provider";
  const flags: readonly Flag[] = ofServer.length > 0 ? ofServer : associated(source);
  const isUrl = ({ value }: Setting): boolean => /^https?:\/\//.test(value) || isPlaceholder(value);
  if (!flags.some((one) => one.name === "oidc-issuer-url" && isUrl(one))) return null;
  const algorithms = flags
    .find(({ name }) => name === "oidc-signing-algs")
    ?.value.split(",")
    .map((one) => one.trim()) ?? ["RS256"];
  const conditions = flags.flatMap(({ name, value, range, shown = name }): readonly Condition[] => {
    const judgeOf = Object.hasOwn(FLAGS, name) ? FLAGS[name] : undefined;
    if (judgeOf === null) return [];
    const judge = isPlaceholder(value)
      ? () => unknown("A placeholder, filled in elsewhere")
      : (judgeOf?.(value, range) ?? (() => unknown("Not understood, so not checked")));
    return [{ name: shown, group, range, judge }];
  });
  const byDefault: readonly Condition[] = flags.some(({ name }) => name === "oidc-username-claim")
    ? []
    : [{ name: "sub", group, range: null, judge: claimIsText("sub") }];
  const checks = tokenChecks({ algorithms, skew: 0, earlySkew: EARLY });
  const every = [...conditions, ...byDefault, ...checks];
  return { conditions: every, logic: each(every), dangers: dangersOf(flags, group), notes: [] };
}

function dangersOf(flags: readonly Setting[], group: string): readonly Danger[] {
  const issuer = flags.find(({ name }) => name === "oidc-issuer-url");
  if (issuer === undefined) return [];
  const asked = flags
    .filter(({ name }) => name === "oidc-required-claim")
    .map(({ value, range }): AskedOf => {
      const [claim = "", ...rest] = value.split("=");
      return { claim, values: [rest.join("=")], pattern: false, range };
    });
  return [
    ...(flags.some(({ name }) => name === "oidc-client-id") ? [] : [noAudience(group, issuer.range)]),
    ...strangersIn(group, [issuer.value], asked, "becomes a user of this cluster", issuer.range),
  ];
}

/** k3s and minikube pass a flag on as the value of one of theirs. */
function ownFlag({ name, value, range }: Setting): readonly Setting[] {
  const inside = /^(?:apiserver\.)?(oidc-[a-z-]{1,40})=/.exec(value);
  const own = inside?.[1];
  if (inside === null || own === undefined || !/^(?:kube-apiserver-arg|extra-config)$/.test(name))
    return [{ name, value, range }];
  const skipped = inside[0].length;
  return [{ name: own, value: value.slice(skipped), range: { start: range.start + skipped, end: range.end } }];
}

const isSameFlag = (one: Setting, other: Setting | undefined): boolean =>
  one.name === other?.name && one.range.start === other.range.start;
