import type { Scenario, Step } from "../../core/lab/types.ts";

/** Speaker notes: the situation, this step, and the question to the class with its answer. */
export function SpeakerNotes({ scenario, step }: { readonly scenario: Scenario; readonly step: Step | null }) {
  const { situation, question, needs, cost } = scenario;
  return (
    <aside className="slide-notes" aria-label="Speaker notes">
      <p>
        <b>Say</b> {step === null ? question.why : `${situation} The attacker needs ${needs}.`}
      </p>
      <p>
        <b>Ask</b> {question.text}
      </p>
      <p>
        <b>Answer</b> {question.answers[question.right]}. {step === null ? (cost ?? "") : question.why}
      </p>
    </aside>
  );
}
