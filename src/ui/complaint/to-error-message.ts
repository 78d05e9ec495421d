import { noteOwnFocus } from "../frame/own-focus.ts";
import { wayToField } from "../frame/way-to-field.ts";

/** To the field of the screen that explains error messages. What is pasted there next still goes to its own place. */
export const { go: toErrorMessage, came: errorMessageCame } = wayToField(
  "#/error",
  "#complaint textarea",
  noteOwnFocus,
);
