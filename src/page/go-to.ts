import { routeChanged } from "./route.ts";

/** The lab's own parameters, which do not carry over to other places. */
const OF_THE_LAB = /^(?:step|variant|mode)=/;

/** The parameters of the address's fragment that stay when the screen changes. */
function kept(): readonly string[] {
  const parts = location.hash.replace(/^#/, "").split("&");
  return parts.filter((part) => part !== "" && !part.startsWith("/") && !OF_THE_LAB.test(part));
}

/** Navigates to a fragment that starts with `#/`, at once. Other parameters of the fragment stay, after it. */
export function goTo(fragment: string): void {
  history.pushState(history.state, "", [fragment, ...kept()].join("&"));
  routeChanged();
}

/**
 * Makes links within the page keep the fragment's other parameters, which the browser would drop. Returns a function
 * that ends this.
 */
export function keepParameters(): () => void {
  const click = (event: MouseEvent): void => {
    const link = event.target instanceof Element ? event.target.closest('a[href^="#/"]') : null;
    const isPlain = event.button === 0 && !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
    if (link === null || !isPlain || event.defaultPrevented || kept().length === 0) return;
    event.preventDefault();
    goTo(link.getAttribute("href") ?? "#/");
  };
  document.addEventListener("click", click);
  return () => document.removeEventListener("click", click);
}
