import type { Scenario } from "../../core/lab/types.ts";
import { FixLines } from "./Lesson.tsx";

/** The takeaway in large letters: the sentence, the standard's requirement, and one line per library. */
export function LessonSlide({
  scenario: { lesson, clause, fixes },
  next,
  isCourse,
}: {
  readonly scenario: Scenario;
  readonly next: Scenario | null;
  readonly isCourse: boolean;
}) {
  return (
    <div className="slide-lesson">
      <p className="slide-moral">{lesson}</p>
      <p className="slide-clause">
        {clause.document}, section {clause.section}: {clause.asks}
      </p>
      <FixLines fixes={fixes} />
      {isCourse && (
        <p className="slide-next">{next ? `Next: ${next.title}` : "This was the last attack in the course."}</p>
      )}
    </div>
  );
}
