import { LONGEST, WINDOW } from "./limits.ts";

export interface Windows {
  readonly push: (text: string) => void;
  readonly end: () => void;
}

const IN_TOKEN = new Uint8Array(128);
for (const character of "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_+/=.~%")
  IN_TOKEN[character.charCodeAt(0)] = 1;

/**
 * Splits a long text where no token continues, so each token is complete in one part. The parts depend
 * on the text alone, not on the pieces in which it came. A run of characters longer than any token is dropped and reported.
 */
export function createWindows(give: (text: string) => void, tooLong: () => void): Windows {
  let held = "";
  let isDropping = false;
  const cut = (): void => {
    const part = held.slice(0, WINDOW);
    let end = part.length;
    while (end > 0 && part.length - end <= LONGEST && isOfToken(part.charCodeAt(end - 1))) end -= 1;
    const isRun = end === 0 || part.length - end > LONGEST;
    if (!isDropping || !isRun) {
      if (isRun) tooLong();
      give(isRun ? "" : part.slice(0, end));
    }
    isDropping = isRun;
    held = held.slice(isRun ? part.length : end);
  };
  return {
    push(text) {
      held += text;
      while (held.length >= WINDOW) cut();
    },
    end() {
      if (held !== "") give(held);
      held = "";
      isDropping = false;
    },
  };
}

/** Whether a character may belong to a token, plain or percent-encoded. */
export function isOfToken(code: number): boolean {
  return code < 128 && IN_TOKEN[code] === 1;
}
