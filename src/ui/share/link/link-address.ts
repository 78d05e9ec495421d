import { currentRoute } from "../../../page/route.ts";

/** The complete address that opens a shared view: this page, and the current screen. */
export function addressOf(text: string): string {
  const [screen = ""] = currentRoute().split("&", 1);
  const place = screen === "" || screen === "#/" || screen.startsWith("#/lab") ? "#" : `${screen}&`;
  return `${location.href.split(/[?#]/, 1)[0]}${place}s=${text}`;
}

/** Whether nobody else can reach the page's address. */
export function isHereOnly(): boolean {
  return location.protocol === "file:" || /^(?:localhost|127\.|\[::1\])/.test(location.host);
}
