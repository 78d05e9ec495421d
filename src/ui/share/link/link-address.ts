import { currentRoute } from "../../../page/route.ts";

/** The whole address that opens a shared view: of this page, and of the screen that is shown. */
export function addressOf(text: string): string {
  const [screen = ""] = currentRoute().split("&", 1);
  const place = screen === "" || screen === "#/" || screen.startsWith("#/lab") ? "#" : `${screen}&`;
  return `${location.href.split(/[?#]/, 1)[0]}${place}s=${text}`;
}

/** Whether the page is where nobody else gets to it. */
export function isHereOnly(): boolean {
  return location.protocol === "file:" || /^(?:localhost|127\.|\[::1\])/.test(location.host);
}
