/**
 * Resolves once what is on the page now has been painted, so what is loaded then takes nothing from it. Where no frame is
 * drawn, as in a tab in the background, after a moment.
 */
export function painted(): Promise<void> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => setTimeout(resolve));
    setTimeout(resolve, 200);
  });
}
