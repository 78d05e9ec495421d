import { expect, test } from "vitest";
import { idp, judged, presented } from "../../../testing/verifier.ts";
import { loadReader } from "../load-read.ts";

await loadReader();

test.each<[string, object, string]>([
  ["level:3", { level: 3 }, "accepted"],
  ["level~^3$", { level: 3 }, "refused"],
  ["level~^3$", { level: "3" }, "accepted"],
  ["admin:true", { admin: true }, "accepted"],
  ["admin~true", { admin: [true] }, "refused"],
  ["team:a b", { team: "ab" }, "unknown"],
  ["team:ab", { team: "ac" }, "refused"],
  ["org.unit:x", { org: { unit: ["y", "x"] } }, "accepted"],
])("Apache: Require claim %s with %j is %s", (spec, claims, outcome) => {
  const text = `<Location />\n  AuthType oauth20\n  Require claim "${spec}"\n</Location>\n`;
  expect(judged(text, presented({ ...idp, ...claims })).outcome).toBe(outcome);
});
