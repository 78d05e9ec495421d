import { createHash, generateKeyPairSync, sign } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { digestOf } from "../core/envelope/disclosures.ts";
import { readPolicy } from "../core/policy/read-policy.ts";
import { claimsIn } from "../core/envelope/disclosures.ts";
import { joseHeader } from "../core/envelope/json-seals.ts";
import { USUAL_MAPPING, walkGateway } from "../core/gateway/walk.ts";
import { wholeObject } from "../core/json/query.ts";
import { loadDiagnosis } from "../core/rules/load.ts";
import { loadDetector } from "../core/token/load-detect.ts";
import { bindingOf } from "./binding.ts";
import type { View } from "./types.ts";
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

/** How it passes through a gateway. */
function walked(view: View, policy = "") {
  return walkGateway({
    token: view.token,
    arrival: null,
    header: joseHeader(view.token, view.header.json),
    payload: wholeObject(claimsIn(view)),
    judgement: view.verdict.judgement,
    binding: bindingOf(view, view.layers)?.judgement,
    policy: readPolicy(policy),
    clock: view.clock,
    mapping: USUAL_MAPPING,
    realm: "api",
  });
}

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
  const walk = walked(view, set.policy);
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

  it("an error in a disclosure has no fix, since no digest would match", async () => {
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

describe("a key binding", () => {
  const secret = "a holder's secret of at least 32 octets";
  const [holder, other] = [0, 1].map(() => generateKeyPairSync("ec", { namedCurve: "P-256" }));
  const cnf = { jwk: holder!.publicKey.export({ format: "jwk" }) };
  const issuedFor = (confirmation: object): string =>
    `${hsToken(JSON.stringify({ iss: "https://issuer.example", iat: NOW - 1e7, exp: NOW + 600, cnf: confirmation }))}~`;
  const issued = issuedFor(cnf);
  const bound = (claims: object, by = holder!, of = issued): string => {
    const input = [
      { alg: "ES256", typ: "kb+jwt" },
      { sd_hash: digestOf(of, "sha-256"), ...claims },
    ]
      .map((part) => encode(JSON.stringify(part)))
      .join(".");
    const signature = sign("sha256", Buffer.from(input), { key: by.privateKey, dsaEncoding: "ieee-p1363" });
    return `${of}${input}.${signature.toString("base64url")}`;
  };
  const CLAIMS = { iat: NOW - 5, aud: "https://verifier.example", nonce: "n-1" };

  async function opened(token: string, policy = "") {
    const bench = await withToken(token);
    bench.actions.setNotes({ policy });
    await expect.poll(() => bench.view.getState().layers.every(({ state }) => state !== "pending")).toBe(true);
    return { bench, view: await settled(bench) };
  }
  const ids = ({ findings }: View): readonly string[] => findings.map(({ rule, variant }) => `${rule}/${variant}`);

  it("is judged by the key in cnf, without being asked", async () => {
    const { view } = await opened(bound(CLAIMS));
    expect(view.layers.map(({ path, state }) => [path, state])).toEqual([
      ["", "verified"],
      ["key-binding", "verified"],
    ]);
    expect(ids(view)).toContain("binding-key/proven");
    const forged = await opened(bound(CLAIMS, other));
    expect(forged.view.layers[1]?.state).toBe("invalid");
    expect(forged.view.findings[0]).toMatchObject({ rule: "binding-key", variant: "other", severity: "error" });
  });

  it("is judged by the key in its own fields, if any, and the page says that it is not the holder's", async () => {
    const { bench } = await opened(bound(CLAIMS, other));
    bench.actions.showLayer("key-binding");
    bench.actions.setKeyField("publicKey", JSON.stringify(other!.publicKey.export({ format: "jwk" })));
    await expect.poll(() => bench.view.getState().layers[1]?.state).toBe("verified");
    bench.actions.showLayer("");
    expect(ids(await settled(bench))).toContain("binding-key/another");
  });

  it("stops a gateway unless the holder's key signed it", async () => {
    expect(walked((await opened(bound(CLAIMS))).view).stopped).toBeNull();
    expect(walked((await opened(bound(CLAIMS, other))).view).stopped).toBe("signature");
    const { bench } = await opened(bound(CLAIMS, other));
    bench.actions.showLayer("key-binding");
    bench.actions.setKeyField("publicKey", JSON.stringify(other!.publicKey.export({ format: "jwk" })));
    await expect.poll(() => bench.view.getState().layers[1]?.state).toBe("verified");
    bench.actions.showLayer("");
    expect(walked(await settled(bench)).stopped).toBe("signature");
  });

  it("names audience, nonce and time of the presentation, which are compared with the policy", async () => {
    const policy = '{"aud":"https://verifier.example","nonce":"n-1","maxAge":60}';
    expect(ids((await opened(bound(CLAIMS), policy)).view).filter((id) => /^(?:CLM|TIM-12)/.test(id))).toEqual([]);
    const wrong = { iat: NOW - 600, aud: "https://other.example", nonce: "n-2" };
    const { view } = await opened(bound(wrong), policy);
    expect(ids(view)).toEqual(expect.arrayContaining(["CLM-05/other", "CLM-20/nonce", "TIM-12/old"]));
    const nonce = view.findings.find(({ rule }) => rule === "CLM-20");
    expect(nonce?.place).toEqual({ pane: "token", range: { start: issued.length, end: view.token.text.length } });
    expect(view.messageOf!(nonce!).why).toMatch(/in the key binding/);
  });

  it("is judged by a key of the given set that cnf names by kid or thumbprint, and only a thumbprint proves it", async () => {
    const [own, others] = [holder!, other!].map(({ publicKey }) => publicKey.export({ format: "jwk" }));
    const { crv, kty, x, y } = own!;
    const jkt = createHash("sha256").update(JSON.stringify({ crv, kty, x, y })).digest("base64url");
    const set = JSON.stringify(
      {
        keys: [
          { ...others, kid: "o" },
          { ...own, kid: "h" },
        ],
      },
      null,
      2,
    );
    const judged = async (confirmation: object, by = holder!, key = set) => {
      const { bench } = await opened(bound(CLAIMS, by, issuedFor(confirmation)));
      bench.actions.setKeyField("publicKey", key);
      await expect.poll(() => bench.view.getState().layers.every(({ state }) => state !== "pending")).toBe(true);
      const view = await settled(bench);
      return [view.layers[1]?.state, ids(view).filter((id) => id.startsWith("binding-key"))];
    };
    expect(await judged({ kid: "h" })).toEqual(["verified", ["binding-key/named"]]);
    expect(await judged({ jkt })).toEqual(["verified", ["binding-key/thumbprint"]]);
    expect(await judged({ jkt }, other)).toEqual(["invalid", ["binding-key/other"]]);
    expect(await judged({ kid: "h" }, other)).toEqual(["invalid", ["binding-key/other-named"]]);
    expect(await judged({ kid: "nobody" })).toEqual(["no-key", ["binding-key/needs"]]);
    expect(await judged({ kid: "h" }, holder, "")).toEqual(["no-key", ["binding-key/needs"]]);
    expect(await judged({ jku: "https://keys.example/" })).toEqual(["no-key", ["binding-key/fetched"]]);
  });

  it("is reported as nobody's if the SD-JWT names no key", async () => {
    const kb = hsToken('{"nonce":"1"}', '{"alg":"HS256","typ":"kb+jwt"}', secret);
    expect(ids((await opened(`${hsToken('{"iss":"x"}')}~${kb}`)).view)).toContain("binding-key/no-key");
  });
});
