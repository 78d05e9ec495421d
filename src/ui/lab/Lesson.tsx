import type { Fixes, Scenario } from "../../core/lab/types.ts";
import { Pane } from "./Pane.tsx";

/** The takeaway: one sentence, the clause, and one line per library. */
export function Lesson({ scenario }: { readonly scenario: Scenario }) {
  const { clause, lesson, fixes } = scenario;
  return (
    <Pane title="Lesson" meta={`${clause.document}, section ${clause.section}`} className="lab-lesson">
      <div className="lab-lbody">
        <div>
          <p className="lead">{lesson}</p>
          <blockquote>
            <p>{clause.asks}</p>
            <footer>
              {clause.document}, {clause.section}, <cite>{clause.title}</cite>, in our words
            </footer>
          </blockquote>
        </div>
        <FixLines fixes={fixes} />
      </div>
    </Pane>
  );
}

/** The line for each library, what matters in it marked. */
export function FixLines({ fixes }: { readonly fixes: Fixes }) {
  return (
    <dl className="lab-fixes">
      {Object.entries(fixes).map(([library, code]) => (
        <div key={library}>
          <dt>{library}</dt>
          <dd>
            <code translate="no">
              {code.split(/[⟦⟧]/).map((part, index) =>
                // oxlint-disable-next-line react/no-array-index-key
                index % 2 === 1 ? <mark key={index}>{part}</mark> : part,
              )}
            </code>
          </dd>
        </div>
      ))}
    </dl>
  );
}
