import { type Chord, chordWords, isMac } from "./shortcuts.ts";

/** A shortcut as this platform's keyboard prints it. */
export function Keys({ chord }: { readonly chord: Chord }) {
  return (
    <span className="chord">
      {chordWords(chord, isMac(navigator.platform)).map((key) => (
        <kbd key={key}>{key}</kbd>
      ))}
    </span>
  );
}
