import { useMemo } from "react";
import { compareValues } from "../../core/complaint/compare-values.ts";
import { readValues } from "../../core/complaint/values.ts";
import { expectIn } from "../../core/policy/expect.ts";
import { lastMember, wholeObject } from "../../core/json/query.ts";
import { readPolicy } from "../../core/policy/read-policy.ts";
import { Button } from "../Button.tsx";
import { useGoTo } from "../source-map/use-go-to.ts";
import { useActions, useView } from "../WorkbenchContext.tsx";

/** Leads to the claim or parameter that is another than the message expects. */
function ShowIt({ name }: { readonly name: string }) {
  const header = wholeObject(useView((view) => view.header.json));
  const payload = wholeObject(useView((view) => view.payload.json));
  const goTo = useGoTo();
  const pane = name === "alg" || name === "typ" ? "header" : "payload";
  const object = pane === "header" ? header : payload;
  const member = object && lastMember(object, name);
  if (!member) return null;
  return (
    <Button className="small" onClick={() => goTo({ pane, range: member.range })}>
      Show where it differs
    </Button>
  );
}

/** What the message says that the verifier expects, beside what the token has, each with the way into the policy. */
export function ExpectedValues({ text }: { readonly text: string }) {
  const header = useView((view) => view.header.json);
  const payload = useView((view) => view.payload.json);
  const isOpen = useView(({ token }) => token.text !== "");
  const policy = useView(({ inputs }) => inputs.policy);
  const { applyFix } = useActions();
  const values = useMemo(() => readValues(text), [text]);
  const compared = compareValues(
    values,
    { header: wholeObject(header), payload: wholeObject(payload) },
    readPolicy(policy),
  );
  if (compared.length === 0) return null;
  return (
    <table className="expected" aria-label="Expected values">
      <thead>
        <tr>
          <th scope="col">Claim</th>
          <th scope="col">The verifier expects</th>
          <th scope="col">This token has</th>
          <th scope="col">
            <span className="visually-hidden">Policy</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {compared.map(({ name, member, expected, token, fits, isInPolicy }) => {
          const [first = ""] = expected;
          const isList = expected.length > 1 || member === "scopes" || member === "algorithms";
          const next = expectIn(policy, member, isList ? expected : first);
          return (
            <tr key={member} data-fits={isOpen ? fits : undefined}>
              <th scope="row">
                <code>{name}</code>
              </th>
              <td>
                <bdi translate="no">{expected.join(", ")}</bdi>
              </td>
              <td className={!isOpen ? "" : fits ? "sev-info" : "sev-error"}>
                {token === null ? (
                  <span>{isOpen ? "none" : "no token is open"}</span>
                ) : (
                  <bdi translate="no">{token.join(", ")}</bdi>
                )}
                {isOpen && !fits && token !== null && <ShowIt name={name} />}
              </td>
              <td>
                {isInPolicy ? (
                  <span className="meta">In your policy</span>
                ) : (
                  <Button
                    className="small"
                    disabled={next === null}
                    title={next === null ? "The policy is not valid JSON" : undefined}
                    onClick={() => next !== null && applyFix({ kind: "policy", text: next.text })}
                  >
                    Add to the policy
                  </Button>
                )}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
