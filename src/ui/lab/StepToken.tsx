import { useEffect, useRef } from "react";
import type { Forgery, Scenario } from "../../core/lab/types.ts";
import { jsonParts } from "./json-lines.ts";
import { JsonDiff } from "./JsonDiff.tsx";
import { Pane } from "./Pane.tsx";
import { SavePicture } from "./SavePicture.tsx";
import { signatureNote } from "./signature-note.ts";
import { TokenText } from "./TokenText.tsx";

/** The token of a step: what was done, its text, its JSON compared with the first step, and other products. */
export function StepToken({
  scenario,
  forgery,
  at,
  onOpen,
}: {
  readonly scenario: Scenario;
  readonly forgery: Forgery | null;
  /** From 1. */
  readonly at: number;
  /** Opens a token in the workbench; null if there is none (in a frame). */
  readonly onOpen: ((token: string) => void) | null;
}) {
  const step = forgery?.steps[at - 1];
  const body = useRef<HTMLElement>(null);
  useEffect(() => {
    // In a short window, scrolls this step's changes into view, not just the token's text above.
    const box = body.current;
    const line = [...(box?.querySelectorAll<HTMLElement>("[data-change]") ?? [])].find(
      (one) => Number(one.dataset["step"]) === at,
    );
    if (!box) return;
    const isBelow = line && line.offsetTop + line.offsetHeight > box.clientHeight;
    box.scrollTop = isBelow ? line.offsetTop - box.clientHeight / 2 : 0;
  }, [at]);
  if (!forgery || !step)
    return (
      <Pane title="Token of step 1" meta="making keys and tokens" className="lab-tokenpane">
        {null}
      </Pane>
    );
  const { steps } = forgery;
  const before = steps[at - 2] ?? null;
  return (
    <Pane
      title={`Token of step ${at}`}
      {...(at > 1 ? { meta: "against the token of step 1" } : {})}
      className="lab-tokenpane"
      tools={
        <>
          {onOpen && (
            <button type="button" className="btn small" onClick={() => onOpen(step.token)}>
              <span>Open in the workbench</span>
            </button>
          )}
          <SavePicture name={`${scenario.id}-step-${at}`} picture={{ ...step, before }} />
        </>
      }
    >
      {/* It scrolls in a short window, and scrolling regions must be reachable by keyboard. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <section ref={body} className="lab-stepbody" tabIndex={0} aria-label={`Step ${at}: ${step.title}`}>
        <p className="lab-steptext">
          <b>{step.title}.</b> {step.text}
        </p>
        <TokenText token={step.token} before={before?.token ?? null} limit={110} />
        <p className="meta">{signatureNote(steps[0]?.token ?? "", step.token)}</p>
        <JsonDiff tokens={steps} at={at} parts={jsonParts(step)} />
        {step.exhibit && (
          <div className="lab-exhibit">
            <h3>{step.exhibit.label}</h3>
            <pre translate="no">{step.exhibit.text}</pre>
          </div>
        )}
      </section>
    </Pane>
  );
}
