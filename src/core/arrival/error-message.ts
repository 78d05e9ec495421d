import { diagnoseComplaint } from "../complaint/diagnose.ts";
import { matchComplaint } from "../complaint/match.ts";

/** Whether a text is an error message about tokens that Explain error knows. Reads the text's beginning and end only, where it is long. */
export function isErrorMessage(text: string): boolean {
  return diagnoseComplaint(matchComplaint(text), () => ({ kind: "unknown", words: "" })).kind === "known";
}
