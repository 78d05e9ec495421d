import { useState } from "react";
import { Icon } from "../Icon.tsx";
import { useView } from "../WorkbenchContext.tsx";

/** That the token looks live, alongside it and on one line; what follows from that is shown on request. No finding, and no alarm. */
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
