import { expect, test } from "vitest";
import { idp, judged, presented } from "../../../testing/verifier.ts";
import { loadReader } from "../load-read.ts";

await loadReader();

const traefik = (expression: string) =>
  JSON.stringify({ spec: { plugin: { jwt: { signingSecret: "x", claims: expression } } } });

test.each([
  ['Equals("grp", "a\\"b")', 'a"b', "accepted"],
  ['Equals("grp", "a\\\\b")', "a\\b", "accepted"],
  ['Equals("grp", "a\\\\b")', "a\\\\b", "refused"],
  // Between backticks there are no escapes.
  ["Equals(`grp`, `a\\\\b`)", "a\\\\b", "accepted"],
  ['Equals("grp", "\\u0061")', "a", "accepted"],
  ['Equals("grp", "\\x61")', "a", "unknown"],
  ['Equals("grp", "a\\")', "a", "unknown"],
])("Traefik: %s on %s is %s", (expression, grp, outcome) => {
  expect(judged(traefik(expression), presented({ ...idp, grp })).outcome).toBe(outcome);
});
