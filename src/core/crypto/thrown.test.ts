import { expect, it } from "vitest";
import { messageOf } from "./thrown.ts";

it.each([
  ["its message", new TypeError("not a key"), "not a key"],
  ["its name if it has no message", new DOMException("", "DataError"), "DataError"],
  ["itself if it is a string", "gone", "gone"],
])("the text of a thrown value is %s", (_, thrown, said) => {
  expect(messageOf(thrown)).toBe(said);
});
