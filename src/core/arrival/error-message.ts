import { diagnoseComplaint } from "../complaint/diagnose.ts";
import { matchComplaint } from "../complaint/match.ts";

/**
 * Whether a text is an error message about tokens that Explain error knows. Reads only the beginning and end of a long
 * text.
 */
export function isErrorMessage(text: string): boolean {
  return diagnoseComplaint(matchComplaint(text), () => ({ kind: "unknown", words: "" })).kind === "known";
}
