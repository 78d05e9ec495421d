import { describe, expect, test } from "vitest";
import { parseJson } from "../../json/parse.ts";
import type { JsonObject } from "../../json/types.ts";
import { lastMember } from "../../json/query.ts";
import { scalarText } from "../../policy/read-policy.ts";
import { compareIds, indexIds } from "../compare-ids.ts";
import { compareTokens, type TokenClaims } from "../compare-tokens.ts";
import { describeSubject } from "../describe-subject.ts";
import { type Instant, readInstant } from "../instant.ts";
import { conclusionOf, suspectsOf } from "./suspects.ts";
import type { SuspectFacts, SuspectId } from "./types.ts";

const IAT = Date.UTC(2026, 10, 29, 12) / 1000;
const CLAIMS = { iss: "https://id.example", aud: "orders", azp: "web", sub: "u-1", iat: IAT };

const object = (value: object): JsonObject => parseJson(JSON.stringify(value)).root as JsonObject;
const token = (change: object = {}, header: object = { alg: "RS256" }): TokenClaims => ({
  header: object(header),
  payload: object({ ...CLAIMS, ...change }),
});
const date = (text: string): Instant => {
  const reading = readInstant(text, { now: IAT + 86_400 * 9, times: [], first: "utc" });
  if (reading.kind !== "at") throw new Error(text);
  return reading;
};

interface Given {
  readonly claims?: object;
  readonly signature?: SuspectFacts["signature"];
  readonly account?: string;
  readonly sync?: string;
  readonly working?: object;
  readonly workingVerified?: boolean;
  readonly ids?: readonly string[];
  readonly denied?: readonly string[];
}

function facts({ claims, signature = "unknown", account, sync, working, workingVerified = true, ids, denied }: Given) {
  const given = token(claims);
  const node = lastMember(given.payload, "sub")?.value;
  const sub = (node && scalarText(node)) ?? "";
  return {
    sub,
    subject: describeSubject(sub),
    claims: given,
    signature,
    accountChanged: account === undefined ? null : date(account),
    lastSync: sync === undefined ? null : date(sync),
    working: working === undefined ? null : { claims: token({ sub: "u-2", ...working }), verified: workingVerified },
    matches: ids === undefined ? null : compareIds(sub, indexIds(ids)),
    denied: denied ?? null,
  } satisfies SuspectFacts;
}

const tell = (given: Given, id: SuspectId) => suspectsOf(facts(given)).find((one) => one.id === id);

describe("each field narrows down the causes", () => {
  test.each<[string, Given, SuspectId, string, RegExp]>([
    // When the account changed.
    ["no input", {}, "created", "open", /Account changed/],
    [
      "created after the token",
      { account: "created 2026-11-29 12:05:00Z" },
      "created",
      "likely",
      /created 5 min after the token/,
    ],
    ["changed long before", { account: "2026-11-26" }, "created", "ruled-out", /no database lags/],
    ["changed just before", { account: "2026-11-29 11:59:30Z" }, "created", "likely", /only \d+ s before/],
    [
      "changed just before, and synchronised",
      { account: "2026-11-29 11:59:30Z", sync: "2026-11-29 13:00Z" },
      "created",
      "possible",
      /lags/,
    ],
    ["changed on the day of the token", { account: "2026-11-29" }, "created", "open", /same day/],
    ["changed after the token", { account: "2026-11-29 14:00Z" }, "gone", "likely", /changed 2 h after the token/],
    ["deleted after the token", { account: "deleted 2026-11-29 14:00Z" }, "gone", "likely", /works until it expires/],
    ["deleted before the token", { account: "deleted 2026-11-20" }, "gone", "likely", /still issues tokens/],
    ["deleted: it was there", { account: "deleted 2026-11-20" }, "created", "ruled-out", /until it was deleted/],
    ["not changed since", { account: "2026-11-20" }, "gone", "ruled-out", /not changed since/],
    [
      "a session from before the change",
      { account: "2026-11-20", claims: { auth_time: IAT - 86_400 * 30 } },
      "gone",
      "likely",
      /renewed from that session/,
    ],
    [
      "only auth_time",
      { account: "created 2026-11-29 12:05Z", claims: { iat: undefined, auth_time: IAT } },
      "created",
      "likely",
      /auth_time/,
    ],
    ["a token without times", { account: "2026-11-20", claims: { iat: undefined } }, "created", "open", /neither/],
    // The last sync.
    [
      "synchronised before the change",
      { account: "2026-11-29 11:00Z", sync: "2026-11-29 03:00Z" },
      "synced",
      "likely",
      /before the account changed/,
    ],
    [
      "synchronised after the change",
      { account: "2026-11-29 01:00Z", sync: "2026-11-29 03:00Z" },
      "synced",
      "ruled-out",
      /after the account changed/,
    ],
    ["synchronised before the token", { sync: "2026-11-28" }, "synced", "possible", /created since/],
    [
      "synchronised after the token",
      { sync: "2026-11-29 13:00Z" },
      "synced",
      "ruled-out",
      /after the token was issued/,
    ],
    // A working user's token.
    ["no other token", {}, "elsewhere", "open", /Working user's token/],
    [
      "another issuer",
      { working: { iss: "https://id.example/eu" } },
      "elsewhere",
      "likely",
      /issuer \(iss\) is https:\/\/id.example here/,
    ],
    [
      "another tenant",
      { working: { tid: "t2" }, claims: { tid: "t1" } },
      "elsewhere",
      "likely",
      /tenant is t1 here and t2/,
    ],
    [
      "another audience and client",
      { working: { aud: ["a", "b"], azp: "app" } },
      "elsewhere",
      "likely",
      /audience.*client differs too/,
    ],
    ["only another client", { working: { azp: "app" } }, "elsewhere", "possible", /client is web here/],
    [
      "another form of sub",
      { working: { sub: "auth0|64f1e0a2b7" } },
      "elsewhere",
      "likely",
      /a different kind of sign-in/,
    ],
    ["the same, and it verifies", { working: {} }, "elsewhere", "ruled-out", /verifies here/],
    [
      "the same, and it does not verify",
      { working: {}, workingVerified: false },
      "elsewhere",
      "open",
      /settles nothing/,
    ],
    ["a list of one is the same audience", { working: { aud: ["orders"] } }, "elsewhere", "ruled-out", /verifies/],
    [
      "the same person with another sub",
      { claims: { email: "A@x.org" }, working: { email: "a@x.org" } },
      "gone",
      "likely",
      /same email/,
    ],
    [
      "the same person at another client",
      { claims: { upn: "a" }, working: { upn: "a", azp: "app" } },
      "gone",
      "likely",
      /section 8\.1/,
    ],
    ["the same sub", { working: { sub: "u-1" } }, "spelling", "ruled-out", /its user is found/],
    ["a number here", { claims: { sub: 42 }, working: {} }, "type", "likely", /a number here/],
    ["text here", { claims: { sub: "42" }, working: { sub: 42 } }, "type", "likely", /text here/],
    // The known ids, the policy, the signature.
    ["another case", { ids: ["U-1"] }, "spelling", "likely", /U-1/],
    ["exactly this id", { ids: ["u-1"] }, "spelling", "ruled-out", /exactly this/],
    ["no such id", { ids: ["somebody"] }, "gone", "possible", /not among the known ones/],
    ["equal as a number", { claims: { sub: "042" }, ids: ["42"] }, "type", "likely", /equal only as a number/],
    ["no jti", {}, "revoked", "ruled-out", /no jti/],
    ["jti", { claims: { jti: "j" } }, "revoked", "open", /jti j/],
    ["a denied jti", { claims: { jti: "j" }, denied: ["j"] }, "revoked", "likely", /deny list/],
    ["a jti that is not denied", { claims: { jti: "j" }, denied: ["k"] }, "revoked", "ruled-out", /not in/],
    ["a verified token", { signature: "verified" }, "changed", "ruled-out", /verifies/],
    ["a token that does not verify", { signature: "invalid" }, "changed", "likely", /does not verify/],
    ["an unchecked token", {}, "changed", "open", /not verified here/],
    ["a client credentials token", { claims: { sub: "web" } }, "service", "likely", /client itself/],
  ])("%s", (_, given, id, outcome, why) => {
    const told = tell(given, id);
    expect({ outcome: told?.outcome, why: told?.why }).toEqual({ outcome, why: expect.stringMatching(why) });
  });
});

test("likely causes come first, and the conclusion names the first of them", () => {
  const suspects = suspectsOf(facts({ account: "2026-11-29 11:00Z", sync: "2026-11-29 03:00Z" }));
  expect(suspects[0]).toMatchObject({ id: "synced", outcome: "likely" });
  expect(conclusionOf(suspects)).toBe("The service’s copy of the users is behind.");
  expect(conclusionOf(suspectsOf(facts({})))).toMatch(/^Not settled/);
  expect(suspects.at(-1)?.outcome).toBe("ruled-out");
});

test("values are spelled by the code that shows them", () => {
  const shown: string[] = [];
  suspectsOf(facts({ working: { iss: "`other`" }, claims: { jti: "j" }, ids: ["U-1"] }), (value) => {
    shown.push(value);
    return "?";
  });
  expect(shown).toEqual(expect.arrayContaining(["https://id.example", "`other`", "U-1", "j"]));
});

test("two tokens are compared claim by claim, and personal values only by their form", () => {
  const rows = compareTokens(
    token({ tid: "t1", scope: "read write", sub: 42 }, { alg: "RS256", kid: "1" }),
    token({ tenant: "t1", scope: "read", roles: ["admin"], sub: "ada@example.com" }, { alg: "RS256", kid: "2" }),
  );
  const by = Object.fromEntries(rows.map(({ name, differs }) => [name, differs]));
  expect(by).toEqual({
    iss: "same",
    aud: "same",
    azp: "same",
    "tid, tenant": "same",
    sub: "type",
    scope: "value",
    roles: "only-there",
    alg: "same",
    kid: "value",
  });
  expect(JSON.stringify(rows)).not.toContain("ada@");
});
