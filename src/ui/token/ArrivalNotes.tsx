import { memo, useState } from "react";
import { StandingNote } from "../diagnosis/StandingNote.tsx";
import { Icon } from "../Icon.tsx";
import { useActions, useView } from "../WorkbenchContext.tsx";
import { removalWords } from "./removal-words.ts";
import "./arrival.css";

/** Notes beside the token: how it arrived, and whether it looks live. */
export const ArrivalNotes = memo(function ArrivalNotes() {
  return (
    <>
      <Arrived />
      <StandingNote />
    </>
  );
});

/** How the token arrived: what was removed from the paste, with a way to put it back, and what a link leaves behind. */
function Arrived() {
  const arrival = useView(({ arrived }) => arrived.arrival);
  const actions = useActions();
  const [shown, setShown] = useState(false);
  if (arrival === null) return null;
  const { removals, fromAddress } = arrival;
  return (
    <>
      {fromAddress !== undefined && (
        <p className="removed">
          <Icon name="info" />
          <span>Removed from the address bar; the link itself may remain in the browser’s history</span>
        </p>
      )}
      {removals.length > 0 && (
        <div className="removed">
          <Icon name="info" />
          <span>
            Removed{" "}
            {removalWords(removals).map(({ text, exact }, index) => (
              <span key={text}>
                {index > 0 && ", "}
                {exact ? <code>{text}</code> : text}
              </span>
            ))}
          </span>
          <button type="button" className="link" aria-expanded={shown} onClick={() => setShown(!shown)}>
            {shown ? "Hide" : "Show"}
          </button>
          <button type="button" className="link" onClick={() => actions.applyFix({ kind: "restore-pasted", removals })}>
            Put back
          </button>
          {shown && (
            <ul>
              {removals.slice(0, MOST).map(({ text, range }) => (
                <li key={range.start}>
                  <code>{excerpt(text)}</code>
                </li>
              ))}
              {removals.length > MOST && <li>and {removals.length - MOST} more</li>}
            </ul>
          )}
        </div>
      )}
    </>
  );
}

const MOST = 20;

/** The text on one line, its line breaks and tabs visible. */
function excerpt(text: string): string {
  const visible = text.replaceAll("\r", "␍").replaceAll("\n", "␊").replaceAll("\t", "␉").replaceAll(" ", "␣");
  return visible.length > 300 ? `${visible.slice(0, 300)}…` : visible;
}
