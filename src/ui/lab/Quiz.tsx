import { useId, useState } from "react";
import type { Question } from "../../core/lab/types.ts";
import { Icon } from "../Icon.tsx";
import { Pane } from "./Pane.tsx";

/** One question to check understanding. Any number of tries; the reason comes with the right answer. */
export function Quiz({ question, onRight }: { readonly question: Question; readonly onRight: () => void }) {
  const [chosen, choose] = useState<number | null>(null);
  const name = useId();
  const isRight = chosen === question.right;
  return (
    <Pane title="Check yourself" className="lab-quiz">
      <fieldset className="lab-pad">
        <legend className="lead">{question.text}</legend>
        {question.answers.map((answer, index) => (
          <label key={answer} data-right={chosen === index ? isRight : undefined}>
            <input
              type="radio"
              name={name}
              checked={chosen === index}
              onChange={() => {
                choose(index);
                if (index === question.right) onRight();
              }}
            />
            <span>{answer}</span>
            {chosen === index && <Icon name={isRight ? "check" : "x"} />}
          </label>
        ))}
        <output className="lab-answer">
          {chosen !== null && (isRight ? <>Right. {question.why}</> : <>Not quite. Look at the flaw again.</>)}
        </output>
      </fieldset>
    </Pane>
  );
}
