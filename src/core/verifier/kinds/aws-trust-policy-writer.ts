import { jsonText } from "../../policy/write/quote.ts";
import type { Requirements } from "../../policy/write/requirements.ts";
import type { Writer } from "../types.ts";
import { BUILT_IN, GITHUB, OF_GITHUB } from "./aws-condition-keys.ts";

/** A role's trust policy: one statement for one issuer. A subject with `*` needs StringLike, in which `?` is also a wildcard. */
export const awsTrustPolicyWriter: Writer = {
  comment: null,
  abilities: {
    algorithms: /^(?:RS|ES)(?:256|384|512)$/,
    checks: ["iss", "aud", "sub"],
    single: ["iss"],
    needs: ["iss", "aud", "sub"],
    cannot: (member, value) =>
      member === "iss"
        ? !/^https:\/\/[^\s\p{C}*?$]+$/u.test(value)
        : value.includes("${") || (member === "sub" && value.includes("?")),
    canClaim: (path, values, issuer) =>
      hostOf(issuer) === GITHUB && OF_GITHUB.includes(path) && !values.some((value) => value.includes("${")),
    remarks: [
      "Replace 123456789012 with your account.",
      "The identity provider must list the audience among its client ids.",
    ],
  },
  text: (wanted) =>
    jsonText({
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Principal: { Federated: federated(hostOf(wanted.issuer)) },
          Action: "sts:AssumeRoleWithWebIdentity",
          Condition: conditions(wanted),
        },
      ],
    }),
};

const hostOf = (issuer: string): string => issuer.replace(/^https:\/\//, "");

const federated = (host: string): string =>
  BUILT_IN.includes(host) ? host : `arn:aws:iam::123456789012:oidc-provider/${host}`;

function conditions({ issuer, audiences, subjects, claims }: Requirements) {
  const host = hostOf(issuer);
  const isPattern = subjects.some((subject) => subject.includes("*"));
  const sub = { [`${host}:sub`]: oneOrMany(subjects) };
  return {
    StringEquals: {
      [`${host}:aud`]: oneOrMany(audiences),
      ...(isPattern ? {} : sub),
      ...Object.fromEntries(claims.map(({ path, values }) => [`${host}:${path}`, oneOrMany(values)])),
    },
    ...(isPattern && { StringLike: sub }),
  };
}

const oneOrMany = (values: readonly string[]) => (values.length === 1 ? values[0] : values);
