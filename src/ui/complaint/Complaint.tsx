import { useCallback, useEffect, useMemo } from "react";
import type { ComplaintReading } from "../../core/complaint/diagnose.ts";
import { detectorIfLoaded } from "../../core/token/load-detect.ts";
import { MoveOffer } from "../arrival/MoveOffer.tsx";
import { Button } from "../Button.tsx";
import { LongText } from "../LongText.tsx";
import { CrackLink } from "../crack/CrackLink.tsx";
import { useActions, useView } from "../WorkbenchContext.tsx";
import { AnswerItem } from "./AnswerItem.tsx";
import { ExpectedValues } from "./ExpectedValues.tsx";
import { RefusedBy } from "./RefusedBy.tsx";
import { errorMessageCame } from "./to-error-message.ts";
import { Unknown } from "./Unknown.tsx";
import { useComplaint, useCompared } from "./use-complaint.ts";
import { ValueAnswer } from "./ValueAnswer.tsx";
import "../gateway/gateway.css";
import "./complaint.css";

/** The search for tokens looks at this much of a message, in UTF-16 units. */
const SEARCHED = 100_000;

/** An error message of a library or gateway: what it means and what probably caused it with the token that is open. */
export function Complaint() {
  const text = useView(({ inputs }) => inputs.errorMessage);
  const { setNotes } = useActions();
  const set = useCallback((errorMessage: string) => setNotes({ errorMessage }), [setNotes]);
  const reading = useComplaint(text);
  useEffect(errorMessageCame, []);
  return (
    <section className="depth" id="complaint" aria-labelledby="complaint-title">
      <div className="depth-head">
        <h2 id="complaint-title">What does this error mean?</h2>
        <span className="fill" />
        <CrackLink />
      </div>
      <div className="pane complaint">
        <div className="complaint-ask" data-drop="error">
          <LongText
            label="Error message"
            text={text}
            set={set}
            rows={5}
            placeholder="Paste what the library or gateway reported: an error message, a log line, a WWW-Authenticate header, a stack trace. It stays in this page."
            whenLong={<p className="meta">Only the start of the text is shown. Pasting replaces it.</p>}
          />
          <MoveOffer field="errorMessage" text={text} />
          <p className="row">
            <Button className="small" icon="clear" disabled={text === ""} onClick={() => set("")}>
              Clear the message
            </Button>
            <TokenInside text={text} />
          </p>
        </div>
        <div className="complaint-say">
          <Meaning reading={reading} text={text} />
          <RefusedBy text={text} />
          {reading !== null && reading.kind !== "empty" && (
            <ul className="causes" aria-label="Likely causes" data-known={reading.kind === "known" ? "yes" : "no"}>
              {reading.answers.map((answer) => (
                <AnswerItem key={answer.rule} answer={answer} guess={reading.kind === "unknown"} />
              ))}
            </ul>
          )}
        </div>
      </div>
    </section>
  );
}

function Meaning({ reading, text }: { readonly reading: ComplaintReading | null; readonly text: string }) {
  const isOpen = useView(({ token }) => token.text !== "");
  const compared = useCompared(text);
  const isKnown = reading?.kind === "known";
  return (
    <>
      <div className="complaint-meaning" aria-live="polite">
        {reading?.kind === "empty" && (
          <p className="meta">
            Knows the messages of a hundred libraries, gateways and providers, and what can cause each. With a token
            open, its findings rank the causes.
          </p>
        )}
        {reading?.kind === "known" && (
          <>
            <ValueAnswer compared={compared} isOpen={isOpen} />
            <p className="lead">{reading.meaning}</p>
            <SaidBy libraries={reading.libraries} />
            {!isOpen && <p className="meta">No token is open, so the causes are ranked by the message alone.</p>}
          </>
        )}
        {reading?.kind === "unknown" && <Unknown text={text} reading={reading} />}
        {reading !== null && reading.kind !== "empty" && reading.cut && (
          <p className="meta">The text is very long: only its start and end were read.</p>
        )}
      </div>
      {reading !== null && reading.kind !== "empty" && (
        <ExpectedValues compared={compared} isOpen={isOpen} isKnown={isKnown} />
      )}
    </>
  );
}

function SaidBy({ libraries }: { readonly libraries: readonly string[] }) {
  if (libraries.length === 0) return null;
  return (
    <p className="meta">
      {libraries.length > 1 ? "Reported by several: " : "Reported by "}
      {libraries.join(", ")}.
    </p>
  );
}

/** Offers to open a token that the message contains. */
function TokenInside({ text }: { readonly text: string }) {
  const { openText } = useActions();
  const base = useView(({ inputs }) => inputs.base);
  const token = useMemo(() => {
    if (!text.includes("eyJ")) return null;
    return detectorIfLoaded()?.(text.slice(0, SEARCHED)).tokens[0]?.text ?? null;
  }, [text]);
  if (token === null || token === base) return null;
  return (
    <>
      <span>The message contains a token.</span>
      <Button className="small" icon="open" onClick={() => openText(token)}>
        Open the token
      </Button>
    </>
  );
}
