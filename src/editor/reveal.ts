/** The rectangle of the character at `offset` of the text inside `layer`, not counting elements marked `data-aside`; null if there is none. */
export function rectAt(layer: Element, offset: number): DOMRect | null {
  const walker = document.createTreeWalker(layer, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, (node) =>
    node instanceof Element && node.hasAttribute("data-aside") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT,
  );
  let before = 0;
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    if (!(node instanceof Text)) continue;
    if (before + node.length < offset || node.length === 0) {
      before += node.length;
      continue;
    }
    const range = document.createRange();
    const at = Math.min(offset - before, node.length - 1);
    range.setStart(node, at);
    range.setEnd(node, at + 1);
    return range.getBoundingClientRect();
  }
  return null;
}

/** Scrolls the scroller, and then the page, as little as needed to show the rectangle that `rect` measures. */
export function reveal(scroller: Element, rect: () => DOMRect | null): void {
  const first = rect();
  if (first === null) return;
  const box = scroller.getBoundingClientRect();
  if (first.top < box.top || first.bottom > box.bottom) scroller.scrollTop += first.top - box.top - box.height / 3;
  const now = rect();
  if (now === null) return;
  const { scrollPaddingTop, scrollPaddingBottom } = getComputedStyle(document.documentElement);
  const top = Number.parseFloat(scrollPaddingTop) || 0;
  const bottom = innerHeight - (Number.parseFloat(scrollPaddingBottom) || 0);
  if (now.top < top || now.bottom > bottom) window.scrollBy({ top: now.top - (top + bottom) / 2 });
}
