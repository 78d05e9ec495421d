import { beforeAll, describe, expect, it } from "vitest";
import { allFindings } from "../core/rules/flatten.ts";
import { loadDiagnosis } from "../core/rules/load.ts";
import { loadDetector } from "../core/token/load-detect.ts";
import { exportJWK, generateKeyPair, GeneralSign } from "jose";
import { encode, hs256, SECRET, settled, start } from "../testing/state/workbench.ts";
import { isQuick } from "../testing/rounds.ts";

beforeAll(() => Promise.all([loadDetector(), loadDiagnosis()]));

const H = encode('{"alg":"HS256"}');
const P = encode('{"a":1}');
const S = hs256(`${H}.${P}`);
const GOOD = `{"protected":"${H}","signature":"${S}"}`;
const FLAT = `"protected":"${H}","signature":"${S}"`;

async function judged(text: string, keys: { readonly secret?: string; readonly publicKey?: string }) {
  const workbench = start();
  const { actions } = workbench;
  actions.openText(text);
  if (keys.secret !== undefined) actions.setSecret(keys.secret);
  if (keys.publicKey !== undefined) actions.setKeyField("publicKey", keys.publicKey);
  const { verdict, findings } = await settled(workbench);
  const grave = allFindings(findings).filter(({ rule }) => rule === "json-form");
  return {
    state: verdict.state,
    each: verdict.judgement?.seals?.each.map(({ state }) => state) ?? [],
    said: grave.map(({ severity, variant }) => `${severity} ${variant}`),
    marked: grave.map(({ place }) => place && text.slice(place.range.start, place.range.end).slice(0, 30)),
  };
}

describe("a JSON form of the wrong shape is malformed, with the place, though its signature is good", () => {
  it.each<readonly [string, string, string, string]>([
    ["signatures is an object", `{"payload":"${P}","signatures":${GOOD}}`, "error entries", GOOD.slice(0, 30)],
    ["signatures is null", `{"payload":"${P}",${FLAT},"signatures":null}`, "error entries", "null"],
    ["signatures is empty", `{"payload":"${P}","signatures":[]}`, "error entries", "[]"],
    ["both forms", `{"payload":"${P}",${FLAT},"signatures":[${GOOD}]}`, "error both", `"signature":"${S}`.slice(0, 30)],
    ["an entry that is a number", `{"payload":"${P}","signatures":[${GOOD},17]}`, "error entry", "17"],
    ["an empty entry", `{"payload":"${P}","signatures":[${GOOD},{}]}`, "error missing", "{}"],
    ["a payload that is a number", `{"payload":17,${FLAT}}`, "error type", "17"],
    ["a header that is not encoded", `{"payload":"${P}","protected":{},"signature":"${S}"}`, "error type", "{}"],
    ["a signature with padding", `{"payload":"${P}","protected":"${H}","signature":"A="}`, "error base64url", '"A="'],
    [
      "a protected header that is present but empty",
      `{"payload":"${P}","protected":"","header":{"alg":"HS256"},"signature":"${hs256(`.${P}`)}"}`,
      "error empty",
      '"protected":""',
    ],
    [
      "one of an entry",
      `{"payload":"${P}","signatures":[{"protected":"","header":{"alg":"HS256"},"signature":"${hs256(`.${P}`)}"}]}`,
      "error empty",
      '"protected":""',
    ],
    ["JSON with trailing text", `{"payload":"${P}",${FLAT}} 17`, "error json", "17"],
    ["endlessly nested JSON", `{"payload":"${P}",${FLAT},"x":${"[".repeat(100_000)}`, "error deep", "["],
    [
      "two readings of one payload",
      `{"payload":"${P}","signatures":[${GOOD},{"protected":"${encode('{"alg":"HS256","b64":false,"crit":["b64"]}')}","signature":"AAAA"}]}`,
      "error differ",
      '{"protected":"eyJhbGciOiJIUzI1',
    ],
  ])("%s", async (_, text, said, marked) => {
    const found = await judged(text, { secret: SECRET });
    expect(found.state).toBe("malformed");
    expect(found.said[0]).toBe(said);
    expect(found.marked[0]).toBe(marked);
  });
});

it("of duplicate members the last counts, and that is a security finding", async () => {
  const twice = await judged(`{"payload":"e30",${FLAT},"pay\\u006coad":"${P}"}`, { secret: SECRET });
  expect(twice).toMatchObject({ state: "verified", said: ["security duplicate"], marked: ['"pay\\u006coad"'] });
  const other = await judged(`{"payload":"${P}",${FLAT},"payload":"e30"}`, { secret: SECRET });
  expect(other).toMatchObject({ state: "invalid", said: ["security duplicate"] });
  const unprotected = await judged(`{"payload":"${P}",${FLAT},"header":{"x":1,"x":2}}`, { secret: SECRET });
  expect(unprotected).toMatchObject({ state: "verified", said: ["security duplicate"] });
});

it("an empty protected header is fixed by removing it: the signature then verifies", async () => {
  const workbench = start();
  const { actions } = workbench;
  actions.openText(`{"payload":"${P}", "protected":"", "header":{"alg":"HS256"}, "signature":"${hs256(`.${P}`)}"}`);
  actions.setSecret(SECRET);
  const { findings } = await settled(workbench);
  actions.applyFix(allFindings(findings).find(({ variant }) => variant === "empty")!.fix!);
  const mended = await settled(workbench);
  expect(mended.verdict.state).toBe("verified");
  expect(mended.whole.text).not.toContain("protected");
});

it("an empty unprotected header is only a warning, since readers agree on its meaning", async () => {
  const found = await judged(`{"payload":"${P}",${FLAT},"header":{}}`, { secret: SECRET });
  expect(found).toMatchObject({ state: "verified", said: ["warn empty-header"], marked: ['"header":{}'] });
});

it("the empty signature of an unsecured token is not a fault of its form", async () => {
  const text = `{"payload":"${P}","protected":"${encode('{"alg":"none"}')}","signature":""}`;
  expect(await judged(text, {})).toMatchObject({ state: "unsigned", said: [] });
});

describe("a set of keys", () => {
  const made = async (count: number, more = "") => {
    const { privateKey, publicKey } = await generateKeyPair("ES256", { extractable: true });
    const sign = new GeneralSign(Buffer.from('{"a":1}'));
    sign.addSignature(privateKey).setProtectedHeader({ alg: "ES256", kid: "one" });
    const { payload, signatures } = await sign.sign();
    const entries = Array.from({ length: count }, () => JSON.stringify(signatures[0])).join(",");
    const set = JSON.stringify({ keys: [{ ...(await exportJWK(publicKey)), kid: "one" }] });
    return { text: `{"payload":"${payload}","signatures":[${entries}${more}]}`, set };
  };

  it("verifies up to the limit of signatures, and no token that has more", async () => {
    const all = await made(64);
    expect(await judged(all.text, { publicKey: all.set })).toMatchObject({ state: "verified", said: [] });
    const more = await made(65);
    const found = await judged(more.text, { publicKey: more.set });
    expect(found).toMatchObject({ state: "unsupported", said: ["warn many"] });
    expect(found.marked[0]).toMatch(/^\{"signature":"/);
    expect(found.each).toEqual(Array.from({ length: 64 }, () => "verified"));
  });

  it("does not verify a token with a signature that it names and cannot judge", async () => {
    const { text, set } = await made(1, `,{"protected":"${encode('{"alg":"XY1","kid":"one"}')}","signature":"AAAA"}`);
    const keys = { keys: [...(JSON.parse(set) as { keys: unknown[] }).keys] };
    expect(await judged(text, { publicKey: JSON.stringify(keys) })).toMatchObject({
      state: "unsupported",
      each: ["verified", "unsupported"],
    });
  });

  it.skipIf(isQuick)("answers for a megabyte of signatures", { timeout: 60_000 }, async () => {
    const { text, set } = await made(7000);
    expect(text.length).toBeGreaterThan(1_000_000);
    const found = await judged(text, { publicKey: set });
    expect(found.state).toBe("unsupported");
    expect(found.each).toHaveLength(64);
  });
});
