import type { Walk } from "../../core/gateway/types.ts";

/** The response to the client, or the forwarded request, under the deciding step. */
export function Answer({ walk: { answer, steps }, index }: { readonly walk: Walk; readonly index: number }) {
  switch (answer.kind) {
    case "pending":
      return null;
    case "forwarded":
      return (
        <div className={`answer sev-${steps.some(({ outcome }) => outcome === "unchecked") ? "info" : "ok"}`}>
          <p className="meta">Forwarded to the service</p>
          <pre>
            <bdi>
              {answer.headers.map(({ name, value }) => `${name}: ${value}`).join("\n") || "No fields are mapped."}
            </bdi>
          </pre>
        </div>
      );
    case "refused":
      return (
        <div className="answer sev-error" data-at={index}>
          <p className="meta">Returned to the client</p>
          <pre>
            <bdi>{answer.response}</bdi>
          </pre>
        </div>
      );
  }
}
