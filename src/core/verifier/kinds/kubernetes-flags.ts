import type { Range } from "../../text/range.ts";
import { claimIs, claimOneOf, claimValues, met, NO_TOKEN, unknown, unmet } from "../compare.ts";
import { type AskedOf, noAudience, strangersIn } from "../dangers.ts";
import { each } from "../logic.ts";
import { flagsIn, isPlaceholder, linesIn, type Setting } from "../settings.ts";
import { tokenChecks } from "../token-checks.ts";
import type { Condition, Danger, Judged, Presented, Source, Verifier } from "../types.ts";

/** The library that it uses takes a token five minutes early, and none late (go-oidc, `Verify`). */
export const EARLY = 300;

/** The token has a claim. */
export const isThere =
  (claim: string) =>
  ({ claims }: Presented): Judged => {
    if (claims === null) return NO_TOKEN;
    return claimValues(claims, claim) === null
      ? unmet(`The token has no ${claim}`, claim)
      : met(`The token has ${claim}`, claim);
  };

/** The user’s name comes from a claim; `email` counts only where it is not said to be unverified. */
export const nameJudged =
  (claim: string) =>
  (presented: Presented): Judged => {
    const there = isThere(claim)(presented);
    const { claims } = presented;
    if (there.outcome !== "met" || claim !== "email" || claims === null) return there;
    const verified = claimValues(claims, "email_verified");
    if (verified === null) return there;
    return verified[0] === "true" ? there : unmet("email_verified is not true", "email_verified");
  };

/** What each of the older flags asks; those that ask nothing of a token, or say how it is read, are null. */
const FLAGS: Readonly<Record<string, ((value: string, range: Range) => Condition["judge"]) | null>> = {
  "oidc-issuer-url": (text, range) => claimIs("iss", [{ text, range }]),
  "oidc-client-id": (text, range) => claimOneOf("aud", [{ text, range }]),
  "oidc-username-claim": (claim) => nameJudged(claim),
  "oidc-required-claim": (value, range) => {
    const [claim = "", ...rest] = value.split("=");
    return claimIs(claim, [{ text: rest.join("="), range }]);
  },
  "oidc-groups-claim": null,
  "oidc-username-prefix": null,
  "oidc-groups-prefix": null,
  "oidc-ca-file": null,
  "oidc-signing-algs": null,
};

/** The flags as a command line, a pod's manifest, or the configuration of k3s, kubeadm or minikube has them. */
export function readKubernetesFlags({ text }: Source): ReturnType<Verifier["read"]> {
  if (!/\boidc-issuer-url\b/.test(text)) return null;
  const group = "kube-apiserver";
  const flags = [...flagsIn(text), ...linesIn(text)]
    .flatMap(ownFlag)
    .filter(
      ({ name }, index, all) =>
        name.startsWith("oidc-") && all.findIndex((one) => isSameFlag(one, all[index])) === index,
    );
  const isUrl = ({ value }: Setting): boolean => /^https?:\/\//.test(value) || isPlaceholder(value);
  if (!flags.some((one) => one.name === "oidc-issuer-url" && isUrl(one))) return null;
  const algorithms = flags
    .find(({ name }) => name === "oidc-signing-algs")
    ?.value.split(",")
    .map((one) => one.trim()) ?? ["RS256"];
  const conditions = flags.flatMap(({ name, value, range }): readonly Condition[] => {
    const judgeOf = Object.hasOwn(FLAGS, name) ? FLAGS[name] : undefined;
    if (judgeOf === null) return [];
    const judge = isPlaceholder(value)
      ? () => unknown("A placeholder, which is filled in elsewhere")
      : (judgeOf?.(value, range) ?? (() => unknown("Not understood, so not judged")));
    return [{ name, group, range, judge }];
  });
  const byDefault: readonly Condition[] = flags.some(({ name }) => name === "oidc-username-claim")
    ? []
    : [{ name: "sub", group, range: null, judge: isThere("sub") }];
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

/** k3s and minikube hand a flag on as the value of one of theirs. */
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
