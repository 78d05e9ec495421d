/**
 * Tells a paste, drop or fill from typing. What comes in within one task is one burst: some browsers and tools send a paste
 * as several input events. `onOver` is called after a burst that inserted more than one character, with the last text; a
 * single typed character never calls it.
 */
export function createBurst(
  onOver: (text: string) => void,
  later: (run: () => void) => void = (run) => setTimeout(run, 0),
) {
  let burst: { inserted: number; text: string } | null = null;
  return {
    /** Takes the whole text after one input event, and how many characters that event inserted. */
    note(text: string, inserted: number): void {
      if (burst !== null) {
        burst.inserted += inserted;
        burst.text = text;
        return;
      }
      const begun = (burst = { inserted, text });
      later(() => {
        burst = null;
        if (begun.inserted > 1) onOver(begun.text);
      });
    },
  };
}
