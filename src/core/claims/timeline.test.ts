import { describe, expect, test } from "vitest";
import { parseJson } from "../json/parse.ts";
import { readTimes } from "./timeline.ts";
import { timeVerdict } from "./time-verdict.ts";
import type { Clock } from "./types.ts";

const NOW = 1_800_000_000;
const clock: Clock = { now: NOW, leeway: 0 };
const read = (payload: string, at: Clock = clock) => readTimes(parseJson(payload), at);
const stateOf = (payload: string, at: Clock = clock) => read(payload, at)[0]?.state;

describe("exp", () => {
  test("is valid one second before its time and expired at it (RFC 7519 section 4.1.4)", () => {
    expect(stateOf(`{"exp":${NOW + 1}}`)).toBe("valid");
    expect(stateOf(`{"exp":${NOW}}`)).toBe("expired");
  });

  test("is expired only at or after its time plus leeway", () => {
    expect(stateOf(`{"exp":${NOW - 59}}`, { now: NOW, leeway: 60 })).toBe("valid");
    expect(stateOf(`{"exp":${NOW - 60}}`, { now: NOW, leeway: 60 })).toBe("expired");
  });
});

describe("nbf", () => {
  test("is valid at its time and not-yet one second before it (RFC 7519 section 4.1.5)", () => {
    expect(stateOf(`{"nbf":${NOW}}`)).toBe("valid");
    expect(stateOf(`{"nbf":${NOW + 1}}`)).toBe("not-yet");
  });

  test("is not-yet only before its time minus leeway", () => {
    expect(stateOf(`{"nbf":${NOW + 60}}`, { now: NOW, leeway: 60 })).toBe("valid");
    expect(stateOf(`{"nbf":${NOW + 61}}`, { now: NOW, leeway: 60 })).toBe("not-yet");
  });
});

test("iat, auth_time and updated_at are past or future, whatever the leeway", () => {
  for (const claim of ["iat", "auth_time", "updated_at"]) {
    expect(stateOf(`{"${claim}":${NOW}}`, { now: NOW, leeway: 60 })).toBe("past");
    expect(stateOf(`{"${claim}":${NOW + 1}}`, { now: NOW, leeway: 60 })).toBe("future");
  }
});

test("times are in the order of the table, whatever their order in the payload", () => {
  const times = read(
    `{"updated_at":1700000000,"iat":1700000000,"exp":1700000000,"auth_time":1700000000,"nbf":1700000000}`,
  );
  expect(times.map(({ claim }) => claim)).toEqual(["exp", "nbf", "iat", "auth_time", "updated_at"]);
});

test("of duplicates the last counts, and its range is the value's place in the pane", () => {
  const text = `{\n  "exp": 1700000000,\n  "exp": ${NOW + 5}\n}`;
  const [time] = read(text);
  expect(time?.seconds).toBe(NOW + 5);
  expect(text.slice(time?.range.start, time?.range.end)).toBe(String(NOW + 5));
});

describe("implausible", () => {
  const whyOf = (value: string) => {
    const [time] = read(`{"exp":${value}}`);
    return [time?.state, time?.why, time?.asMilliseconds];
  };

  test("a string, another type, a value under 10^8 or over 10^11 is", () => {
    expect(whyOf(`"1700000000"`)).toEqual(["implausible", "string", null]);
    expect(whyOf("true")).toEqual(["implausible", "type", null]);
    expect(whyOf("99999999")).toEqual(["implausible", "range", null]);
    expect(whyOf("-5")).toEqual(["implausible", "range", null]);
    expect(whyOf("100000000001")).toEqual(["implausible", "range", null]);
  });

  test("the bounds themselves are not", () => {
    expect(whyOf("100000000")[1]).toBe(null);
    expect(whyOf("100000000000")[1]).toBe(null);
  });

  test("milliseconds are named, with the seconds that they mean", () => {
    expect(whyOf("1767225600000")).toEqual(["implausible", "milliseconds", 1_767_225_600]);
  });

  test("a number beyond doubles has no seconds", () => {
    expect(read(`{"exp":1e309}`)[0]).toMatchObject({ seconds: null, why: "range", raw: "1e309" });
  });
});

test("a payload that is not an object or not JSON has no times", () => {
  for (const text of ["", "[1]", "null", `"exp"`, "{"]) expect(read(text)).toEqual([]);
});

test("a value at the end of a truncated payload may be cut off, so it is not read as a time", () => {
  expect(read(`{"iat":${NOW},"exp":17000`).map(({ claim }) => claim)).toEqual(["iat"]);
  expect(read(`{"iat":${NOW},"exp":${NOW},`).map(({ claim }) => claim)).toEqual(["exp", "iat"]);
});

describe("timeVerdict", () => {
  const verdict = (payload: string, leeway = 0) =>
    timeVerdict(read(payload, { now: NOW, leeway }), { now: NOW, leeway });

  test("expired outranks not-yet, and not-yet implausible", () => {
    expect(verdict(`{"exp":${NOW - 9},"nbf":${NOW + 9}}`)).toEqual({ kind: "expired", at: NOW - 9 });
    expect(verdict(`{"exp":"soon","nbf":${NOW + 9}}`)).toEqual({ kind: "not-yet", at: NOW + 9 });
    expect(verdict(`{"exp":"soon","nbf":${NOW - 9}}`)).toMatchObject({ kind: "implausible", claim: { claim: "exp" } });
  });

  test("without exp and nbf there is no limit, and iat gives the age", () => {
    expect(verdict(`{"iat":${NOW - 9}}`)).toEqual({ kind: "none", issued: NOW - 9 });
    expect(verdict(`{"iat":"then"}`)).toEqual({ kind: "none", issued: null });
  });

  test("says if only the leeway keeps it valid", () => {
    expect(verdict(`{"exp":${NOW - 9}}`, 10)).toEqual({ kind: "valid", until: NOW - 9, since: null, onLeeway: true });
    expect(verdict(`{"exp":${NOW + 9},"nbf":${NOW - 9}}`)).toEqual({
      kind: "valid",
      until: NOW + 9,
      since: NOW - 9,
      onLeeway: false,
    });
  });
});
