import { expect, test } from "vitest";
import { NO_INPUTS } from "./initial.ts";
import { NO_KEYS } from "../core/keys/no-keys.ts";
import { unsavedWork, withTaken } from "./unsaved.ts";

const PASTED = { ...NO_INPUTS, base: "a.b.c", pasted: "a.b.c" };

test("a token that was only pasted is nobody's work", () => {
  expect(unsavedWork(PASTED, "a.b.c", [])).toEqual({ edit: false, key: false });
});

test("an edit is lost until the current token is copied", () => {
  const edited = { ...PASTED, edits: { "": { payload: "{}" } } };
  expect(unsavedWork(edited, "a.x.y", []).edit).toBe(true);
  expect(unsavedWork(edited, "a.x.y", ["a.x.earlier"]).edit).toBe(true);
  expect(unsavedWork(edited, "a.x.y", ["a.x.y"]).edit).toBe(false);
});

test("copying each changed part saves an edit too", () => {
  const edited = { ...PASTED, edits: { "": { header: "{1}", payload: "{2}" } } };
  expect(unsavedWork(edited, "x", ["{1}"]).edit).toBe(true);
  expect(unsavedWork(edited, "x", ["{1}", "{2}"]).edit).toBe(false);
  expect(unsavedWork({ ...edited, base: "typed" }, "x", ["{1}", "{2}"]).edit).toBe(true);
});

test("typing in the token and signing again are edits; an emptied page has none", () => {
  expect(unsavedWork({ ...PASTED, base: "a.b.cc" }, "a.b.cc", []).edit).toBe(true);
  expect(unsavedWork({ ...PASTED, signAgain: { "": 1 } }, "a.b.d", []).edit).toBe(true);
  expect(unsavedWork({ ...PASTED, base: "" }, "", []).edit).toBe(false);
});

test("a generated key is lost while it is in its field and was not copied", () => {
  const made = {
    ...NO_INPUTS,
    generated: "k1",
    keys: { "": { ...NO_KEYS, secret: { text: "k1", encoding: "UTF-8" } } },
  } as const;
  expect(unsavedWork(made, "", []).key).toBe(true);
  expect(unsavedWork(made, "", ["k1"]).key).toBe(false);
  expect(unsavedWork({ ...made, keys: {} }, "", []).key).toBe(false);
  const pair = { ...NO_INPUTS, generated: "k2", keys: { "": { ...NO_KEYS, privateKey: { text: "k2" } } } };
  expect(unsavedWork(pair, "", []).key).toBe(true);
});

test("the latest copies are remembered, each once, and only a few", () => {
  expect(withTaken(["a", "b"], "b")).toEqual(["b", "a"]);
  const many = Array.from({ length: 20 }, (_, index) => String(index)).reduce(withTaken, [] as readonly string[]);
  expect(many[0]).toBe("19");
  expect(many).toHaveLength(8);
});

test("a copy matches its text, whatever the line breaks", () => {
  // Monaco copies CR LF on Windows.
  const edited = { ...PASTED, edits: { "": { payload: "{\n}" } } };
  expect(unsavedWork(edited, "x", withTaken([], "{\r\n}")).edit).toBe(false);
  expect(unsavedWork({ ...PASTED, edits: { "": { payload: "{\r\n}" } } }, "x", withTaken([], "{\n}")).edit).toBe(false);
});
