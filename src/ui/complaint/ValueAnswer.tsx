import type { ReactNode } from "react";
import { type ComparedValue, nearness, type Nearness } from "../../core/complaint/compare-values.ts";
import { Icon } from "../Icon.tsx";

const NEAR: Readonly<Record<Exclude<Nearness, null>, string>> = {
  case: "They differ only in upper and lower case.",
  slash: "They differ only in the slash at the end.",
  space: "They differ only in whitespace.",
  scheme: "They differ only in the scheme: one is a complete URL, the other is not or has another scheme.",
  host: "They differ only in the host: the path is the same.",
};

const SAYS: Readonly<Record<string, readonly [token: string, none: string, service: string]>> = {
  aud: ["This token is for", "This token names no audience.", "The service takes only tokens for"],
  iss: ["This token is from", "This token names no issuer.", "The service trusts only"],
  sub: ["This token is about", "This token names no subject.", "The service expects"],
  alg: ["This token is signed with", "This token names no algorithm.", "The service accepts only"],
};

function Values({ values }: { readonly values: readonly string[] }) {
  return values.map((value, at) => (
    <span key={value}>
      {at > 0 && " or "}
      <code translate="no">{value}</code>
    </span>
  ));
}

/**
 * The message in one sentence with its own values: what the service wants, and what this token has instead. Nothing if
 * the message compares nothing, or the token has the expected value.
 */
export function ValueAnswer({
  compared,
  isOpen,
}: {
  readonly compared: readonly ComparedValue[];
  readonly isOpen: boolean;
}) {
  const first = compared.find(({ fits }) => fits === false);
  if (first === undefined) return null;
  const { name, expected, token } = first;
  const [has, none, wants] = SAYS[name] ?? [
    `This token has ${name}`,
    `This token has no ${name}.`,
    "The service expects",
  ];
  const near = token?.length === 1 && expected.length === 1 ? nearness(expected[0] ?? "", token[0] ?? "") : null;
  const own: ReactNode =
    token === null || token.length === 0 ? (
      none
    ) : (
      <>
        {has} <Values values={token} />.
      </>
    );
  return (
    <div className={isOpen ? "value-answer sev-error" : "value-answer sev-info"}>
      <Icon name={isOpen ? "error" : "info"} />
      <div>
        <p className="value-answer-says">
          {isOpen && own} {wants} <Values values={expected} />.
        </p>
        {isOpen && near !== null && <p className="finding-text">{NEAR[near]}</p>}
      </div>
    </div>
  );
}
