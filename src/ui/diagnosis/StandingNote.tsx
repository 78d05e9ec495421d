import { useState } from "react";
import { Icon } from "../Icon.tsx";
import { useView } from "../WorkbenchContext.tsx";

/** The note that the token looks live, on one line next to it; advice is shown on request. Not a finding, and not an alarm. */
export function StandingNote() {
  const note = useView(({ standing }) => standing.find(({ rule }) => rule === "DBG-05") ?? null);
  const messageOf = useView(({ messageOf }) => messageOf);
  const [shown, setShown] = useState(false);
  if (note === null || messageOf === null) return null;
  const { title, why } = messageOf(note);
  return (
    <div className="removed" data-note={note.rule}>
      <Icon name="info" />
      <span>
        <bdi>{title}</bdi>
      </span>
      <button type="button" className="link" aria-expanded={shown} onClick={() => setShown(!shown)}>
        {shown ? "Hide advice" : "What to do"}
      </button>
      {shown && (
        <p className="advice">
          <bdi>{why}</bdi>
        </p>
      )}
    </div>
  );
}
