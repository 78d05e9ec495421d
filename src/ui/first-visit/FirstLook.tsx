import { useEffect, useLayoutEffect, useRef } from "react";
import { setStringMember } from "../../core/json/edit.ts";
import { applyEdit } from "../../core/text/edit.ts";
import type { Example } from "../../core/crypto/example.ts";
import { Button } from "../Button.tsx";
import { useActions, useView, useWorkbench } from "../WorkbenchContext.tsx";
import { leaveFirstLook, markDone, useFirstLook } from "./look.ts";
import { ShowWhere } from "./ShowWhere.tsx";
import { STEPS, type Step, stepsDone } from "./steps.ts";
import { STEP_WORDS } from "./words.ts";
import "./first-visit.css";
import { useAnswer } from "../use-answer.ts";

/**
 * The first look: five steps the user does on the page itself. It is part of the page's flow and covers nothing, detects
 * completed steps, and can be left at any time. Nothing is stored.
 */
export function FirstLook() {
  const look = useFirstLook();
  return look === null ? null : <Band done={look.done} />;
}

/** Where Escape already does something: an open list or dialog, the rich editor. */
const OWN_ESCAPE = '[popovertarget][aria-expanded="true"], dialog[open]';

function Band({ done }: { readonly done: number }) {
  const { view } = useWorkbench();
  const state = useView(({ verdict }) => verdict.state);
  const provenance = useView(({ verdict }) => verdict.provenance);
  const example = useExample();
  useEffect(() => markDone(stepsDone(done, { state, provenance })), [done, state, provenance]);
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      const inRich = event.target instanceof Element && event.target.closest(".rich") !== null;
      if (event.key === "Escape" && !inRich && document.querySelector(OWN_ESCAPE) === null) leaveFirstLook();
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, []);
  const band = useHeightForPanes();
  const step = STEPS[done];
  const own = useView(({ inputs }) => example !== null && inputs.base !== "" && inputs.base !== example.token);
  const secret = example?.keys.secret?.text ?? "";
  return (
    <section ref={band} className="first-look" aria-label="First look">
      <p className="count">
        <span className="visually-hidden">First look, </span>
        {step === undefined ? "done" : `${done + 1} of ${STEPS.length}`}
        <span className="dots" aria-hidden="true">
          {STEPS.map((name, index) => (
            <i key={name} className={index < done ? "done" : index === done ? "here" : ""} />
          ))}
        </span>
      </p>
      <div className="look-say" aria-live="polite">
        {step === undefined ? (
          <>
            <h2>You’ve seen a token’s whole life</h2>
            <p>
              Read, verified, re-signed, broken, refused. Next: move the clock in Time, step through the gateway, or run
              an attack in the Lab.
            </p>
          </>
        ) : (
          <>
            <h2>{STEP_WORDS[step].title}</h2>
            <p>
              {(own ? STEP_WORDS[step].ofOwn : undefined) ?? STEP_WORDS[step].text}
              {step === "verify" && !own && secret !== "" && <code>{secret}</code>}
            </p>
          </>
        )}
      </div>
      <div className="look-do">
        {step !== undefined && (
          <>
            <CopyButton step={step} example={example} own={own} />
            <ShowWhere step={step} />
            {example !== null && <DoIt step={step} example={example} view={view.getState} />}
          </>
        )}
        <Button icon="x" className="small" title="Leave the first look (Esc)" onClick={leaveFirstLook}>
          {step === undefined ? "Close" : "Leave"}
        </Button>
      </div>
    </section>
  );
}

/** Tells the page the band's height, so the panes shrink by it and nothing falls below the window. */
function useHeightForPanes() {
  const band = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    const element = band.current;
    if (element === null) return;
    const { style } = document.documentElement;
    const observer = new ResizeObserver(() => style.setProperty("--look-height", `${element.offsetHeight}px`));
    observer.observe(element);
    return () => {
      observer.disconnect();
      style.removeProperty("--look-height");
    };
  }, []);
  return band;
}

/** A token made for this look, with a plain-text secret; null until it is ready. */
function useExample(): Example | null {
  const { view } = useWorkbench();
  return useAnswer([view], async () => {
    const { makeExample } = await import("../../core/crypto/example.ts");
    return makeExample("text-secret", view.getState().clock.now);
  });
}

function CopyButton({
  step,
  example,
  own,
}: {
  readonly step: Step;
  readonly example: Example | null;
  readonly own: boolean;
}) {
  const { copyText } = useActions();
  const what = step === "paste" ? "example" : step === "verify" && !own ? "secret" : null;
  if (what === null || example === null) return null;
  return (
    <Button
      icon="copy"
      className="small"
      onClick={() => void copyText(what === "example" ? example.token : (example.keys.secret?.text ?? ""), what)}
    >
      Copy the {what}
    </Button>
  );
}

/** Does a step for the user; if it needs the example's key and another token is open, it opens the example. */
function DoIt({
  step,
  example,
  view,
}: {
  readonly step: Step;
  readonly example: Example;
  readonly view: ReturnType<typeof useWorkbench>["view"]["getState"];
}) {
  const actions = useActions();
  const edit = (): void => {
    const { payload } = view();
    const change = setStringMember(payload.text, "sub", "somebody else");
    if (change !== null) actions.editPane("payload", applyEdit(payload.text, change));
  };
  const act = (): void => {
    const ready = view().verdict.state === "verified" || step === "mend" || step === "paste";
    if (!ready) actions.openWith(example.token, example.keys);
    switch (step) {
      case "paste":
        return actions.openText(example.token);
      case "verify":
        return;
      case "edit":
        return edit();
      case "break":
        if (view().verdict.provenance === "original") edit();
        return actions.setMode("keep");
      case "mend":
        return actions.undo();
    }
  };
  return (
    <Button className="small" title="The page does this step" onClick={act}>
      Do it for me
    </Button>
  );
}
