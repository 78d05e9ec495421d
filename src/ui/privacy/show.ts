/** Brings the privacy panel into sight and gives it the focus. False where it is not there, or not to be seen. */
export function showPrivacy(): boolean {
  const panel = document.querySelector<HTMLElement>(".privacy");
  if (panel === null || panel.getClientRects().length === 0) return false;
  panel.focus({ preventScroll: true });
  panel.scrollIntoView({ block: "start" });
  return true;
}
