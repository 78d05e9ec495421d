import type { Policy } from "../../policy/members.ts";
import { quoted } from "../../policy/write/quote.ts";
import { comment, requirementsOf } from "../../policy/write/requirements.ts";

/** Traefik Hub's JWT middleware. Its claims are an expression in Go's syntax, within a text of YAML. */
export function traefik(policy: Policy, alg: string): string {
  const wanted = requirementsOf(
    policy,
    { alg },
    {
      algorithms: /^(?:HS|RS|PS|ES)(?:256|384|512)$|^EdDSA$/,
      checks: ["algorithms", "iss", "aud", "sub", "scopes"],
    },
  );
  const subjects = policy.sub?.some((sub) => sub.includes("*")) === true ? [] : (policy.sub ?? []);
  const claims = [
    ...isOne("iss", wanted.issuers),
    ...isOne("aud", wanted.audiences),
    ...isOne("sub", subjects),
    ...wanted.scopes.map((scope) => `SplitContains(${goText("scope")}, ${goText(" ")}, ${goText(scope)})`),
  ];
  return `# Traefik Hub, JWT middleware. Open-source Traefik does not verify tokens: use forwardAuth to your own service instead.
apiVersion: traefik.io/v1alpha1
kind: Middleware
metadata: { name: jwt }
spec:
  plugin:
    jwt:
      ${wanted.isShared ? "signingSecret: urn:k8s:secret:jwt:secret" : `jwksUrl: ${quoted(wanted.keys)}`}
      ${claims.length > 0 ? `claims: ${quoted(claims.join(" && "))}` : "# claims: the policy asks for none"}
      forwardHeaders: { X-User-ID: sub }
# aud is compared as one text: where tokens have a list there, Contains takes it, and takes a part of a text too.
# A token without exp passes.
${comment("#", wanted)}`;
}

function isOne(claim: string, values: readonly string[]): readonly string[] {
  if (values.length === 0) return [];
  const texts = [claim, ...values].map((value) => goText(value)).join(", ");
  return [`${values.length === 1 ? "Equals" : "OneOf"}(${texts})`];
}

/** A text of Go: raw where nothing in it ends that, else with escapes. */
function goText(text: string): string {
  return /^[^`\p{C}\p{Zl}\p{Zp}]*$/u.test(text) ? `\`${text}\`` : quoted(text);
}
