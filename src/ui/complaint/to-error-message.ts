import { noteOwnFocus } from "../frame/own-focus.ts";
import { wayToField } from "../frame/way-to-field.ts";

/** Goes to the field of Explain error. What is pasted there next still goes to its own place. */
export const { go: toErrorMessage, came: errorMessageCame } = wayToField(
  "#/error",
  "#complaint textarea",
  noteOwnFocus,
);
