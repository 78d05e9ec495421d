import { useState } from "react";
import type { GatewayStep } from "../../core/gateway/types.ts";
import { CrackLink } from "../crack/CrackLink.tsx";
import { PolicyCard } from "../policy/PolicyCard.tsx";
import { SubjectCard } from "../subject/SubjectCard.tsx";
import { Answer } from "./Answer.tsx";
import { ExportMenu } from "./ExportMenu.tsx";
import { ForwardCard } from "./ForwardCard.tsx";
import { StepCard } from "./StepCard.tsx";
import { OUTCOME_WORDS, Steps } from "./Steps.tsx";
import { VerifierCard } from "../verifier/VerifierCard.tsx";
import { useExpectation } from "../policy/use-expectation.ts";
import { claimsOf, useWalk } from "./use-walk.ts";
import { Button } from "../Button.tsx";
import { Icon } from "../Icon.tsx";
import { Part } from "../Part.tsx";
import { useView } from "../WorkbenchContext.tsx";
import "./gateway.css";

/** The Gateway screen: the path of the token's request through a gateway, the policy it is compared with, its subject. */
export function GatewaySection() {
  const walk = useWalk();
  const [chosen, choose] = useState<string | null>(null);
  /** How many steps are revealed while stepping through them; null: all. */
  const [uncovered, uncover] = useState<number | null>(null);
  const stoppedAt = walk.steps.findIndex(({ id }) => id === walk.stopped);
  const shown = walk.steps.find(({ id }) => id === chosen) ?? walk.steps[uncovered ?? Math.max(0, stoppedAt)];
  const isCovered = uncovered !== null && uncovered < (stoppedAt < 0 ? walk.steps.length - 1 : stoppedAt);
  const unchecked = walk.steps.filter(({ outcome }) => outcome === "unchecked").length;
  const expect = useExpectation();
  const isNested = useView((view) => claimsOf(view).path !== "");
  const step = (to: number | null): void => {
    choose(null);
    uncover(to);
  };
  const empty = useView(({ token }) => token.text === "");
  const isVerifierFirst = useOnce(useView(({ inputs }) => inputs.verifier.trim() !== ""));
  // Keyed, so its field keeps the focus while the steps move behind it.
  const verifier = (
    <Part name="verifier" key="verifier">
      <VerifierCard />
    </Part>
  );
  if (empty) {
    return (
      <section className="depth" id="gateway" aria-labelledby="gateway-title">
        <div className="depth-head">
          <h2 id="gateway-title">Gateway</h2>
          <p className="meta">Once a token is open, its request goes through a gateway’s checks here, step by step.</p>
        </div>
        {verifier}
        <div className="cards">
          <Part name="policy">
            <PolicyCard />
          </Part>
          <ExportMenu />
          <Part name="subject">
            <SubjectCard />
          </Part>
        </div>
      </section>
    );
  }
  return (
    <section className="depth" id="gateway" aria-labelledby="gateway-title" tabIndex={-1}>
      <div className="depth-head">
        <h2 id="gateway-title">Gateway walk-through</h2>
        {isNested && <span className="meta">Every layer is opened; the claims are those of the innermost</span>}
        <span className="fill" />
        <CrackLink />
        {/* The same button throughout, so keyboard users keep the focus on it. */}
        <Button icon="right" onClick={() => step(isCovered ? uncovered + 1 : 0)}>
          {uncovered === null ? "Step through" : isCovered ? "Next step" : "Start over"}
        </Button>
        {uncovered !== null && <Button onClick={() => step(null)}>Show all</Button>}
        <p className="visually-hidden" role="status" aria-label="Step shown">
          {uncovered !== null && shown !== undefined && stepWords(shown, uncovered, walk.steps.length)}
        </p>
      </div>
      {isVerifierFirst && verifier}
      <div className="pane way" key="way">
        {!isCovered && (
          <p
            className={`way-say sev-${walk.stopped !== null ? "error" : walk.answer.kind === "pending" || unchecked > 0 ? "info" : "ok"}`}
          >
            <Icon
              name={
                walk.stopped !== null
                  ? "error"
                  : walk.answer.kind === "pending"
                    ? "clock"
                    : unchecked > 0
                      ? "info"
                      : "ok"
              }
            />
            <span>
              <Sentence walk={walk} index={stoppedAt} unchecked={unchecked} />
            </span>
          </p>
        )}
        <Steps walk={walk} uncovered={uncovered} shown={shown?.id ?? "extract"} choose={choose} expect={expect} />
      </div>
      {!isVerifierFirst && verifier}
      <div className="cards">
        <div className="stack">
          <Part name="step">{shown && <StepCard step={shown} number={walk.steps.indexOf(shown) + 1} />}</Part>
          {!isCovered && <Answer walk={walk} index={stoppedAt} />}
        </div>
        <div className="stack">
          <Part name="policy">
            <PolicyCard />
          </Part>
          <ExportMenu />
        </div>
        <div className="stack">
          <Part name="forward">
            <ForwardCard walk={walk} />
          </Part>
          <Part name="subject">
            <SubjectCard />
          </Part>
        </div>
      </div>
    </section>
  );
}

/** Whether something was true at any time since the screen opened: emptying a field must not remove its card from under the cursor. */
function useOnce(now: boolean): boolean {
  const [before, keep] = useState(now);
  if (now && !before) keep(true);
  return now || before;
}

/** The result of a step for screen readers. */
function stepWords({ title, outcome, summary }: GatewayStep, index: number, count: number): string {
  return `Step ${index + 1} of ${count}, ${title}: ${OUTCOME_WORDS[outcome]}${summary === "" ? "" : `, ${summary}`}`;
}

function Sentence({
  walk,
  index,
  unchecked,
}: {
  readonly walk: ReturnType<typeof useWalk>;
  readonly index: number;
  readonly unchecked: number;
}) {
  const { answer, steps } = walk;
  const hasNoKey = useView(({ verdict }) => verdict.state === "no-key") && steps[index]?.id === "key";
  switch (answer.kind) {
    case "pending":
      return <b>The signature is being checked.</b>;
    case "forwarded":
      return (
        <>
          <b>
            {unchecked === 0
              ? `Passes all ${steps.length} steps.`
              : `Passes ${steps.length - unchecked} steps, ${unchecked} unchecked.`}
          </b>{" "}
          The service gets the request, with the fields below.
        </>
      );
    case "refused":
      return (
        <>
          <b>
            Stops at step {index + 1} of {steps.length}, {steps[index]?.title}.
          </b>{" "}
          {hasNoKey
            ? `There is no key. A gateway without one answers ${answer.status}; what yours would do next is unknown.`
            : `The client gets ${answer.status}. The service never sees the request.`}
        </>
      );
  }
}
