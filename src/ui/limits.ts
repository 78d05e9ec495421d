/** Up to this many characters a layer behind a plain field colours and underlines its text. */
export const LAYER_LIMIT = 64 * 1024;

/** In a longer textarea a keystroke alone takes more than a frame or two. */
export const TEXTAREA_LIMIT = 200_000;
