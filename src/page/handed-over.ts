/**
 * The token that `npx jotscope -` put into the page as inert data; null if there is none. Removes it from the document,
 * and its single-use address from the address bar, so that a reload gives the plain page.
 */
export function takeHandedOver(): string | null {
  const data = document.getElementById("handed-over");
  if (data === null) return null;
  data.remove();
  history.replaceState(history.state, "", new URL("./", location.href).pathname + location.hash);
  try {
    const text: unknown = JSON.parse(data.textContent);
    return typeof text === "string" ? text : null;
  } catch {
    return null;
  }
}
