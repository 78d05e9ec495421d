import { expect, test } from "vitest";
import { idp, judged, presented, readingOf } from "../../../testing/verifier.ts";
import { loadReader } from "../load-read.ts";

await loadReader();

const plugin = (more: string) =>
  `http:\n  middlewares:\n    api:\n      plugin:\n        jwt:\n          issuers: [https://idp.example]\n          ${more}\n`;

test.each<[string, object, string]>([
  ["require: {aud: orders}", {}, "accepted"],
  ["require: {aud: [x, orders]}", {}, "accepted"],
  ["require: {aud: x}", {}, "refused"],
  ["require: {aud: orders, role: admin}", {}, "refused"],
  ["require: {role: {$and: [hr, power]}}", { role: ["power", "hr"] }, "accepted"],
  ["require: {role: {$and: [hr, power]}}", { role: ["hr"] }, "refused"],
  ["require: {role: {$or: [{$and: [hr, power]}, admin]}}", { role: "admin" }, "accepted"],
  [
    "require: {authority: {app.example: [admin, owner]}}",
    { authority: { "app.example": ["user", "admin"] } },
    "accepted",
  ],
  ["require: {authority: {app.example: [owner]}}", { authority: { "app.example": ["user"] } }, "refused"],
  ["require: {aud: shop.example}", { aud: "*.example" }, "unknown"],
  ['require: {aud: "{{.Host}}"}', {}, "unknown"],
  ["validMethods: [ES256]", {}, "refused"],
  ["secret: s", {}, "unknown"],
  ["guards: 1", {}, "unknown"],
  // A key that is already known is found by its kid alone.
  ["", { iss: "https://other.example" }, "unknown"],
  ["", { iss: "https://idp.example/" }, "accepted"],
  ["require: {role: {$and: [[hr, power]]}}", { role: "hr" }, "refused"],
  ["require: {role: {$and: [{$or: [hr, power]}]}}", { role: "hr" }, "accepted"],
])("Traefik's jwt-middleware: %s with %j is %s", (more, claims, outcome) => {
  expect(judged(plugin(more), presented({ ...idp, ...claims })).outcome).toBe(outcome);
});

test("Traefik's jwt-middleware: an optional token and a missing audience are dangers", () => {
  expect(readingOf(plugin("optional: true")).dangers.map(({ claim }) => claim)).toEqual(["aud", "token"]);
  expect(readingOf(plugin("require: {aud: orders}")).dangers).toEqual([]);
});

test("Traefik's jwt-middleware: PS256 and EdDSA are taken only if validMethods lists them", () => {
  const outcome = (more: string) => judged(plugin(more), presented(idp, { alg: "PS256" })).outcome;
  expect([outcome("require: {aud: orders}"), outcome("validMethods: [PS256]")]).toEqual(["refused", "accepted"]);
});
