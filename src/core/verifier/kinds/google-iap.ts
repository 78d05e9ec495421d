import { lastMember } from "../../json/query.ts";
import { claimIs, met, NO_TOKEN, unmet } from "../compare.ts";
import { each } from "../logic.ts";
import { TOKEN_GROUP, tokenChecks } from "../token-checks.ts";
import { conditionAt, memberAt, rootAt, wantedOf } from "../tree.ts";
import type { Condition, Judged, Presented, Verifier } from "../types.ts";

/** Seconds that clocks may differ. A token is valid for at most `LIFETIME` and twice this. */
const SKEW = 30;
const LIFETIME = 600;

/**
 * What a service behind Google's Identity-Aware Proxy expects: the audience is a path with the project's number, the
 * issuer is fixed, and a token is valid for ten minutes.
 * Checked 2026-11-30 against Google Cloud, "Securing your app with signed headers" (the constraints on header and
 * payload).
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
      // The audience is one string.
      conditionAt(at, "IAP", claimIs("aud", wanted)),
      { name: "iss", group: "IAP", range: null, judge: claimIs("iss", iss) },
      { name: "iat", group: TOKEN_GROUP, range: null, judge: issuedJudged },
      ...tokenChecks({ algorithms: ["ES256"], skew: SKEW, needsKeyId: true }),
    ];
    return { conditions, logic: each(conditions), dangers: [], notes: [] };
  },
};

/** Issued in the past, and for no longer than IAP's tokens live. */
function issuedJudged({ claims, now }: Presented): Judged {
  if (claims === null) return NO_TOKEN;
  const [iat, exp] = ["iat", "exp"].map((name) => lastMember(claims, name)?.value);
  if (iat?.type !== "number") return unmet("iat is missing or not a number", "iat");
  if (iat.value > now + SKEW) return unmet("Issued in the future", "iat");
  const life = exp?.type === "number" ? exp.value - iat.value : 0;
  return life > LIFETIME + 2 * SKEW
    ? unmet(`The token is valid for ${Math.round(life)} s; the maximum is ${LIFETIME + 2 * SKEW} s`, "iat")
    : met("Issued in the past", "iat");
}
