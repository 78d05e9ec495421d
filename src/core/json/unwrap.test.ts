import { expect, test } from "vitest";
import { unwrapped } from "./unwrap.ts";

test("values wrapped at a width are joined, and nothing outside strings changes", () => {
  expect(unwrapped('{\n  "payload":\n   "eyJpc3Mi\n     OiJqb2Ui\r\n     fQ",\n  "a": ["b"]\n}')).toBe(
    '{\n  "payload":\n   "eyJpc3MiOiJqb2UifQ",\n  "a": ["b"]\n}',
  );
  expect(unwrapped('{"a":"b c", "d":"\\"\\n"}')).toBeNull();
  expect(unwrapped('{\n"a": 1\n}')).toBeNull();
  expect(unwrapped('{"a":"never closed\n')).toBeNull();
});
