/** Puts a text on the clipboard; where the Clipboard API is absent (no secure context) through a selected text area. Rejects where both are refused. */
export async function writeClipboard(text: string): Promise<void> {
  // Typed as always there; absent outside a secure context.
  const clipboard = navigator.clipboard as Clipboard | undefined;
  if (clipboard !== undefined) return clipboard.writeText(text);
  const area = document.createElement("textarea");
  area.value = text;
  area.className = "visually-hidden";
  area.setAttribute("aria-hidden", "true");
  const focused = document.activeElement;
  document.body.append(area);
  area.select();
  const copied = document.execCommand("copy");
  area.remove();
  if (focused instanceof HTMLElement) focused.focus();
  if (!copied) throw new Error("copy refused");
}
