/** Whether the page is in another page's frame. */
export function isFramed(): boolean {
  return window.top !== window.self;
}
