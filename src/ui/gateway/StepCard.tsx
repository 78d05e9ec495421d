import type { Comparison, GatewayStep } from "../../core/gateway/types.ts";
import { Card } from "../Card.tsx";
import { Icon } from "../Icon.tsx";
import { Diff } from "../policy/Diff.tsx";

const RESULTS = {
  passed: ["ok", "ok", "passed"],
  failed: ["error", "error", "refused"],
  "not-asked": ["info", "info", "not compared"],
} as const;

/** The comparisons of one step. */
export function StepCard({ step, number }: { readonly step: GatewayStep; readonly number: number }) {
  return (
    <Card label="Step" title={`Step ${number}: ${step.title}`} about="what was compared">
      {step.comparisons.length === 0 ? (
        <p>Nothing left to check: the request goes on to the service.</p>
      ) : (
        <table className="compared">
          <thead>
            <tr>
              <th scope="col">Check</th>
              <th scope="col">Token</th>
              <th scope="col">Gateway</th>
              <th scope="col">Result</th>
            </tr>
          </thead>
          <tbody>
            {step.comparisons.map((comparison, index) => (
              <Row key={index} {...comparison} />
            ))}
          </tbody>
        </table>
      )}
    </Card>
  );
}

/** Longer values side by side do not help. */
const MOST_COMPARED = 400;

function Row({ what, token, gateway, result, note, wanted }: Comparison) {
  const [icon, severity, words] = RESULTS[result];
  return (
    <tr className={`sev-${severity}`} data-result={result}>
      <th scope="row">
        <code>{what}</code>
      </th>
      <td data-label={token === "" ? undefined : "Token"}>
        <bdi translate="no">{token}</bdi>
      </td>
      <td data-label="Gateway">
        <bdi translate="no">{gateway}</bdi>
        {wanted !== undefined && token.length + wanted.length < MOST_COMPARED && (
          <p className="diff-line">
            <Diff actual={token} expected={wanted} />
          </p>
        )}
      </td>
      <td>
        <span className="result">
          <Icon name={icon} />
          <span>{note || words}</span>
        </span>
      </td>
    </tr>
  );
}
