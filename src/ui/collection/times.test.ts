import { describe, expect, it } from "vitest";
import { claimsOf } from "../../core/collect/claims-of.ts";
import { readTimes } from "../../core/claims/timeline.ts";
import type { TokenForm } from "../../core/envelope/types.ts";
import { digestOf } from "../../core/envelope/disclosures.ts";
import { parseJson } from "../../core/json/parse.ts";
import { compact, SAMPLE_NOW, segment } from "../../testing/rules/context.ts";
import { endWords, lifetimeWords } from "./times.ts";

const json = JSON.stringify;
const HEADER = '{"alg":"ES256","typ":"dc+sd-jwt"}';
const exp = segment(json(["salt", "exp", SAMPLE_NOW + 600]));
const sub = segment(json(["salt", "sub", "erika"]));
const issued = compact(
  HEADER,
  json({ iss: "https://issuer.example", iat: SAMPLE_NOW, _sd: [exp, sub].map((text) => digestOf(text, "sha-256")) }),
);

describe("tokens in a list", () => {
  it("an SD-JWT is listed with what it discloses, and says what comes from a disclosure", () => {
    const claims = claimsOf(`${issued}~${exp}~${sub}~`);
    expect(claims).toMatchObject({ iss: "https://issuer.example", sub: "erika", exp: SAMPLE_NOW + 600, hidden: 0 });
    expect(lifetimeWords(claims)).toBe("10 min, exp from a disclosure");
  });

  it("an exp that is not disclosed may be there", () => {
    expect(lifetimeWords(claimsOf(`${issued}~`))).toBe("no exp shown");
    expect(lifetimeWords(claimsOf(compact(HEADER, "{}")))).toBe("no exp");
    const clock = { now: SAMPLE_NOW, leeway: 0 };
    expect(endWords({ exp: undefined, clock, hidden: 1, form: "sd-jwt" })).toBe("no exp shown");
    const [time] = readTimes(parseJson(`{"exp":${SAMPLE_NOW + 600}}`), clock);
    expect(endWords({ exp: time, clock, hidden: 0, form: "jws" })).toBe("expires in 10 min");
    expect(endWords({ exp: { ...time!, disclosure: { start: 0, end: 1 } }, clock, hidden: 0, form: "sd-jwt" })).toMatch(
      /, from a disclosure$/,
    );
  });

  it("an expiry is not denied of a token whose claims were not read", () => {
    const clock = { now: SAMPLE_NOW, leeway: 0 };
    const words = (form: TokenForm, hidden: number | null) => endWords({ exp: undefined, clock, hidden, form });
    expect(words("jws", 0)).toBe("no exp");
    expect(words("jws", null)).toBe("no claims read");
    for (const form of ["jwe", "jwe-json"] as const) expect(words(form, null)).toBe("encrypted");
  });

  it("an SD-JWT in JSON is read like one in the compact form, and an encrypted token in JSON is encrypted", () => {
    const [protectedHeader, payload, signature] = issued.split(".");
    const flattened = json({ protected: protectedHeader, payload, signature, header: { disclosures: [exp] } });
    const encrypted = json({
      protected: segment('{"alg":"dir","enc":"A128GCM"}'),
      iv: "AA",
      ciphertext: "AA",
      tag: "AA",
    });
    expect(claimsOf(encrypted)).toMatchObject({ form: "jwe-json", kind: expect.stringMatching(/^Encrypted/) });
    expect(claimsOf(flattened)).toMatchObject({
      form: "jws-json",
      exp: SAMPLE_NOW + 600,
      isExpDisclosed: true,
      hidden: 1,
    });
  });
});
