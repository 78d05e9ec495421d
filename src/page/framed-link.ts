/**
 * What the page shows in a frame: a link that opens it in its own tab. A surrounding page could overlay the fields, and
 * people must not type keys where they cannot see the address. The fragment is not passed on.
 */
export function showLinkInstead(root: HTMLElement): void {
  const link = document.createElement("a");
  link.href = location.pathname;
  link.target = "_blank";
  link.rel = "noopener noreferrer";
  link.textContent = "Open Jotscope in a new tab";
  const main = document.createElement("main");
  main.className = "framed";
  main.append(link);
  root.replaceChildren(main);
}
