import { seconds } from "../../policy/write/quote.ts";
import type { Requirements } from "../../policy/write/requirements.ts";
import type { Writer } from "../types.ts";

/** Whether a text can be in a properties file unchanged: no escape, list, variable or white space. "any" would accept anything. */
const isPlain = (text: string): boolean =>
  /^[\w:/.?&=@+~*|;()<>!-]{1,1000}$/.test(text) && text.toLowerCase() !== "any";

/** Quarkus' OpenID Connect extension, for tokens that come with the request. */
export const quarkusWriter: Writer = {
  comment: "#",
  abilities: {
    algorithms: /^(?:RS|PS|ES)(?:256|384|512)$|^EdDSA$/,
    checks: ["algorithms", "iss", "aud", "sub", "leeway", "maxAge"],
    single: ["iss", "sub"],
    needs: ["iss"],
    cannot: (member, value) => !isPlain(value) || (member === "sub" && value.includes("*")),
    canClaim: (path, values) => values.length === 1 && values.every(isPlain) && /^[\w-]{1,100}$/.test(path),
    remarks: [],
  },
  text: (wanted) => `quarkus.oidc.application-type=service
quarkus.oidc.auth-server-url=${wanted.issuer}
quarkus.oidc.token.issuer=${wanted.issuer}
quarkus.oidc.token.signature-algorithm=${wanted.algorithms[0]}
${limits(wanted)}${required(wanted)}`,
};

function limits({ policy: { leeway, maxAge }, audiences }: Requirements): string {
  return [
    ...(audiences.length > 0 ? [`quarkus.oidc.token.audience=${audiences.join(",")}\n`] : []),
    ...(maxAge === undefined ? [] : [`quarkus.oidc.token.age=${seconds(maxAge)}S\n`]),
    ...(leeway === undefined ? [] : [`quarkus.oidc.token.lifespan-grace=${seconds(leeway)}\n`]),
  ].join("");
}

function required({ subjects, claims }: Requirements): string {
  const all = [
    ...(subjects.length > 0 ? [{ path: "sub", values: subjects }] : []),
    ...claims.filter(({ path }) => path !== "sub"),
  ];
  return all.map(({ path, values }) => `quarkus.oidc.token.required-claims.${path}=${values.join(",")}\n`).join("");
}
