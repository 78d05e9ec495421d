import { createPortal } from "react-dom";
import { Button } from "./Button.tsx";
import type { PartFailureProps, PartName } from "./Part.tsx";
import "./part-failure.css";
import { whatHappened } from "./what-happened.ts";
import { useActions } from "./WorkbenchContext.tsx";

/** A part's name in a sentence, and its element's classes, so that the replacement fits. */
const PARTS: Readonly<Record<PartName, readonly [words: string, place: string]>> = {
  page: ["The page", "pane"],
  verdict: ["The verdict", "verdict"],
  token: ["The token pane", "pane token"],
  header: ["The header", "pane seg s-header"],
  payload: ["The payload", "pane seg s-payload"],
  signature: ["The signature panel", "pane seg s-signature"],
  diagnosis: ["Diagnosis", "lost-inside"],
  time: ["The time panel", "lost-inside"],
  tools: ["The top bar", "lost-inside"],
  status: ["The status bar", "lost-inside"],
  complaint: ["Explain error", "pane"],
  gateway: ["The gateway", "pane"],
  collection: ["The collection", "pane"],
  step: ["The gateway step", "pane card"],
  policy: ["The policy", "pane card"],
  verifier: ["The verifier’s configuration", "pane card"],
  forward: ["The list of forwarded fields", "pane card"],
  subject: ["The subject doctor", "pane card"],
  share: ["Sharing", "pane"],
  report: ["The report", "pane"],
  privacy: ["The privacy panel", "pane"],
  help: ["Help", "pane"],
  commands: ["The list of commands", "pane"],
  lab: ["The lab", "pane"],
  crack: ["The secret search", "pane"],
  attack: ["Attack my token", "pane"],
};

/**
 * Says that a part of the page failed: if it was restored, as a note at the window's edge that moves nothing; otherwise
 * in its place.
 */
export function PartFailure({ name, error, lost, startOver }: PartFailureProps) {
  const { copyText } = useActions();
  const [words, place] = PARTS[name];
  const text = whatHappened(name, error);
  const said = (
    <section className={lost ? `${place} part-lost` : "part-redrawn"} role="alert" aria-label={`${words}: failed`}>
      <p>
        {lost
          ? `${words} cannot be shown right now. What you typed is kept.`
          : `${words} failed and was restored. What you typed is kept.`}
      </p>
      <details>
        <summary>What happened</summary>
        <pre translate="no">{text}</pre>
        <Button className="small" icon="copy" onClick={() => void copyText(text, "what happened")}>
          Copy what happened
        </Button>
      </details>
      <Button className="small" onClick={startOver}>
        {lost ? "Try again" : "Close"}
      </Button>
    </section>
  );
  return lost ? said : createPortal(said, shelf());
}

/** Where the notes stack. */
function shelf(): HTMLElement {
  const there = document.querySelector<HTMLElement>("body > .part-notes");
  if (there !== null) return there;
  const made = document.createElement("div");
  made.className = "part-notes";
  document.body.append(made);
  return made;
}
