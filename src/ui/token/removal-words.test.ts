import { expect, test } from "vitest";
import type { Removal } from "../../core/token/types.ts";
import { removalWords } from "./removal-words.ts";

const removal = (kind: Removal["kind"], text: string): Removal => ({
  kind,
  text,
  range: { start: 0, end: text.length },
});

test("a short scheme or header name is shown exactly, without the space after it", () => {
  expect(removalWords([removal("header-name", "Authorization: "), removal("scheme", "Bearer ")])).toEqual([
    { text: "Authorization:", exact: true },
    { text: "Bearer", exact: true },
  ]);
});

test("invisible or long text is named instead", () => {
  expect(
    removalWords([removal("line-wrap", "\n"), removal("line-wrap", "\n"), removal("command", "curl -H '")]),
  ).toEqual([
    { text: "whitespace inside it", exact: false },
    { text: "the rest of a command", exact: false },
  ]);
});
