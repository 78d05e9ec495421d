/**
 * Resolves once the current page has been painted, so that later loading does not delay it; after a short time if no
 * frame is drawn, as in a background tab.
 */
export function painted(): Promise<void> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => setTimeout(resolve));
    setTimeout(resolve, 200);
  });
}
