import { describe, expect, it } from "vitest";
import { noticeWords, skewWords } from "./notice-words.ts";

describe("the line about what arrived", () => {
  it("says what went where, and names what did not", () => {
    const args = { what: "token public-key error", keys: 2, tokens: 3, left: "policy detached-payload" };
    expect(noticeWords({ id: 1, code: "placed", args })).toBe(
      "Opened one of 3 tokens. Set of 2 keys put in Public key. Error message put in Explain error. " +
        "Not placed: another policy, another body",
    );
    expect(noticeWords({ id: 1, code: "placed", args: { what: "token", tokens: 1 } })).toBe("Token opened");
  });

  it("says if nothing in it is recognised, or only what cannot be placed", () => {
    expect(noticeWords({ id: 1, code: "nothing-known", args: {} })).toBe(
      "Nothing in the pasted text was recognised. Nothing has changed",
    );
    expect(noticeWords({ id: 1, code: "nothing-known", args: { clock: 1 } })).toMatch(/^A response without .*changed$/);
    expect(noticeWords({ id: 1, code: "shared-fault", args: { fault: "version", version: "7" } })).toMatch(
      /shared view of version 7.*changed$/,
    );
    expect(noticeWords({ id: 1, code: "nothing-known", args: { link: "client_id request_uri" } })).toContain(
      "client_id, request_uri",
    );
  });
});

describe("how far a clock is from the real time", () => {
  it("is given in a suitable unit", () => {
    expect([0, 1, 30, -90, 180, -7200, 90_000, -200_000].map(skewWords)).toEqual([
      "same time",
      "same time",
      "30 s ahead",
      "90 s behind",
      "3 min ahead",
      "2 h behind",
      "25 h ahead",
      "2 d behind",
    ]);
  });
});
