import { readSource } from "../../core/lab/sources.ts";
import type { Forgery, Scenario } from "../../core/lab/types.ts";
import { FixLines } from "./Lesson.tsx";
import "./hand-out.css";
import { usePrinting } from "./use-printing.ts";

/**
 * What is printed in place of the page: for each scenario its situation, code, steps and questions, and behind them all, on pages
 * of their own, the answers. On the page only while it is printed. It has no token and no key in it.
 */
export function HandOut({
  scenarios,
  forgeries,
}: {
  readonly scenarios: readonly Scenario[];
  /** Those whose steps are known, in the order of `scenarios`. */
  readonly forgeries: readonly Forgery[];
}) {
  if (!usePrinting()) return null;
  return (
    <article className="lab-handout">
      {scenarios.map((scenario, index) => (
        <Questions key={scenario.id} scenario={scenario} forgery={forgeries[index] ?? null} />
      ))}
      <section className="handout-answers" aria-label="Answers">
        <h1>Answers</h1>
        {scenarios.map((scenario) => (
          <Answers key={scenario.id} scenario={scenario} />
        ))}
      </section>
    </article>
  );
}

function Questions({ scenario, forgery }: { readonly scenario: Scenario; readonly forgery: Forgery | null }) {
  return (
    <section className="handout-questions" aria-label={scenario.title}>
      <h1>
        {scenario.number}. {scenario.title}
      </h1>
      <p>{scenario.situation}</p>
      <ul className="handout-cast">
        {scenario.actors.map(({ name, role, holds }) => (
          <li key={name}>
            <b>{name}</b> {role}; holds {holds.length === 0 ? "no key" : holds.map((held) => held.name).join(", ")}
          </li>
        ))}
      </ul>
      <h2>The verifier</h2>
      <pre translate="no">
        {readSource(scenario.naive.file)
          .map(({ number, text }) => `${String(number).padStart(3)}  ${text}`)
          .join("\n")}
      </pre>
      {forgery && (
        <>
          <h2>The attack</h2>
          <table>
            <thead>
              <tr>
                <th scope="col">Step</th>
                <th scope="col">This verifier</th>
                <th scope="col">A hardened one</th>
              </tr>
            </thead>
            <tbody>
              {forgery.steps.map(({ title, text }, index) => (
                // Steps have no identity but their place.
                // oxlint-disable-next-line react/no-array-index-key
                <tr key={index}>
                  <td>
                    <b>
                      {index + 1}. {title}.
                    </b>{" "}
                    {text}
                  </td>
                  <td>☐ accepts ☐ rejects</td>
                  <td>☐ accepts ☐ rejects</td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
      <h2>Questions</h2>
      <ol className="handout-asked">
        <li>
          Which line lets the forgery in, and why? <span className="handout-line" />
        </li>
        <li>
          {scenario.question.text}
          <ul>
            {scenario.question.answers.map((answer) => (
              <li key={answer}>☐ {answer}</li>
            ))}
          </ul>
        </li>
      </ol>
    </section>
  );
}

function Answers({ scenario }: { readonly scenario: Scenario }) {
  const { question, clause, lesson, fixes, consequence } = scenario;
  return (
    <section className="handout-answer">
      <h2>
        {scenario.number}. {scenario.title}
      </h2>
      <ol>
        {readSource(scenario.naive.file).map(
          ({ number, guilty }) =>
            guilty !== null && (
              <li key={number}>
                Line {number}: {guilty} The verifier with it accepts the forgery, the hardened one rejects it.{" "}
                {consequence}
              </li>
            ),
        )}
        <li>
          <b>{question.answers[question.right]}.</b> {question.why}
        </li>
      </ol>
      <p>
        <b>Lesson:</b> {lesson} {clause.asks} ({clause.document}, {clause.section})
      </p>
      <FixLines fixes={fixes} />
    </section>
  );
}
