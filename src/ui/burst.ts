import type { Entry } from "../state/types.ts";

/**
 * Tells a paste, drop or fill from typing. Input within one task without a key press is one burst: some browsers and
 * tools send a paste as several input events. `onOver` is called after a burst that inserted more than one
 * character, with the last text; a typed character never calls it, however fast the keys follow each other on a busy machine.
 */
export function createBurst(
  onOver: (text: string) => void,
  later: (run: () => void) => void = (run) => setTimeout(run, 0),
) {
  let burst: { inserted: number; text: string } | null = null;
  let pressed = false;
  /**
   * An event in this task passed for a typed character; another one without a key press shows that it began an
   * insertion.
   */
  let wrote = false;
  return {
    /** A key went down: the next input event may be its character. */
    press(): void {
      pressed = true;
    },
    /**
     * Takes the whole text after an input event and how many characters that inserted. Returns whether it was typed,
     * starts an insertion, or continues the previous one.
     */
    note(text: string, inserted: number): Entry {
      const typed = pressed && inserted <= 1;
      pressed = false;
      if (burst !== null) {
        burst.text = text;
        if (!typed) burst.inserted += inserted;
        return typed ? "typed" : "continues";
      }
      if (typed) {
        wrote = true;
        later(() => {
          wrote = false;
        });
        return "typed";
      }
      const goesOn = wrote;
      const begun = (burst = { inserted, text });
      later(() => {
        burst = null;
        if (begun.inserted > 1) onOver(begun.text);
      });
      return goesOn ? "continues" : "begins";
    },
  };
}
