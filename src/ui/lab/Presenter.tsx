import { useEffect, useRef } from "react";
import { type Outcome, showsForgery } from "../../core/lab/run.ts";
import type { Forgery, Scenario, Setup, Verifier } from "../../core/lab/types.ts";
import { Duel } from "./Duel.tsx";
import { Button } from "../Button.tsx";
import { TokenText } from "./TokenText.tsx";

/** One step at a time in large type, for a projector: arrow keys step, R runs, Escape leaves. */
export function Presenter({
  scenario,
  naive,
  forgery,
  outcome,
  ran,
  step,
  onStep,
  onRun,
  onLeave,
}: {
  readonly scenario: Scenario;
  readonly naive: Verifier<Setup>;
  readonly forgery: Forgery;
  readonly outcome: Outcome | null;
  readonly ran: number;
  readonly step: number;
  readonly onStep: (step: number) => void;
  readonly onRun: () => void;
  readonly onLeave: () => void;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (dialog.current?.open === false) dialog.current.showModal();
    // Not on "Leave", which is its first button: a space bar pressed to go on would end the show.
    dialog.current?.focus();
  }, []);
  const { steps } = forgery;
  const at = Math.min(step, steps.length);
  const current = steps[at - 1];
  const go = (to: number): void => onStep(Math.max(1, Math.min(to, steps.length)));
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const action = {
        ArrowRight: () => go(at + 1),
        PageDown: () => go(at + 1),
        ArrowLeft: () => go(at - 1),
        PageUp: () => go(at - 1),
        r: onRun,
        R: onRun,
      }[event.key];
      if (!action) return;
      event.preventDefault();
      action();
    };
    // On the document: a button that the last step switches off loses the focus, and the keys must go on.
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  });
  return (
    <dialog ref={dialog} className="lab-presenter" aria-labelledby="presenter-title" tabIndex={-1} onClose={onLeave}>
      <div className="lab-ptop">
        <p>{scenario.title}</p>
        <p className="meta">
          <kbd>←</kbd> <kbd>→</kbd> step, <kbd>R</kbd> run, <kbd>Esc</kbd> leave
        </p>
        <Button icon="x" onClick={() => dialog.current?.close()}>
          Leave
        </Button>
      </div>
      {current && (
        <div className="lab-pbody">
          <p className="crumb">
            Step {at} of {steps.length}
          </p>
          <h1 id="presenter-title">{current.title}</h1>
          <p className="lab-plead">{current.text}</p>
          <TokenText token={current.token} before={steps[at - 2]?.token ?? null} limit={120} />
          <ul className="lab-plegend" aria-label="Legend">
            {(["header", "payload", "signature"] as const).map((segment) => (
              <li key={segment} data-segment={segment}>
                <span className="sample" />
                {segment}
              </li>
            ))}
          </ul>
          {showsForgery(forgery, at) && (
            <Duel scenario={scenario} naive={naive} outcome={outcome} ran={ran} onForgery={null} />
          )}
        </div>
      )}
      <div className="lab-pfoot">
        <Button icon="left" disabled={at <= 1} onClick={() => go(at - 1)}>
          Previous step
        </Button>
        <Button icon="play" className="primary" onClick={onRun}>
          Run attack
        </Button>
        <Button icon="right" disabled={at >= steps.length} onClick={() => go(at + 1)}>
          Next step
        </Button>
      </div>
    </dialog>
  );
}
