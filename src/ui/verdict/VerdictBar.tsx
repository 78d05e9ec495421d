import { useCallback, useEffect, useMemo, useState } from "react";
import { signatureCode } from "../../core/verdict/signature-code.ts";
import type { SignatureCode } from "../../core/verdict/types.ts";
import type { View } from "../../state/types.ts";
import { keepSame } from "../../state/memo.ts";
import { Icon } from "../Icon.tsx";
import { type Later, useLater } from "../use-later.tsx";
import { useView, useWorkbench } from "../WorkbenchContext.tsx";
import { SIGNATURE_WORDS } from "./signature-words.ts";
import type { VerdictWords } from "./verdict-words.ts";

/** A pending verdict becomes visible only after this long. */
const PATIENCE_MS = 150;

interface Sentence {
  readonly code: SignatureCode;
  /** The subtitle, the times and what to do: null until their words have loaded. */
  readonly words: VerdictWords | null;
}

/** Everything that is rendered: a tick that changes none of it causes no render. */
interface Shown extends Sentence {
  readonly verdict: View["verdict"];
  readonly isRealTime: boolean;
}

/** The verdict as a sentence of three equally loud parts: the signature, the time, what to do. */
export function VerdictBar() {
  const later = useLater();
  const select = useMemo(() => {
    const last = keepSame<Shown>();
    return (view: View) => last(shownOf(view, later));
  }, [later]);
  const { verdict, isRealTime, ...shown } = useView(select);
  const isPending = verdict.state === "pending" && !verdict.onRequest;
  const impatient = useImpatience(isPending);
  const remembered = useMemo(() => createMemory<Sentence>(), []);
  const { code, words } = remembered(isPending && !impatient, () => shown);
  const { held, view } = useWorkbench();
  // `pending` as soon as something is typed, before anything else is drawn, so the status never describes an older text. It is
  // written without a render, which would be a second one for each key; so is the next state, as React does not write a prop that
  // it believes unchanged.
  const status = useCallback(
    (element: HTMLElement | null) => {
      const tell = (): void => element?.setAttribute("data-state", held.read() ? "pending" : view.told().verdict.state);
      tell();
      return held.watch(tell);
    },
    [held, view],
  );
  const [icon, title] = words?.head ?? SIGNATURE_WORDS[code];
  const tone = words?.cells.signature.tone ?? "none";
  return (
    <section ref={heightAsPadding} className="verdict" aria-label="Verdict">
      <div
        className={`cell signature-cell sev-${tone}${words?.join ? " is-joined" : ""}`}
        data-cell="signature"
        data-tone={tone}
      >
        <div
          ref={status}
          role="status"
          data-state={verdict.state}
          aria-label="Signature status"
          aria-describedby="verdict-sub"
          data-provenance={verdict.provenance}
          data-original-state={verdict.originalState}
          {...words?.marks}
        >
          <span className="badge">
            <Icon name={icon} />
          </span>
          <p className="big">{title}</p>
          {words?.provenance && (
            <p className={`provenance ${verdict.provenance}`}>
              <b>{words.provenance[0]}</b>
              <span>{words.provenance[1]}</span>
            </p>
          )}
        </div>
        <p className="sub" id="verdict-sub">
          <bdi>{code === "empty" ? "Paste one anywhere on this page" : words?.sub}</bdi>
        </p>
      </div>
      {later !== null && words !== null && <later.OtherCells words={words} />}
      {later === null ? !isRealTime && <div className="not-now" /> : <later.ClockBanner />}
    </section>
  );
}

/** Remembers the last value and repeats it while `again`. */
function createMemory<Said>(): (again: boolean, say: () => Said) => Said {
  let last: Said | null = null;
  return (again, say) => {
    if (!again || last === null) last = say();
    return last;
  };
}

function shownOf(view: View, later: Later | null): Shown {
  return {
    verdict: view.verdict,
    isRealTime: view.settings.clock.kind === "real",
    code: signatureCode(view.verdict),
    words: later?.verdictWords(view) ?? null,
  };
}

/** Whether a state has lasted longer than the eye should wait. */
function useImpatience(pending: boolean): boolean {
  const [impatient, setImpatient] = useState(false);
  useEffect(() => {
    if (!pending) return;
    const timer = setTimeout(() => setImpatient(true), PATIENCE_MS);
    return () => {
      clearTimeout(timer);
      setImpatient(false);
    };
  }, [pending]);
  return impatient;
}

/** Tells the page how high the bar is, so what is scrolled into view or focused is never under it. */
function heightAsPadding(bar: HTMLElement): () => void {
  const observer = new ResizeObserver(() => {
    document.documentElement.style.setProperty("--verdict-height", `${bar.offsetHeight}px`);
  });
  observer.observe(bar);
  return () => observer.disconnect();
}
