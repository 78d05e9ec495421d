import { useCallback, useEffect, useMemo } from "react";
import type { ComplaintReading } from "../../core/complaint/diagnose.ts";
import { detectorIfLoaded } from "../../core/token/load-detect.ts";
import { FIELD_ATTRIBUTES } from "../../editor/field-attributes.ts";
import { Button } from "../Button.tsx";
import { useLongText } from "../use-long-text.ts";
import { useActions, useView } from "../WorkbenchContext.tsx";
import { AnswerItem } from "./AnswerItem.tsx";
import { errorMessageCame } from "./to-error-message.ts";
import { useComplaint } from "./use-complaint.ts";
import "../gateway/gateway.css";
import "./complaint.css";

/** The search for tokens looks at this much of a message, in UTF-16 units. */
const SEARCHED = 100_000;

/** An error message of a library or gateway: what it means, and what it likely comes from with the token that is open. */
export function Complaint() {
  const text = useView(({ inputs }) => inputs.errorMessage);
  const { setNotes } = useActions();
  const set = useCallback((errorMessage: string) => setNotes({ errorMessage }), [setNotes]);
  const { ref, shown, isLong, change } = useLongText(text, set);
  const reading = useComplaint(text);
  useEffect(errorMessageCame, []);
  return (
    <section className="depth" id="complaint" aria-labelledby="complaint-title">
      <div className="depth-head">
        <h2 id="complaint-title">What does this error mean?</h2>
      </div>
      <div className="pane complaint">
        <div className="complaint-ask">
          <label className="fld">
            <span>Error message</span>
            <textarea
              {...FIELD_ATTRIBUTES}
              ref={ref}
              className="in"
              rows={5}
              placeholder="Paste what the library or gateway said: a message, a log line, a WWW-Authenticate field, a stack trace. It stays in this page."
              value={shown}
              onChange={({ currentTarget }) => change(currentTarget.value)}
            />
          </label>
          {isLong && <p className="meta">The field shows the beginning of the text. What you paste takes its place.</p>}
          <p className="row">
            <Button className="small" icon="clear" disabled={text === ""} onClick={() => set("")}>
              Clear the message
            </Button>
            <TokenInside text={text} />
          </p>
        </div>
        <div className="complaint-say">
          <Meaning reading={reading} />
          {reading !== null && reading.kind !== "empty" && reading.answers.length > 0 && (
            <ul className="causes" aria-label="Likely causes">
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

function Meaning({ reading }: { readonly reading: ComplaintReading | null }) {
  const empty = useView(({ token }) => token.text === "");
  return (
    <div className="complaint-meaning" aria-live="polite">
      {reading?.kind === "empty" && (
        <p className="meta">
          Messages of forty libraries, gateways and providers are known here, with what each can come from. With a token
          open, its own findings put the causes in order.
        </p>
      )}
      {reading?.kind === "known" && (
        <>
          <p className="lead">{reading.meaning}</p>
          {reading.libraries.length > 0 && <p className="meta">Said by {reading.libraries.join(", ")}.</p>}
          {empty && <p className="meta">No token is open, so that the causes are in order by the message alone.</p>}
        </>
      )}
      {reading?.kind === "unknown" && (
        <p>
          <b>This message is not known here.</b>{" "}
          {reading.answers.length > 0
            ? "These are guesses, from messages with some of the same words."
            : "Nothing that is known resembles it. The line that names the token, the key or a claim is the one to paste; what the page finds in a token is in its diagnosis."}
        </p>
      )}
      {reading !== null && reading.kind !== "empty" && reading.cut && (
        <p className="meta">The text is very long: its beginning and its end were read.</p>
      )}
    </div>
  );
}

/** Where the message has a token in it, the offer to open it. */
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
      <span>There is a token in the message.</span>
      <Button className="small" icon="open" onClick={() => openText(token)}>
        Open the token
      </Button>
    </>
  );
}
