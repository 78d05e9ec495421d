import type { Screen } from "../../page/route.ts";

/** A key with its modifiers; `mod` is Ctrl, or Command on a Mac. */
export interface Chord {
  /** As `KeyboardEvent.key` names it, letters in lower case. */
  readonly key: string;
  readonly mod?: true;
  readonly ctrl?: true;
  readonly shift?: true;
}

type ShortcutId = "next-part" | "previous-part" | "next-finding" | "previous-finding" | "undo" | "help" | "commands";

/** A shortcut of the page: what it does, and whether fields keep the key for themselves. */
interface Shortcut {
  readonly id: ShortcutId;
  readonly chord: Chord;
  readonly does: string;
  readonly where: "anywhere" | "outside-fields";
  /** The screens that have it: all, or all but the lab. */
  readonly screens: "desk" | "all";
}

/** The page's shortcuts. The same table drives the listener and the help sheet. */
export const SHORTCUTS: readonly Shortcut[] = [
  {
    id: "next-part",
    chord: { key: "F6" },
    does: "Go to the next part of the screen; after the last, to the browser’s own parts",
    where: "anywhere",
    screens: "all",
  },
  {
    id: "previous-part",
    chord: { key: "F6", shift: true },
    does: "Go to the previous part of the screen",
    where: "anywhere",
    screens: "all",
  },
  {
    id: "next-finding",
    chord: { key: "F8" },
    does: "Go to the next finding and select its place",
    where: "anywhere",
    screens: "desk",
  },
  {
    id: "previous-finding",
    chord: { key: "F8", shift: true },
    does: "Go to the previous finding",
    where: "anywhere",
    screens: "desk",
  },
  {
    id: "undo",
    chord: { key: "z", mod: true },
    does: "Undo the last paste, edit or fix",
    where: "outside-fields",
    screens: "desk",
  },
  {
    id: "commands",
    chord: { key: "k", mod: true },
    does: "Find a command, pane or screen",
    where: "anywhere",
    screens: "all",
  },
  { id: "help", chord: { key: "?" }, does: "Open this sheet", where: "outside-fields", screens: "all" },
];

/** The part of `KeyboardEvent` that identifies a shortcut. */
export interface Press {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
}

/** The shortcut for a key press on a screen; null if none, or if the focused field keeps the key. */
export function shortcutOf(press: Press, inField: boolean, screen: Screen): ShortcutId | null {
  const found = SHORTCUTS.find(
    ({ chord, where, screens }) =>
      isChord(press, chord) && !(inField && where === "outside-fields") && (screens === "all" || screen !== "lab"),
  );
  return found?.id ?? null;
}

function isChord({ key, ctrlKey, metaKey, shiftKey, altKey }: Press, chord: Chord): boolean {
  const pressed = key.length === 1 ? key.toLowerCase() : key;
  const mod = ctrlKey || metaKey;
  if (pressed !== chord.key || mod !== (chord.mod === true)) return false;
  // A sign such as "?" needs Shift on one keyboard, AltGr on another and neither on a third.
  const isSign = key.length === 1 && key.toLowerCase() === key.toUpperCase();
  return isSign || (!altKey && shiftKey === (chord.shift === true));
}

/** A key handled by a field, a part or the browser, listed with those of the page. */
interface ListedKey {
  readonly chords: readonly Chord[];
  readonly does: string;
}

/** Runs the attack of a scenario. */
export const RUN_ATTACK: Chord = { key: "Enter", mod: true };

/** Other shortcuts in the sheet, by context. The fields, the clock and the browser handle these themselves. */
export const OTHER_KEYS: readonly { readonly where: string; readonly keys: readonly ListedKey[] }[] = [
  {
    where: "Outside a field",
    keys: [{ chords: [{ key: "v", mod: true }], does: "Open the token from the clipboard" }],
  },
  {
    where: "Inside a field",
    keys: [
      { chords: [{ key: "z", mod: true }], does: "Undo what was typed in this field" },
      { chords: [{ key: " ", ctrl: true }], does: "In header and payload: show suggestions at the caret" },
      { chords: [{ key: "Tab" }], does: "Leave the field" },
      { chords: [{ key: "m", ctrl: true }], does: "In the rich editor: switch whether Tab indents or leaves" },
      { chords: [{ key: "Escape" }], does: "In the rich editor: make Tab leave" },
    ],
  },
  {
    where: "In the lab",
    keys: [
      {
        chords: [{ key: "ArrowLeft" }, { key: "ArrowRight" }],
        does: "Show the next or the previous step of an attack",
      },
      { chords: [RUN_ATTACK], does: "Run the attack" },
      {
        chords: [{ key: "PageUp" }, { key: "PageDown" }, { key: " " }],
        does: "In the presenter: previous and next step (a clicker sends these keys)",
      },
      { chords: [{ key: "l" }, { key: "n" }], does: "In the presenter: lesson, speaker notes" },
      { chords: [{ key: "r" }], does: "In the presenter: run the attack" },
    ],
  },
  {
    where: "On the clock marker",
    keys: [
      { chords: [{ key: "ArrowLeft" }, { key: "ArrowRight" }], does: "Move the clock by a step" },
      {
        chords: [
          { key: "ArrowLeft", shift: true },
          { key: "ArrowRight", shift: true },
        ],
        does: "Move the clock by a second",
      },
      { chords: [{ key: "PageDown" }, { key: "PageUp" }], does: "Move the clock by a larger step" },
      { chords: [{ key: "Home" }, { key: "End" }], does: "Move the clock to the start or end of the lifetime" },
    ],
  },
];

const NAMES: Readonly<Record<string, string>> = {
  ArrowLeft: "←",
  ArrowRight: "→",
  PageDown: "Page Down",
  PageUp: "Page Up",
  Escape: "Esc",
  " ": "Space",
};

/** The keys of a chord as this platform's keyboards label them, in the order they are pressed. */
export function chordWords({ key, mod, ctrl, shift }: Chord, mac: boolean): readonly string[] {
  return [
    ...(ctrl === true ? [mac ? "⌃" : "Ctrl"] : []),
    ...(shift === true ? [mac ? "⇧" : "Shift"] : []),
    ...(mod === true ? [mac ? "⌘" : "Ctrl"] : []),
    NAMES[key] ?? (key.length === 1 ? key.toUpperCase() : key),
  ];
}

/** Whether a platform (as `navigator.platform` names it) has a Command key. */
export function isMac(platform: string): boolean {
  return /^(?:mac|iphone|ipad|ipod)/i.test(platform);
}
