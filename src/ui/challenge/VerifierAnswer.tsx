import { useEffect, useRef } from "react";
import type { ChallengeState } from "../../state/challenge-progress.ts";
import { Icon } from "../Icon.tsx";

/** The verifier's answer to the last token. It does not say how it reads tokens: that would reveal the answer. */
export function VerifierAnswer({ state: { answer, tries } }: { readonly state: ChallengeState }) {
  const verdict = answer?.verdict;
  const pane = useRef<HTMLElement>(null);
  const shown = useRef(tries);
  useEffect(() => {
    if (tries > shown.current) pane.current?.scrollIntoView({ block: "nearest" });
    shown.current = tries;
  }, [tries]);
  return (
    <section
      ref={pane}
      className="lab-pane challenge-answer"
      aria-labelledby="challenge-answer"
      data-verdict={verdict?.verdict}
      data-solved={answer?.solved}
    >
      <div className="lab-head">
        <h2 id="challenge-answer">The verifier’s answer</h2>
        {tries > 0 && <span className="meta">try {tries}</span>}
      </div>
      <div className="lab-pad" aria-live="polite">
        {verdict === undefined && <p className="meta">Nothing sent yet.</p>}
        {verdict?.verdict === "rejected" && (
          <>
            <p className="challenge-said">
              <Icon name="security" />
              <span>Rejected</span>
            </p>
            <p>
              <bdi>{verdict.rejection.message}</bdi>
            </p>
          </>
        )}
        {verdict?.verdict === "accepted" && (
          <>
            <p className="challenge-said">
              <Icon name={answer?.solved === true ? "check" : "open"} />
              <span>{answer?.solved === true ? "Accepted: you are admin" : "Accepted, but not as admin"}</span>
            </p>
            {/* A region that scrolls must be reachable by keyboard. */}
            {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
            <code className="challenge-code" role="region" aria-label="Claims it accepted" tabIndex={0} translate="no">
              {JSON.stringify(verdict.claims, null, 2)}
            </code>
          </>
        )}
      </div>
    </section>
  );
}
