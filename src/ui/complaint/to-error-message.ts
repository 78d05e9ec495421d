/** Someone asked for the field before it was there. */
let isWanted = false;

/** Brings the field for an error message into sight, with the focus in it; where it is still on its way, once it is there. */
export function toErrorMessage(): void {
  const section = document.getElementById("complaint");
  isWanted = section === null;
  section?.scrollIntoView({ block: "start" });
  section?.querySelector("textarea")?.focus({ preventScroll: true });
}

/** What the field does when it has come. */
export function errorMessageCame(): void {
  if (isWanted) toErrorMessage();
}
