import { beforeAll, describe, expect, it } from "vitest";
import { digestOf } from "../core/envelope/disclosures.ts";
import { readPolicy } from "../core/policy/read-policy.ts";
import { claimsIn } from "../core/envelope/disclosures.ts";
import { joseHeader } from "../core/envelope/json-seals.ts";
import { USUAL_MAPPING, walkGateway } from "../core/gateway/walk.ts";
import { wholeObject } from "../core/json/query.ts";
import { loadDiagnosis } from "../core/rules/load.ts";
import { loadDetector } from "../core/token/load-detect.ts";
import { encode, hsToken, NOW, settled, withToken } from "../testing/state/workbench.ts";

beforeAll(async () => {
  await Promise.all([loadDetector(), loadDiagnosis()]);
});

const disclosure = (...items: unknown[]): string => encode(JSON.stringify(["salt", ...items]));
const EXP = disclosure("exp", NOW - 60);
const AUD = disclosure("aud", "https://api.example");
const [exp, aud] = [EXP, AUD].map((text) => digestOf(text, "sha-256"));
const ISSUED = hsToken(
  JSON.stringify({ iss: "https://issuer.example", iat: NOW - 600, _sd: [exp, aud], _sd_alg: "sha-256" }),
  '{"alg":"HS256","typ":"example+sd-jwt"}',
);

/** An SD-JWT with some disclosures, as the page has it once it is judged. */
async function presented(disclosures: readonly string[], set: { policy?: string; errorMessage?: string } = {}) {
  const bench = await withToken([ISSUED, ...disclosures, ""].join("~"));
  bench.actions.setNotes(set);
  const view = await settled(bench);
  const found = (rule: string, variant?: string) => {
    const one = view.findings.find(
      (finding) => finding.rule === rule && (variant ?? finding.variant) === finding.variant,
    );
    return one && { ...one, words: view.messageOf!(one) };
  };
  const walk = walkGateway({
    token: view.token,
    arrival: null,
    header: joseHeader(view.token, view.header.json),
    payload: wholeObject(claimsIn(view)),
    judgement: view.verdict.judgement,
    policy: readPolicy(set.policy ?? ""),
    clock: view.clock,
    mapping: USUAL_MAPPING,
    realm: "api",
  });
  return { view, found, walk };
}

describe("what an SD-JWT discloses is judged like what its payload says", () => {
  it("a time that is disclosed has passed, and is found in its disclosure", async () => {
    const { view, found } = await presented([EXP, AUD]);
    const text = `${ISSUED}~`;
    const place = { start: text.length, end: text.length + EXP.length };
    expect(view.times.map(({ claim, state, disclosure: at }) => [claim, state, at])).toEqual([
      ["exp", "expired", place],
      ["iat", "past", undefined],
    ]);
    expect(found("TIM-01")).toMatchObject({ severity: "error", place: { pane: "token", range: place } });
    expect(found("TIM-01")?.words.why).toMatch(/in a disclosure/);
    expect(found("TIM-08")).toBeUndefined();
  });

  it("an expiry that nobody disclosed may be there, and is not called missing", async () => {
    const { found } = await presented([AUD]);
    expect(found("TIM-08")).toMatchObject({ variant: "hidden", args: { hidden: 1 } });
  });

  it("a policy is met by a claim that is disclosed, and not by one that is hidden", async () => {
    const policy = '{"aud":"https://api.example"}';
    expect((await presented([AUD], { policy })).found("CLM-08")).toBeUndefined();
    const { found } = await presented([], { policy });
    expect(found("CLM-08")?.words.title).toBe("aud is not disclosed");
    const other = await presented([AUD], { policy: '{"aud":"https://other.example"}' });
    const [, start] = [0, `${ISSUED}~`.length];
    expect(other.found("CLM-05")?.place).toEqual({ pane: "token", range: { start, end: start + AUD.length } });
  });

  it("what an error message expects is compared with a claim that is disclosed", async () => {
    const errorMessage = "jwt audience invalid. expected: https://other.example";
    expect((await presented([AUD], { errorMessage })).found("CLM-05")).toMatchObject({ by: "message" });
  });

  it("the gateway goes by them, and says where they are", async () => {
    const policy = '{"aud":"https://api.example"}';
    const late = await presented([EXP, AUD], { policy });
    expect(late.walk.stopped).toBe("time");
    const inTime = late.walk.steps.find(({ id }) => id === "time")?.comparisons.find(({ what }) => what === "exp");
    expect(inTime).toMatchObject({ result: "failed", note: expect.stringContaining("in a disclosure") });
    const good = await presented([AUD], { policy });
    expect(good.walk.steps.find(({ id }) => id === "audience")).toMatchObject({
      outcome: "passed",
      comparisons: [{ note: "in a disclosure" }],
    });
    const none = await presented([], { policy });
    expect(none.walk.steps.find(({ id }) => id === "audience")?.comparisons[0]?.token).toBe("not disclosed");
  });

  it("what a disclosure says wrongly has no fix that no digest would match", async () => {
    const wrong = disclosure("sub", 7);
    const token = `${hsToken(JSON.stringify({ _sd: [digestOf(wrong, "sha-256")] }))}~${wrong}~`;
    const view = await settled(await withToken(token));
    const one = view.findings.find(({ rule }) => rule === "CLM-12");
    expect(one).toMatchObject({ place: { pane: "token" } });
    expect(one?.fix).toBeUndefined();
    const plain = await settled(await withToken(hsToken('{"sub":7}')));
    expect(plain.findings.find(({ rule }) => rule === "CLM-12")?.fix).toMatchObject({ insert: '"7"' });
  });
});
