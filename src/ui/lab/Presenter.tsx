import { useEffect, useRef, useState } from "react";
import { readSource } from "../../core/lab/sources.ts";
import { flawDecides, type Scene } from "../../core/lab/scenes.ts";
import type { Forgery, Scenario, Setup, Verifier } from "../../core/lab/types.ts";
import { Button } from "../Button.tsx";
import { Icon, type IconName } from "../Icon.tsx";
import { Marked, PART_WORDS } from "./JsonDiff.tsx";
import "./presenter.css";
import { signatureNote, signatureTitle } from "./signature-note.ts";
import { shorten, type SlideLine, slideCode, slideParts } from "./slide.ts";
import { LessonSlide } from "./LessonSlide.tsx";
import { CodeText } from "./SourceCode.tsx";
import { SpeakerNotes } from "./SpeakerNotes.tsx";
import type { AttackState } from "./use-attack.ts";
import { usePresenterKeys } from "./use-presenter-keys.ts";
import { explained, toneOf } from "./verdict-words.ts";

/** How many characters of a verdict's reason fit on a slide. */
const MOST_REASON = 112;

/**
 * One step at a time for a projector: what changed in header and payload, the line that decides, two verdicts, and the lesson at
 * the end. Nothing scrolls at 1280 by 720, and no letter is smaller than 20 px; on larger screens all of it grows. A clicker steps.
 */
export function Presenter({
  scenario,
  naive,
  state,
  step,
  isLesson,
  next,
  place,
  onPlace,
  onNext,
  onAsk,
  onRun,
  onLeave,
}: {
  readonly scenario: Scenario;
  readonly naive: Verifier<Setup>;
  readonly state: AttackState;
  /** From 1. */
  readonly step: number;
  readonly isLesson: boolean;
  /** The next scenarios of the course. */
  readonly next: Scenario | null;
  /** The position in the course, in words; null outside a course. */
  readonly place: string | null;
  readonly onPlace: (step: number, isLesson: boolean) => void;
  readonly onNext: (id: string) => void;
  readonly onAsk: () => void;
  readonly onRun: () => void;
  readonly onLeave: () => void;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [hasNotes, showNotes] = useState(false);
  useEffect(() => {
    if (dialog.current?.open === false) dialog.current.showModal();
    // Not on a button: the space bar, which steps, would press it.
    dialog.current?.focus();
    // In the presenter the verifiers are asked from the start, so each step shows their answers.
    onAsk();
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, []);
  const { setup, forgery, scenes } = state;
  const count = forgery?.steps.length ?? 1;
  const at = Math.min(step, count);
  const current = forgery?.steps[at - 1];
  const toEnd = !isLesson && at >= count;
  const on = (): void => {
    if (isLesson) {
      if (next) onNext(next.id);
    } else onPlace(toEnd ? count : at + 1, toEnd);
  };
  const back = (): void => onPlace(isLesson ? count : Math.max(1, at - 1), false);
  const toggleLesson = (): void => onPlace(at, !isLesson);
  const toggleNotes = (): void => showNotes(!hasNotes);
  usePresenterKeys(forgery !== null, { on, back, lesson: toggleLesson, notes: toggleNotes, run: onRun });
  /** Buttons return the focus, so keys keep working and the space bar presses nothing. */
  const tool = (label: string, key: string, icon: IconName, act: () => void, disabled = false, pressed?: boolean) => (
    <Button
      icon={icon}
      name={label}
      disabled={disabled}
      aria-pressed={pressed}
      aria-keyshortcuts={key}
      onClick={({ detail }) => {
        act();
        if (detail > 0) dialog.current?.focus();
      }}
    >
      {label}
    </Button>
  );
  const scene = scenes?.[at - 1] ?? null;
  return (
    <dialog ref={dialog} className="lab-presenter" aria-labelledby="presenter-title" tabIndex={-1} onClose={onLeave}>
      <header className="slide-top">
        <h1 id="presenter-title">{isLesson ? "Lesson" : (current?.title ?? scenario.title)}</h1>
        <p>
          {scenario.title}
          {place !== null && ` (${place})`}
          <span>{isLesson ? "After the attack" : `Step ${at} of ${count}`}</span>
        </p>
      </header>
      {forgery === null || !current ? (
        <p className="slide-lead">
          {state.problem === null ? "Making keys and tokens." : `Not possible here: ${state.problem}`}
        </p>
      ) : isLesson ? (
        <LessonSlide scenario={scenario} next={next} isCourse={place !== null} />
      ) : (
        <Slide scenario={scenario} setup={setup} naive={naive} forgery={forgery} at={at} scene={scene} />
      )}
      {hasNotes && <SpeakerNotes scenario={scenario} step={isLesson ? null : (current ?? null)} />}
      <footer className="slide-foot">
        {tool("Previous step", "ArrowLeft PageUp", "left", back, at <= 1 && !isLesson)}
        {tool(
          isLesson && next ? "Next attack" : "Next step",
          "ArrowRight PageDown Space",
          "right",
          on,
          isLesson && !next,
        )}
        {/* It goes to the last step, so the steps must be known. */}
        {tool("Run attack", "R", "play", onRun, forgery === null)}
        {tool("Lesson", "L", "bulb", toggleLesson, false, isLesson)}
        {tool("Notes", "N", "info", toggleNotes, false, hasNotes)}
        {setup && <p>Clock stopped at {timeOf(setup.now)}</p>}
        {tool("Leave", "Escape", "x", () => dialog.current?.close())}
      </footer>
    </dialog>
  );
}

/** One step: what it changed, the code that judges it, and what both verifiers say. */
function Slide({
  scenario,
  setup,
  naive,
  forgery,
  at,
  scene,
}: {
  readonly scenario: Scenario;
  readonly setup: Setup | null;
  readonly naive: Verifier<Setup>;
  readonly forgery: Forgery;
  readonly at: number;
  readonly scene: Scene | null;
}) {
  const { steps } = forgery;
  const step = forgery.steps[at - 1];
  const decides = scene !== null && flawDecides(scene, at);
  const code = slideCode(readSource(naive.file));
  const guilt = readSource(naive.file).find(({ guilty }) => guilty !== null);
  return (
    <>
      <p className="slide-lead">{step?.text}</p>
      <div className="slide-main">
        <div className="slide-token">
          {slideParts(steps, at).map(({ part, lines }) => (
            <section key={part} aria-label={PART_WORDS[part].title} data-segment={PART_WORDS[part].segment}>
              <h2>{PART_WORDS[part].title}</h2>
              <pre translate="no">
                {lines.map((line, index) => (
                  // Lines have no identity but their place.
                  // oxlint-disable-next-line react/no-array-index-key
                  <DiffRow key={index} line={line} />
                ))}
              </pre>
            </section>
          ))}
          <section aria-label={signatureTitle(step?.token ?? "")} data-segment="signature">
            <h2>{signatureTitle(step?.token ?? "")}</h2>
            <p>{signatureNote(steps[0]?.token ?? "", step?.token ?? "")}</p>
          </section>
        </div>
        <section className="slide-code" aria-label="Code of the naive verifier">
          <h2>Naive verifier</h2>
          <pre translate="no">
            {code.map(({ number, text, guilty }) => (
              <span key={number} className={decides && guilty !== null ? "code-row is-guilty" : "code-row"}>
                <CodeText text={text} />
              </span>
            ))}
          </pre>
          <p className="slide-guilt">
            {decides && guilt ? (
              <>
                <Icon name="error" />
                <span>
                  Line {guilt.number}: {guilt.guilty}
                </span>
              </>
            ) : null}
          </p>
        </section>
      </div>
      <div className="slide-duel" aria-live="polite">
        {(["naive", "hardened"] as const).map((which) => {
          const verdict = scene?.[which] ?? null;
          const isTaken = verdict?.verdict === "accepted";
          const tone = scene === null ? undefined : toneOf(scene, which, at, at === forgery.steps.length);
          return (
            <section
              key={which}
              className="lab-verdict"
              aria-label={which === "naive" ? "Naive verifier" : "Hardened verifier"}
              data-verdict={verdict?.verdict}
              data-tone={tone}
            >
              <h2>
                {verdict && <Icon name={isTaken ? (tone === "right" ? "check" : "open") : "security"} />}
                <span>{which === "naive" ? "Naive verifier" : "Hardened verifier"}</span>
                <b>{verdict === null ? "" : isTaken ? "Accepted" : "Rejected"}</b>
              </h2>
              <p>
                {scene === null ? (
                  "Asking."
                ) : (
                  <bdi>
                    {shorten(
                      explained(scenario, setup, scene, which, {
                        isAttack: at === forgery.steps.length,
                        isStart: at === 1,
                      }),
                      MOST_REASON,
                    )}
                  </bdi>
                )}
              </p>
            </section>
          );
        })}
      </div>
    </>
  );
}

function DiffRow({ line: { kind, text, mark } }: { readonly line: SlideLine }) {
  const words = <Marked text={text} mark={mark} kind={kind} />;
  return (
    <span className="slide-line" data-change={kind === "same" ? undefined : kind}>
      <i aria-hidden="true">{kind === "added" ? "+" : kind === "removed" ? "-" : " "}</i>
      {kind === "added" ? <ins>{words}</ins> : kind === "removed" ? <del>{words}</del> : words}
      {"\n"}
    </span>
  );
}

/** The time of day of a NumericDate, by the reader's clock. */
function timeOf(now: number): string {
  return new Date(now * 1000).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
}
