import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import type { Finding, Message } from "../../core/rules/types.ts";
import type { View } from "../../state/types.ts";
import { Icon } from "../Icon.tsx";
import { type Later, useLater } from "../use-later.tsx";
import { useView } from "../WorkbenchContext.tsx";
import type { Words } from "./facts.ts";
import type { RestOfSentence } from "./rest-of-sentence.ts";
import { signatureWords } from "./signature-words.ts";

/** To the eye a pending judgement appears only after this long. */
const PATIENCE_MS = 150;

const PROVENANCE = {
  original: ["Original", "the bytes you pasted"],
  "re-signed": ["Re-signed", "signed here, with the key in the field"],
  kept: ["Kept", "old signature, changed content"],
} as const;

interface Sentence {
  readonly signature: Words;
  readonly provenance: View["verdict"]["provenance"] | null;
  /** What the times say and what to do: null until their words are loaded. */
  readonly rest: RestOfSentence | null;
}

/** The verdict as a sentence of three equally loud parts: the signature, the time, what to do. */
export function VerdictBar() {
  const view = useView((view) => view);
  const impatient = useImpatience(view.verdict.state === "pending" && !view.verdict.onRequest);
  const later = useLater();
  const remembered = useMemo(() => createMemory<Sentence>(), []);
  const waiting = view.verdict.state === "pending" && !view.verdict.onRequest && !impatient;
  const sentence = remembered(waiting, () => sentenceOf(view, later));
  const bar = useHeightAsPadding();
  const { signature, provenance, rest } = sentence;
  const { join, time, action }: Partial<RestOfSentence> = rest ?? {};
  const { verdict } = view;
  return (
    <section ref={bar} className="verdict" aria-label="Verdict">
      <div className={`cell sig sev-${signature.tone}`}>
        <div
          role="status"
          aria-label="Signature status"
          aria-describedby="verdict-sub"
          data-state={verdict.state}
          data-provenance={verdict.provenance}
          data-original-state={verdict.originalState}
          data-key-source={verdict.keySource === null ? undefined : verdict.keySource === "token" ? "token" : "user"}
        >
          <span className="badge">
            <Icon name={signature.icon} />
          </span>
          <p className="big">{signature.title}</p>
          {provenance !== null && (
            <p className={`prov ${provenance}`}>
              <b>{PROVENANCE[provenance][0]}</b>
              <span>{PROVENANCE[provenance][1]}</span>
            </p>
          )}
        </div>
        <p className="sub" id="verdict-sub">
          <bdi>{signature.sub}</bdi>
        </p>
      </div>
      <Join word={join} />
      <div className={`cell sev-${time?.tone ?? "none"}`} role="group" aria-label="Time verdict">
        <span className="badge">
          <Icon name="clock" />
        </span>
        <div className="say">
          <p className="big">{time?.title}</p>
          <p className="sub">{time?.sub}</p>
        </div>
      </div>
      <Join word={action?.join} />
      <div className={`cell so sev-${action?.tone ?? "none"}`} role="group" aria-label="What to do">
        <div className="say">
          <p className="big">{action?.title}</p>
          <p className="sub">{action?.sub}</p>
        </div>
        {later && action?.step && <later.NextStepButton step={action.step} />}
      </div>
      {later === null ? view.settings.clock.kind !== "real" && <div className="not-now" /> : <later.ClockBanner />}
    </section>
  );
}

/** What was last said: said again while `again`, where there is something. */
function createMemory<Said>(): (again: boolean, say: () => Said) => Said {
  let last: Said | null = null;
  return (again, say) => {
    if (!again || last === null) last = say();
    return last;
  };
}

function Join({ word }: { readonly word: string | null | undefined }) {
  return <span className="join">{word && <b>{word}</b>}</span>;
}

function sentenceOf(view: View, later: Later | null): Sentence {
  const { verdict, inputs, findings } = view;
  const { judgement } = verdict;
  const signature = signatureWords({
    judgement,
    provenance: verdict.provenance,
    originalState: verdict.originalState,
    onRequest: verdict.onRequest,
    family: view.family,
    secretEncoding: inputs.keys.secret.encoding,
    because: because(findings, view.messageOf, judgement?.state === "key-error"),
  });
  const empty = view.token.form === "empty";
  const rest = later?.restOfSentence(view, signature.tone) ?? null;
  return {
    signature: { ...signature, sub: rest?.locked ?? signature.sub },
    provenance: empty ? null : verdict.provenance,
    rest,
  };
}

/** The title of the first finding that can explain why a token or key is not judged. */
function because(
  findings: readonly Finding[],
  messageOf: ((finding: Finding) => Message) | null,
  ofKey: boolean,
): string | null {
  const about = ({ severity, place, fix }: Finding): boolean =>
    // What a key says of itself is only a warning, and yet the reason.
    (severity === "error" || (ofKey && fix?.kind === "judge-anyway")) &&
    (!ofKey || place === undefined || place.pane === "secret" || place.pane.endsWith("-key"));
  const finding = findings.find(about);
  return finding === undefined ? null : (messageOf?.(finding).title ?? null);
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

/** Tells the page how high the bar is, so that what is scrolled into view or focused is never under it. */
function useHeightAsPadding() {
  const bar = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    const element = bar.current;
    if (element === null) return;
    const observer = new ResizeObserver(() => {
      document.documentElement.style.setProperty("--verdict-height", `${element.offsetHeight}px`);
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return bar;
}
