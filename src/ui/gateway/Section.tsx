import { useState } from "react";
import type { GatewayStep } from "../../core/gateway/types.ts";
import { PolicyCard } from "../policy/PolicyCard.tsx";
import { SubjectCard } from "../subject/SubjectCard.tsx";
import { Answer } from "./Answer.tsx";
import { ExportMenu } from "./ExportMenu.tsx";
import { ForwardCard } from "./ForwardCard.tsx";
import { StepCard } from "./StepCard.tsx";
import { OUTCOME_WORDS, Steps } from "./Steps.tsx";
import { useWalk } from "./use-walk.ts";
import { Button } from "../Button.tsx";
import { Icon } from "../Icon.tsx";
import "./gateway.css";

/** Below the workbench: the way of the token's request through a gateway, the policy that it is held against, its subject. */
export function GatewaySection() {
  const walk = useWalk();
  const [chosen, choose] = useState<string | null>(null);
  /** How many steps are uncovered while a class goes through them one by one; null: all. */
  const [uncovered, uncover] = useState<number | null>(null);
  const stoppedAt = walk.steps.findIndex(({ id }) => id === walk.stopped);
  const shown = walk.steps.find(({ id }) => id === chosen) ?? walk.steps[uncovered ?? Math.max(0, stoppedAt)];
  const isCovered = uncovered !== null && uncovered < (stoppedAt < 0 ? walk.steps.length - 1 : stoppedAt);
  const step = (to: number | null): void => {
    choose(null);
    uncover(to);
  };
  return (
    <section className="depth" id="gateway" aria-labelledby="gateway-title" tabIndex={-1}>
      <div className="depth-head">
        <h2 id="gateway-title">Gateway walk-through</h2>
        <span className="fill" />
        {/* One button all the way, so that whoever presses it by a key keeps the focus on it. */}
        <Button icon="right" onClick={() => step(isCovered ? uncovered + 1 : 0)}>
          {uncovered === null ? "Step through" : isCovered ? "Next step" : "Start over"}
        </Button>
        {uncovered !== null && <Button onClick={() => step(null)}>Show all</Button>}
        <p className="vh" role="status" aria-label="Step shown">
          {uncovered !== null && shown !== undefined && stepWords(shown, uncovered, walk.steps.length)}
        </p>
        <ExportMenu />
      </div>
      <div className="pane way">
        {!isCovered && (
          <p
            className={`way-say sev-${walk.stopped === null ? (walk.answer.kind === "pending" ? "info" : "ok") : "error"}`}
          >
            <Icon name={walk.stopped === null ? (walk.answer.kind === "pending" ? "clock" : "ok") : "error"} />
            <span>
              <Sentence walk={walk} index={stoppedAt} />
            </span>
          </p>
        )}
        <Steps walk={walk} uncovered={uncovered} shown={shown?.id ?? "extract"} choose={choose} />
        {!isCovered && <Answer walk={walk} index={stoppedAt} />}
      </div>
      <div className="cards">
        {shown && <StepCard step={shown} number={walk.steps.indexOf(shown) + 1} />}
        <PolicyCard />
        <ForwardCard walk={walk} />
        <SubjectCard />
      </div>
    </section>
  );
}

/** What a step came to, for who does not see the line of them. */
function stepWords({ title, outcome, summary }: GatewayStep, index: number, count: number): string {
  return `Step ${index + 1} of ${count}, ${title}: ${OUTCOME_WORDS[outcome]}${summary === "" ? "" : `, ${summary}`}`;
}

function Sentence({ walk, index }: { readonly walk: ReturnType<typeof useWalk>; readonly index: number }) {
  const { answer, steps } = walk;
  switch (answer.kind) {
    case "pending":
      return <b>The signature is being checked.</b>;
    case "forwarded":
      return (
        <>
          <b>Passes all {steps.length} steps.</b> The service gets the request, with the fields below.
        </>
      );
    case "refused":
      return (
        <>
          <b>
            Stops at step {index + 1} of {steps.length}, {steps[index]?.title}.
          </b>{" "}
          The client gets {answer.status}. The service never sees the request.
        </>
      );
  }
}
