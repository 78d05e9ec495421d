import { expect, test } from "vitest";
import { parseJson } from "../json/parse.ts";
import { profileOfKind } from "../registry/profiles.ts";
import { cardAt } from "./card.ts";
import type { FieldCard, Surroundings } from "./types.ts";

const AT: Surroundings = {
  pane: "payload",
  profile: null,
  isEncrypted: false,
  keys: [],
  now: 1_800_000_000,
  timeStyle: { first: "utc", hours: 24 },
  newId: () => "",
};

function card(marked: string, at: Surroundings = AT): FieldCard | null {
  return cardAt(parseJson(marked.replace("|", "")), marked.indexOf("|"), at);
}

test("a time is explained as a date, how far away it is, and how long the token lives", () => {
  expect(card('{"iat": 1799996400, "exp": 18000|03600}')).toMatchObject({
    name: "exp",
    title: "Expiration Time",
    spec: "RFC 7519 section 4.1.4",
    about: "At and after this moment the token must be refused.",
    says: ["Fri 15 Jan 2027, 09:00 (UTC)", "2027-01-15T09:00:00Z", "in 1 h", "2 h after iat"],
    pointer: "/exp",
    value: "1800003600",
  });
});

test("scopes are explained one by one", () => {
  expect(card('{"scope": "read write|"}')?.says).toEqual(["read", "write"]);
});

test("the sentence is that of the profile", () => {
  const at = { ...AT, profile: profileOfKind("an ID Token") };
  expect(card('{"aud|": "a"}', at)?.about).toMatch(/never for an API/);
});

test("describes the innermost place, with its pointer and its value without quotes and escapes", () => {
  expect(card('{"a/b": {"c": ["x", "y\\u0041|"]}}')).toMatchObject({ pointer: "/a~1b/c/1", value: "yA", name: "c[1]" });
  expect(card('{"cnf": {"j|kt": "x"}}')).toMatchObject({ pointer: "/cnf/jkt", spec: "RFC 9449 section 6.1" });
  expect(card('{"n": 1.0|0}')).toMatchObject({ value: "1.00" });
  expect(card('{"o": |{ "p": 1 }}')).toMatchObject({ pointer: "/o", value: '{ "p": 1 }' });
});

test("outside any member there is none, and an unknown name is called unknown", () => {
  expect(card("|{}")).toBeNull();
  expect(card('{"a": 1}\n|')).toBeNull();
  expect(card("|")).toBeNull();
  expect(card('{"mine": 1|}')).toMatchObject({ name: "mine", title: null, spec: null, about: null });
});
