import { quoted } from "../../policy/write/quote.ts";
import { namesIn, type Requirements } from "../../policy/write/requirements.ts";
import { isPlaceholder } from "../settings.ts";
import type { Writer } from "../types.ts";

/** Traefik Hub's JWT middleware. Its claims are an expression in Go's syntax, within a YAML text. */
export const traefikWriter: Writer = {
  comment: "#",
  abilities: {
    algorithms: /^(?:HS|RS|PS|ES)(?:256|384|512)$|^EdDSA$/,
    checks: ["iss", "aud", "sub", "scopes"],
    // An expression can express a prefix, but no other pattern.
    cannot: (member, value) =>
      isPlaceholder(value) || (member === "sub" && (value === "*" || value.slice(0, -1).includes("*"))),
    canClaim: (path, values) =>
      path !== "scope" &&
      values.length > 0 &&
      ![path, ...values].some((text) => isPlaceholder(text)) &&
      namesIn(path).every((name) => name !== ""),
    remarks: [
      "This middleware needs Traefik Hub. In open-source Traefik, use forwardAuth with a service of your own.",
      "The key determines the algorithm. A token without exp passes.",
    ],
  },
  text: (wanted) => `apiVersion: traefik.io/v1alpha1
kind: Middleware
metadata: { name: jwt }
spec:
  plugin:
    jwt:
      ${wanted.isShared ? "signingSecret: urn:k8s:secret:jwt:secret" : `jwksUrl: ${quoted(wanted.keys)}`}
      ${expression(wanted)}
      forwardHeaders: { X-User-ID: sub }
`,
};

function expression({ issuers, audiences, subjects, scopes, claims }: Requirements): string {
  const exact = subjects.filter((value) => !value.includes("*"));
  const beginnings = subjects.filter((value) => value.includes("*")).map((value) => value.slice(0, -1));
  const asked = [
    ...either(issuers.map((value) => call("Equals", "iss", value))),
    ...ofList("aud", audiences),
    ...either([
      ...exact.map((value) => call("Equals", "sub", value)),
      ...beginnings.map((value) => call("Prefix", "sub", value)),
    ]),
    ...scopes.map((scope) => call("SplitContains", "scope", " ", scope)),
    ...claims.flatMap(({ path, values }) => ofList(keyOf(path), values)),
  ];
  return asked.length === 0 ? "# claims: none are required" : `claims: ${quoted(asked.join(" && "))}`;
}

/** One of the values, for a claim that may be a text or a list. */
const ofList = (key: string, values: readonly string[]): readonly string[] =>
  values.length === 0
    ? []
    : either([...values.map((value) => call("Equals", key, value)), call("OneOf", key, ...values)]);

const either = (calls: readonly string[]): readonly string[] =>
  calls.length < 2 ? calls : [`(${calls.join(" || ")})`];

const call = (name: string, ...args: readonly string[]): string =>
  `${name}(${args.map((text) => goText(text)).join(", ")})`;

/** Dots and backslashes in a claim's own name are escaped. */
const keyOf = (path: string): string =>
  namesIn(path)
    .map((name) => name.replaceAll("\\", String.raw`\\`).replaceAll(".", String.raw`\.`))
    .join(".");

/** A Go text: raw if nothing in it ends that, otherwise with escapes. */
function goText(text: string): string {
  return /^[^`\p{C}\p{Zl}\p{Zp}]*$/u.test(text) ? `\`${text}\`` : quoted(text);
}
