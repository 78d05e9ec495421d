import { expect, test } from "vitest";
import type { View } from "../../state/types.ts";
import { placeWords } from "./place-words.ts";

const view = { header: { text: '{\n  "alg": 1\n}' }, payload: { text: "{}" } } as unknown as Pick<
  View,
  "header" | "payload"
>;

test("a place in JSON is named by its line, one in the token by its characters, a key field by its name", () => {
  expect(placeWords({ pane: "header", range: { start: 4, end: 9 } }, view)).toBe("header, line 2");
  expect(placeWords({ pane: "token", range: { start: 97, end: 99 } }, view)).toBe("token, characters 98 to 99");
  expect(placeWords({ pane: "public-key", range: { start: 0, end: 9 } }, view)).toBe("Public key");
});
