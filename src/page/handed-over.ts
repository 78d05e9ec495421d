/**
 * The token that `npx jotscope -` put into the page as inert data; null if there is none. It is taken out of the document,
 * and the address that gave it, which works only once, out of the address bar: a reload then is the plain page.
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
