import { flushSync } from "react-dom";
import { noteOwnFocus } from "../frame/own-focus.ts";
import { goTo } from "../../page/go-to.ts";

/** Someone asked for the field before it was there. */
let isWanted = false;

/** Shows the screen that explains error messages, with the focus in its field; where it is still on its way, once it is there. */
export function toErrorMessage(): void {
  flushSync(() => goTo("#/error"));
  const field = document.querySelector<HTMLElement>("#complaint textarea");
  isWanted = field === null;
  if (field === null) return;
  field.focus();
  noteOwnFocus();
}

/** What the field does when it has come. */
export function errorMessageCame(): void {
  if (isWanted) toErrorMessage();
}
