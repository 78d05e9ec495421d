import { claimIs, claimOneOf } from "../compare.ts";
import { each } from "../logic.ts";
import { tokenChecks } from "../token-checks.ts";
import { conditionAt, memberAt, rootAt, wantedOf } from "../tree.ts";
import type { Condition, Verifier } from "../types.ts";

/**
 * What a service behind Google's Identity-Aware Proxy expects: the audience is a path with the project's number, the
 * issuer is fixed.
 * As known on 2026-11-30, not yet compared with the text of: Google Cloud, "Securing your app with signed headers".
 */
export const googleIap: Verifier = {
  kind: "google-iap",
  title: "Identity-Aware Proxy audience",
  read({ roots: [root] }) {
    const whole = root === undefined ? null : rootAt(root);
    const at = memberAt(memberAt(whole, "iap") ?? whole, "expectedAudience");
    const wanted = wantedOf(at);
    if (at === null || !wanted.some(({ text }) => text.startsWith("/projects/"))) return null;
    const iss = [{ text: "https://cloud.google.com/iap", range: at.node.range }];
    const conditions: readonly Condition[] = [
      conditionAt(at, "IAP", claimOneOf("aud", wanted)),
      { name: "iss", group: "IAP", range: null, judge: claimIs("iss", iss) },
      ...tokenChecks({ algorithms: ["ES256"], skew: 30 }),
    ];
    return { conditions, logic: each(conditions), dangers: [], notes: [] };
  },
};
