import { useState } from "react";
import type { Scenario } from "../../core/lab/types.ts";
import { FIELD_ATTRIBUTES } from "../../editor/field-attributes.ts";
import { Button } from "../Button.tsx";
import { Pane } from "./Pane.tsx";
import { writeLabRoute } from "./route.ts";

/** The chosen scenarios in order, their link, and the button that starts them. */
export function CoursePanel({
  course,
  onCourse,
  copyLink,
}: {
  readonly course: readonly Scenario[];
  readonly onCourse: (course: readonly Scenario[]) => void;
  readonly copyLink: (text: string) => Promise<void>;
}) {
  const [copied, setCopied] = useState<string | null>(null);
  const [first] = course;
  const ids = course.map(({ id }) => id);
  const link = `${location.origin}${location.pathname}${writeLabRoute({ course: ids })}`;
  const copy = async (): Promise<void> => {
    const said = await copyLink(link).then(
      () => "Copied.",
      () => "The browser blocked the clipboard: copy it from the field.",
    );
    setCopied(`${link} ${said}`);
  };
  return (
    <Pane
      title="Course"
      meta={course.length === 0 ? "Choose attacks in the list below." : `${course.length} chosen, in this order`}
      className="lab-coursepane"
      tools={
        first && (
          <>
            <Button icon="x" onClick={() => onCourse([])}>
              Clear course
            </Button>
            <a className="btn" href={writeLabRoute({ page: first.id, mode: "presenter" })}>
              Present the course
            </a>
            <Button icon="copy" className="primary" onClick={() => void copy()}>
              Copy course link
            </Button>
          </>
        )
      }
    >
      {first && (
        <div className="lab-pad lab-chosen">
          <ol aria-label="Attacks of the course">
            {course.map((scenario) => (
              <li key={scenario.id}>
                <a href={writeLabRoute({ page: scenario.id })}>{scenario.title}</a>
              </li>
            ))}
          </ol>
          <label>
            <span>Course link</span>
            <input {...FIELD_ATTRIBUTES} type="text" readOnly value={link} />
          </label>
          <output className="meta">{copied?.startsWith(link) && copied.slice(link.length + 1)}</output>
        </div>
      )}
    </Pane>
  );
}
