/**
 * Resolves once the current page has been painted, so that later loading does not delay it. If no frame is drawn, as in a
 * background tab, after a short time.
 */
export function painted(): Promise<void> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => setTimeout(resolve));
    setTimeout(resolve, 200);
  });
}
