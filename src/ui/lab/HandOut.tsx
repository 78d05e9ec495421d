import { readSource } from "../../core/lab/sources.ts";
import type { Scene } from "../../core/lab/scenes.ts";
import type { Forgery, Scenario } from "../../core/lab/types.ts";
import { FixLines } from "./Lesson.tsx";
import "./hand-out.css";
import { usePrinting } from "./use-printing.ts";

const SAYS = { accepted: "accepts", rejected: "rejects" } as const;

/** The printout of a scenario: its steps and both verifiers' answers, if known. */
interface Sheet {
  readonly scenario: Scenario;
  readonly forgery: Forgery | null;
  readonly scenes: readonly Scene[] | null;
}

/**
 * What is printed in place of the page: for each scenario its situation, code, steps and questions, and after all of
 * them, on separate pages, the answers. On the page only while it is printed. It contains no token and no key.
 */
export function HandOut({ sheets }: { readonly sheets: readonly Sheet[] }) {
  if (!usePrinting()) return null;
  return (
    <article className="lab-handout">
      {sheets.map((sheet) => (
        <Questions key={sheet.scenario.id} sheet={sheet} />
      ))}
      <section className="handout-answers" aria-label="Answers">
        <h1>Answers</h1>
        {sheets.map((sheet) => (
          <Answers key={sheet.scenario.id} sheet={sheet} />
        ))}
      </section>
    </article>
  );
}

function Questions({ sheet: { scenario, forgery, scenes } }: { readonly sheet: Sheet }) {
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
                {scenes && (
                  <>
                    <th scope="col">This verifier</th>
                    <th scope="col">A hardened one</th>
                  </>
                )}
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
                  {scenes && (
                    <>
                      <td>☐ accepts ☐ rejects</td>
                      <td>☐ accepts ☐ rejects</td>
                    </>
                  )}
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

function Answers({ sheet: { scenario, scenes } }: { readonly sheet: Sheet }) {
  const { question, clause, lesson, fixes, consequence } = scenario;
  return (
    <section className="handout-answer">
      <h2>
        {scenario.number}. {scenario.title}
      </h2>
      {scenes && (
        <p>
          <b>Steps:</b>{" "}
          {scenes
            .map(({ naive, hardened }, index) => `${index + 1}. ${SAYS[naive.verdict]}, ${SAYS[hardened.verdict]}`)
            .join("; ")}
          . (This verifier, a hardened one.)
        </p>
      )}
      <ol>
        {readSource(scenario.naive.file).map(
          ({ number, guilty }) =>
            guilty !== null && (
              <li key={number}>
                Line {number}: {guilty} With this line the verifier accepts the forgery; the hardened one rejects it.{" "}
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
