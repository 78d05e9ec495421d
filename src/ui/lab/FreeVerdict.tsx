import { useEffect, useLayoutEffect, useRef } from "react";
import type { Decision } from "../../core/lab/free/decision.ts";
import { type FlagName, flagRow } from "../../core/lab/free/flags.ts";
import type { FreeVerdict } from "../../core/lab/free/verifier.ts";
import { Icon } from "../Icon.tsx";
import { cameByAttack } from "./free-arrival.ts";
import { Pane } from "./Pane.tsx";

/** The free mode's verdict and the check that decided it. It stays in sight while the page scrolls. */
export function FreeVerdictBar({
  verdict,
  decision,
  isStoppable,
}: {
  readonly verdict: FreeVerdict | null;
  readonly decision: Decision | null;
  /** The attack can be stopped, so a token that passes with every check hardened is an honest one. */
  readonly isStoppable: boolean;
}) {
  const bar = useHeights();
  useEffect(() => {
    if (!cameByAttack()) return;
    scrollTo(0, 0);
    bar.current?.focus({ preventScroll: true });
  }, [bar]);
  const isAccepted = verdict?.verdict === "accepted";
  const isRight = isStoppable && decision?.kind === "passed";
  return (
    <section
      ref={bar}
      className="lab-verdict"
      tabIndex={-1}
      aria-label="Free verifier"
      data-verdict={verdict?.verdict}
      data-tone={isRight ? "right" : undefined}
    >
      {verdict && decision && (
        <div className="lab-said">
          <span className="badge">
            <Icon name={isRight ? "check" : isAccepted ? "open" : "security"} />
          </span>
          <output>
            <span className="big">{isAccepted ? "Accepted" : "Rejected"}</span>{" "}
            <span className="lab-decision">
              <DecisionWords decision={decision} />
              {!isAccepted && <bdi>: {verdict.checks.at(-1)?.text}</bdi>}
            </span>
          </output>
        </div>
      )}
    </section>
  );
}

/** Tells the styles the heights of the page's bar and of this one: sticky and focused elements stay below both. */
function useHeights() {
  const bar = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    const [element, top] = [bar.current, document.querySelector<HTMLElement>(".screen > .top")];
    const free = element?.parentElement;
    if (!element || !free) return;
    const observer = new ResizeObserver(() => {
      free.style.setProperty("--above", `${top?.offsetHeight ?? 0}px`);
      free.style.setProperty("--said", `${element.offsetHeight}px`);
    });
    for (const each of [element, top]) if (each) observer.observe(each);
    return () => observer.disconnect();
  }, []);
  return bar;
}

function DecisionWords({ decision: { kind, flags } }: { readonly decision: Decision }) {
  const named = <b>{namesOf(flags)}</b>;
  switch (kind) {
    case "refused":
      return <>Stopped by {named}</>;
    case "let-through":
      return (
        <>
          Let through by {named}
          {flags.length > 1 && ": hardening one of them is enough to stop it"}
        </>
      );
    case "together":
      return <>Let through by several loosened checks together. With all hardened, {named} stops it</>;
    case "passed":
      return <>It passes with every check hardened</>;
  }
}

/** The labels of some flags, for a sentence. */
export function namesOf(flags: readonly FlagName[]): string {
  return new Intl.ListFormat("en").format(flags.map((name) => flagRow(name).label));
}

/** Every check on the way to the verdict, in order. */
export function FreeChecks({ verdict: { checks } }: { readonly verdict: FreeVerdict }) {
  return (
    <Pane title="What the verifier did" meta="in order">
      <ol className="lab-checks">
        {checks.map(({ flag, passed, text }, index) => (
          // oxlint-disable-next-line react/no-array-index-key
          <li key={index} data-passed={passed}>
            <Icon name={passed ? "check" : "x"} />
            <b>{flagRow(flag).label}</b>
            <span>
              <bdi>{text}</bdi>
            </span>
            <span className="visually-hidden">{passed ? "went through" : "stopped it"}</span>
          </li>
        ))}
      </ol>
    </Pane>
  );
}
