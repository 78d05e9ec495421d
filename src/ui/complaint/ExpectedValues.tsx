import type { ComparedValue } from "../../core/complaint/compare-values.ts";
import { isUnprotected, joseHeader } from "../../core/envelope/json-seals.ts";
import { lastMember, wholeObject } from "../../core/json/query.ts";
import { expectIn } from "../../core/policy/expect.ts";
import { Button } from "../Button.tsx";
import { useGoTo } from "../source-map/use-go-to.ts";
import { useActions, useView } from "../WorkbenchContext.tsx";

const IN_HEADER: ReadonlySet<string> = new Set(["alg", "typ", "kid"]);

/** Leads to the claim or parameter that differs from what the message expects. */
function ShowIt({ name }: { readonly name: string }) {
  const header = useView((view) => joseHeader(view.token, view.header.json));
  const payload = wholeObject(useView((view) => view.payload.json));
  const goTo = useGoTo();
  const pane = IN_HEADER.has(name) ? "header" : "payload";
  const object = pane === "header" ? header : payload;
  const member = object && lastMember(object, name);
  // The row itself shows one that no pane has.
  if (!member || (pane === "header" && object !== null && isUnprotected(object, name))) return null;
  return (
    <Button className="small" onClick={() => goTo({ pane, range: member.range })}>
      Show where it differs
    </Button>
  );
}

/** Adds the value that the message expects to the policy, never the token's. */
function IntoPolicy({ value: { member, expected, isInPolicy } }: { readonly value: ComparedValue }) {
  const policy = useView(({ inputs }) => inputs.policy);
  const { applyFix } = useActions();
  if (member === null || expected.length === 0) return null;
  if (isInPolicy) return <span className="meta">In your policy</span>;
  const isList = expected.length > 1 || member === "scopes" || member === "roles" || member === "algorithms";
  const next = expectIn(policy, member, isList ? expected : (expected[0] ?? ""));
  return (
    <Button
      className="small"
      disabled={next === null}
      title={next === null ? "The policy is not valid JSON" : undefined}
      onClick={() => next !== null && applyFix({ kind: "policy", text: next.text })}
    >
      Add to the policy
    </Button>
  );
}

/** Empty columns are left out. */
function Found({ value: { found, isMissing } }: { readonly value: ComparedValue }) {
  return (
    <td>
      {isMissing ? (
        "missing"
      ) : found.length === 0 ? (
        <span className="meta">not stated</span>
      ) : (
        <Listed values={found} />
      )}
    </td>
  );
}

const Listed = ({ values }: { readonly values: readonly string[] }) => <bdi translate="no">{values.join(", ")}</bdi>;

/**
 * What the verifier expects and found, according to the message, next to the token's values, each with a button that adds it to the policy.
 * `isKnown`: only then a difference has the colour of an error.
 */
export function ExpectedValues({
  compared,
  isOpen,
  isKnown,
}: {
  readonly compared: readonly ComparedValue[];
  readonly isOpen: boolean;
  readonly isKnown: boolean;
}) {
  if (compared.length === 0) return null;
  const hasExpected = compared.some(({ expected }) => expected.length > 0);
  const hasFound = compared.some(({ found, isMissing }) => found.length > 0 || isMissing);
  const other = compared.find(({ isOfToken }) => isOfToken === false);
  return (
    <>
      <table className="expected" aria-label="Expected values">
        <thead>
          <tr>
            <th scope="col">Value</th>
            {hasExpected && <th scope="col">The verifier expects</th>}
            {hasFound && <th scope="col">It found</th>}
            <th scope="col">This token has</th>
            <th scope="col">
              <span className="visually-hidden">Policy</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {compared.map((value) => {
            const { name, expected, token, fits, isUnprotected } = value;
            return (
              <tr key={name} data-fits={isOpen && fits !== null ? fits : undefined}>
                <th scope="row">
                  <code translate="no">{name}</code>
                </th>
                {hasExpected && (
                  <td>
                    {expected.length === 0 ? <span className="meta">not stated</span> : <Listed values={expected} />}
                  </td>
                )}
                {hasFound && <Found value={value} />}
                <td className={isKnown && isOpen && fits === false ? "expected-own sev-error" : "expected-own"}>
                  {token === null ? <span>{isOpen ? "none" : "no token is open"}</span> : <Listed values={token} />}
                  {isUnprotected && <span className="meta"> not protected</span>}
                  {isOpen && fits === false && token !== null && <ShowIt name={name} />}
                </td>
                <td>
                  <IntoPolicy value={value} />
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {isOpen && other !== undefined && (
        <p className="meta">
          The message found another <code translate="no">{other.name}</code>: it may be about a different token.
        </p>
      )}
    </>
  );
}
