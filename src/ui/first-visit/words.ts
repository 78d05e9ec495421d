import type { Panel } from "../Panels.tsx";
import type { Step } from "./steps.ts";

/** A step's instruction, and where on the page to do it. */
interface StepWords {
  readonly title: string;
  readonly text: string;
  /** What to do where the token is the user's own. */
  readonly ofOwn?: string;
  readonly panel: Panel;
}

export const STEP_WORDS: Readonly<Record<Step, StepWords>> = {
  paste: {
    title: "Paste a token",
    text: "Copy the example, then press Ctrl+V (⌘V) anywhere on the page, or Paste at the top. Your own token works too.",
    panel: "token",
  },
  verify: {
    title: "Read the verdict",
    text: "It is the sentence at the top: the signature, the time, what to do. The signature is not checked yet, because the secret is missing. Put it into Secret:",
    ofOwn:
      "It is the sentence at the top: the signature, the time, what to do. Put the key your token was signed with into its field. Don't have it? Do this step with the example.",
    panel: "key",
  },
  edit: {
    title: "Change a claim",
    text: "Type something else in the payload, say in sub. With each keystroke the token is signed again, and the verdict says RE-SIGNED: it is no longer the pasted token.",
    panel: "claims",
  },
  break: {
    title: "Break it",
    text: "Set the signature mode to Keep. The old signature now stays on your changed token, as when someone forges a token without the key.",
    panel: "key",
  },
  mend: {
    title: "See why it is refused",
    text: "The verdict says so, Diagnosis gives the reason, and F8 takes you to the place. Then press Undo to repair the token.",
    panel: "diagnosis",
  },
};
