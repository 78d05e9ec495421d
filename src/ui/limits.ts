/** Up to this many characters a layer behind a plain field colours and underlines its text. */
export const LAYER_LIMIT = 64 * 1024;

/** A keystroke in a longer textarea takes longer than a frame or two, whatever the page does. */
export const TEXTAREA_LIMIT = 200_000;
