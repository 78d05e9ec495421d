import { describe, expect, it } from "vitest";
import { answerTo, type Challenge, CHALLENGES, flagOf, publicTexts, setUp } from "./challenges.ts";
import { FAMILIES } from "./families.ts";
import { LAB } from "../../testing/lab-cases.ts";
import { SCENARIOS } from "./scenarios.ts";
import type { Setup } from "./types.ts";
import { build, type Draft, draftOf, ownPair, publicMembers, withMembers, withToken } from "./workshop.ts";

const asAdmin = (draft: Draft): Draft => ({ ...draft, payload: withMembers(draft.payload, { role: "admin" }) });

/** What a person would do, in order of the numbers. */
const SOLUTIONS: readonly ((draft: Draft, setup: Setup, challenge: Challenge) => Draft | Promise<Draft>)[] = [
  (draft) => ({ ...draft, header: draft.header.replace("RS256", "NONE"), finish: "empty" }),
  async (draft) => {
    const jwk = publicMembers(await ownPair("own-p256", LAB.keys));
    return { ...draft, header: withMembers(draft.header, { alg: "ES256", jwk }), finish: "own-p256" };
  },
  (draft) => ({ ...draft, finish: "hmac", secret: { text: "your-256-bit-secret", encoding: "UTF-8" } }),
  (draft) => ({ ...draft, header: draft.header.replace(/\n}$/, ',\n  "alg": "none"\n}'), finish: "empty" }),
  (draft, setup) => ({
    ...draft,
    header: withMembers(draft.header, { alg: "RSA-OAEP-256", enc: "A256GCM" }),
    finish: "encrypt",
    recipient: publicTexts(setup)[0]?.text ?? "",
  }),
  async (draft, _, { counter }) => withToken(draft, (await counter?.issue(LAB, "example")) ?? ""),
];

async function send(challenge: Challenge, draft: Draft, setup: Setup) {
  const built = await build(draft, LAB.keys);
  if ("problem" in built) throw new Error(built.problem);
  return answerTo(challenge, setup, built.token);
}

it("there is one challenge for each family, in the families' order, numbered from 1", () => {
  expect(CHALLENGES.map(({ scenario }) => scenario.family)).toEqual(FAMILIES.map(({ id }) => id));
  expect(CHALLENGES.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6]);
});

describe.each(CHALLENGES)("challenge $number", (challenge) => {
  const { number, title, task, hints, counter } = challenge;
  const solution = SOLUTIONS[number - 1];

  it("can be solved with the page's own tools", async () => {
    const setup = await setUp(challenge, LAB);
    const draft = asAdmin(draftOf(setup.honest));
    expect(await send(challenge, (await solution?.(draft, setup, challenge)) ?? draft, setup)).toMatchObject({
      solved: true,
      verdict: { verdict: "accepted", claims: { role: "admin" } },
    });
  });

  it("is not solved by the honest token, which is accepted, nor by a copy with other claims", async () => {
    const setup = await setUp(challenge, LAB);
    const honest = draftOf(setup.honest);
    expect(await build(honest, LAB.keys)).toEqual({ token: setup.honest });
    expect(await send(challenge, honest, setup)).toMatchObject({ solved: false, verdict: { verdict: "accepted" } });
    const changed = await send(challenge, asAdmin(honest), setup);
    expect(changed).toMatchObject({ solved: false, verdict: { verdict: "rejected" } });
  });

  it("is not solved by half of the solution: the forgery alone keeps the old role", async () => {
    const setup = await setUp(challenge, LAB);
    if (counter) {
      const token = await counter.issue(LAB, counter.initial);
      expect(await answerTo(challenge, setup, token)).toMatchObject({ solved: false });
      return;
    }
    const honest = draftOf(setup.honest);
    const sent = await send(challenge, (await solution?.(honest, setup, challenge)) ?? honest, setup);
    expect(sent).toMatchObject({ solved: false, verdict: { verdict: "accepted", claims: { role: "viewer" } } });
  });

  it("names no attack in title, task, hints or materials", async () => {
    const names = SCENARIOS.flatMap((scenario) => [scenario.title, scenario.id]).map((name) => name.toLowerCase());
    const texts = [title, task, ...hints, counter?.title, counter?.about, counter?.field].join("\n").toLowerCase();
    for (const name of names) expect(texts).not.toContain(name);
    expect(hints.length).toBeGreaterThan(1);
  });

  it("shows no private key and no secret", async () => {
    const setup = await setUp(challenge, LAB);
    const texts = publicTexts(setup).map(({ text }) => text);
    const hidden = setup.keyTexts.filter(({ kind }) => kind !== "public").map(({ text }) => text);
    expect(texts.filter((text) => hidden.includes(text))).toEqual([]);
    expect(hidden.length).toBeGreaterThan(0);
  });

  it("has a flag that depends on number and word, not on white space around the word", async () => {
    const flag = await flagOf(challenge, "blue-otter");
    expect(flag).toMatch(/^jotscope\{[0-9a-f]{16}\}$/);
    expect(await flagOf(challenge, " blue-otter\n")).toBe(flag);
    expect(await flagOf(challenge, "")).not.toBe(flag);
    expect(await flagOf({ number: number + 1 }, "blue-otter")).not.toBe(flag);
  });
});

it("a flag is an HMAC that anyone can compute in a shell", async () => {
  // printf %s 'jotscope challenge 3' | openssl dgst -sha256 -hmac blue-otter
  expect(await flagOf({ number: 3 }, "blue-otter")).toBe("jotscope{c4b1407da9392ef6}");
});

describe("the workshop", () => {
  const token = draftOf("eyJhbGciOiJIUzI1NiJ9.eyJyb2xlIjoidmlld2VyIn0.AAAA");

  it("keeps unchanged parts byte for byte, and takes the texts exactly", async () => {
    const built = await build({ ...token, payload: '{"role" : "admin"}' }, LAB.keys);
    expect(built).toEqual({ token: "eyJhbGciOiJIUzI1NiJ9.eyJyb2xlIiA6ICJhZG1pbiJ9.AAAA" });
  });

  it("sends a typed token as is; a typed JWS fills the editors, other text leaves them", async () => {
    const other = "eyJhbGciOiJub25lIn0.eyJyb2xlIjoiYWRtaW4ifQ.";
    const typed = withToken(token, ` ${other}\n`);
    expect(typed).toMatchObject({ header: '{\n  "alg": "none"\n}', typed: ` ${other}\n` });
    expect(await build(typed, LAB.keys)).toEqual({ token: other });
    const unread = withToken(token, "not a token");
    expect(unread).toMatchObject({ header: token.header, payload: token.payload });
    expect(await build(unread, LAB.keys)).toEqual({ token: "not a token" });
  });

  it.each([
    ["a header without enc", { finish: "encrypt" }, /alg and enc/],
    ["no key to encrypt to", { finish: "encrypt", header: '{"alg":"RSA-OAEP-256","enc":"A256GCM"}' }, /public key/],
    ["a secret that is not hex", { finish: "hmac", secret: { text: "x", encoding: "Hex" } }, /Hex/],
  ] as const)("says why nothing can be made: %s", async (_, change, why) => {
    expect(await build({ ...token, ...change }, LAB.keys)).toEqual({ problem: expect.stringMatching(why) });
  });
});
