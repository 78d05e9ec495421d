import { describe, expect, test } from "vitest";
import { type Chord, chordWords, isMac, type Press, SHORTCUTS, shortcutOf } from "./shortcuts.ts";

const press = (key: string, more: Partial<Press> = {}): Press => ({
  key,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  ...more,
});
const pressOf = ({ key, mod, shift }: Chord): Press => press(key, { ctrlKey: mod === true, shiftKey: shift === true });

test("pressing what the table lists triggers that shortcut, for each of them", () => {
  for (const { id, chord } of SHORTCUTS) expect(shortcutOf(pressOf(chord), false, "workbench"), id).toBe(id);
});

test("no two shortcuts have the same keys", () => {
  const chords = SHORTCUTS.map(({ chord }) => chordWords(chord, false).join("+"));
  expect(new Set(chords).size).toBe(chords.length);
});

describe("a field keeps", () => {
  test("what is typed and undone in it, and leaves the page its function keys", () => {
    expect(shortcutOf(press("?"), true, "workbench")).toBeNull();
    expect(shortcutOf(press("z", { ctrlKey: true }), true, "workbench")).toBeNull();
    expect(shortcutOf(press("F8"), true, "workbench")).toBe("next-finding");
  });
});

test("Command does what Ctrl does, and an extra modifier makes another shortcut", () => {
  expect(shortcutOf(press("z", { metaKey: true }), false, "workbench")).toBe("undo");
  expect(shortcutOf(press("Z", { ctrlKey: true, shiftKey: true }), false, "workbench")).toBeNull();
  expect(shortcutOf(press("z", { ctrlKey: true, altKey: true }), false, "workbench")).toBeNull();
  expect(shortcutOf(press("z"), false, "workbench")).toBeNull();
  expect(shortcutOf(press("F8", { ctrlKey: true }), false, "workbench")).toBeNull();
});

test("a question mark counts with or without Shift, since keyboards differ", () => {
  expect(shortcutOf(press("?", { shiftKey: true }), false, "workbench")).toBe("help");
  expect(shortcutOf(press("?"), false, "workbench")).toBe("help");
});

test("the lab has the help, and none of the workbench's keys", () => {
  expect(shortcutOf(press("?"), false, "lab")).toBe("help");
  expect(shortcutOf(press("F8"), false, "lab")).toBeNull();
  expect(shortcutOf(press("z", { ctrlKey: true }), false, "lab")).toBeNull();
});

test("keys are named as on the platform's keyboards", () => {
  expect(chordWords({ key: "z", mod: true }, false)).toEqual(["Ctrl", "Z"]);
  expect(chordWords({ key: "z", mod: true }, true)).toEqual(["⌘", "Z"]);
  expect(chordWords({ key: "m", ctrl: true }, true)).toEqual(["⌃", "M"]);
  expect(chordWords({ key: "F8", shift: true }, false)).toEqual(["Shift", "F8"]);
  expect(chordWords({ key: "ArrowLeft" }, false)).toEqual(["←"]);
  expect(["MacIntel", "iPhone", "Win32", "Linux x86_64", ""].map(isMac)).toEqual([true, true, false, false, false]);
});
