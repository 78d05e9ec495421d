import { FLAG_ROWS } from "../../core/lab/free/flags.ts";
import type { FreeVerdict } from "../../core/lab/free/verifier.ts";
import { Icon } from "../Icon.tsx";

/** What the free mode's verifier says, and every check on the way there. */
export function FreeVerdictPane({ verdict }: { readonly verdict: FreeVerdict | null }) {
  return (
    <section className="lab-verdict" aria-label="Free verifier" data-verdict={verdict?.verdict}>
      <div className="lab-head">
        <h2>Free verifier</h2>
        <p className="meta">follows every change</p>
      </div>
      {verdict && (
        <>
          <div className="lab-said">
            <span className="badge">
              <Icon name={verdict.verdict === "accepted" ? "open" : "security"} />
            </span>
            <output>
              <p className="big">{verdict.verdict === "accepted" ? "Accepted" : "Rejected"}</p>
            </output>
          </div>
          <ol className="lab-checks">
            {verdict.checks.map(({ flag, passed, text }, index) => (
              // oxlint-disable-next-line react/no-array-index-key
              <li key={index} data-passed={passed}>
                <Icon name={passed ? "check" : "x"} />
                <b>{FLAG_ROWS.find(({ name }) => name === flag)?.label}</b>
                <span>
                  <bdi>{text}</bdi>
                </span>
                <span className="visually-hidden">{passed ? "went through" : "stopped it"}</span>
              </li>
            ))}
          </ol>
        </>
      )}
    </section>
  );
}
