import { expect, test } from "vitest";
import { parseToken } from "../../core/envelope/parse.ts";
import { partsOf } from "../../core/envelope/parts.ts";
import { letterOf, stretchesOf, unnamedSegments } from "./segments.ts";

const HEADER = "eyJhbGciOiJFUzI1NiJ9";
const letters = (text: string): string =>
  stretchesOf(partsOf(parseToken(text).segments))
    .map((part) => letterOf(text, part))
    .join("");

test("in the gutter, an SD-JWT's disclosures and key binding have letters of their own", () => {
  expect(letters(`${HEADER}.e30.AA~WyJhIl0~WyJiIl0~${HEADER}.e30.AA`)).toBe("HPSDDB");
});

test("a segment without a name is a question mark", () => {
  expect(letters(`${HEADER}.e30.AA.BB`)).toBe("HPS?");
});

test("segments beyond those of a form are counted, also of the JWS of an SD-JWT", () => {
  const more = (text: string): number => unnamedSegments(parseToken(text));
  const jws = `${HEADER}.e30.AA`;
  expect([jws, `${jws}.BB`, `${jws}.BB.CC.DD`].map(more)).toEqual([0, 1, 3]);
  expect([`${jws}~`, `${jws}~WyJhIl0~${jws}`, `${jws}.BB~WyJhIl0~`, `${jws}.BB.CC~${jws}`].map(more)).toEqual([
    0, 0, 1, 2,
  ]);
  expect(more(JSON.stringify({ payload: "", signatures: [] }))).toBe(0);
});
