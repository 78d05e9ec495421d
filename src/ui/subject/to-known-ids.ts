import { flushSync } from "react-dom";
import { goTo } from "../../page/go-to.ts";

/** Someone asked for the field before it was there. */
let isWanted = false;

/** Shows the gateway's screen, with the focus in the field for the ids that a service knows; where it is still on its way, once it is there. */
export function toKnownIds(): void {
  flushSync(() => goTo("#/gateway"));
  const field = document.querySelector<HTMLElement>(".known textarea");
  isWanted = field === null;
  field?.focus();
}

/** What the field does when it has come. */
export function knownIdsCame(): void {
  if (isWanted) toKnownIds();
}
