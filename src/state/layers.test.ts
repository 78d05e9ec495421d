import { loadDiagnosis } from "../core/rules/load.ts";
import { allFindings } from "../core/rules/flatten.ts";
import { beforeAll, describe, expect, it } from "vitest";
import { loadDetector } from "../core/token/load-detect.ts";
import { encode, hs256, hsToken, NOW, SECRET, settled, start } from "../testing/state/workbench.ts";
import type { View } from "./types.ts";
import { eventually } from "../testing/eventually.ts";

beforeAll(async () => {
  await Promise.all([loadDetector(), loadDiagnosis()]);
});

const NESTS = '{"alg":"HS256","cty":"JWT"}';
const INNER_SECRET = "another-secret-that-is-long-enough-for-it";
const INNER = hsToken('{"sub":"1"}', undefined, INNER_SECRET);
const NESTED = hsToken(INNER, NESTS);
const JWE = `${encode('{"alg":"dir","enc":"A256GCM"}')}..aXY.Y2lwaGVy.dGFn`;

async function open(token: string) {
  const workbench = start();
  const { actions, view } = workbench;
  actions.openText(token);
  await settled(workbench);
  return {
    ...workbench,
    seen: () => settled(workbench),
    /** Gives a layer its secret. */
    secret: (path: string, secret: string): void => {
      const before = view.getState().path;
      actions.showLayer(path);
      actions.setSecret(secret);
      actions.showLayer(before);
    },
    /** All layers, once each is judged. */
    layers: async (): Promise<readonly (readonly [string, string, string])[]> => {
      await eventually(() => {
        if (view.getState().layers.some(({ state }) => state === "pending")) throw new Error("still pending");
      });
      return view.getState().layers.map(({ path, form, state }) => [path, form, state]);
    },
  };
}

/** A token as `hsToken` makes it, with a payload that is put together from texts. */
const signed = (header: string, payload: string, secret: string): string => hsToken(payload, header, secret);

describe("a token inside a token", () => {
  it("is its own layer, and a token without one has none", async () => {
    const { layers } = await open(NESTED);
    expect(await layers()).toEqual([
      ["", "jws", "no-key"],
      ["content", "jws", "no-key"],
    ]);
    expect(await (await open(INNER)).layers()).toEqual([["", "jws", "no-key"]]);
  });

  it.each([
    ["a string of the payload", hsToken(`{"a":[{"b c":"${INNER}"}]}`), "/a/0/b c", "jws"],
    ["an encrypted token", hsToken(JWE, NESTS), "content", "jwe"],
    ["an encrypted token in a string", hsToken(`{"t":"${JWE}"}`), "/t", "jwe"],
  ])("is found as %s", async (_, token, path, form) => {
    const { layers } = await open(token);
    expect((await layers())[1]).toEqual([path, form, "no-key"]);
  });

  it("shows its panes and its verdict, with keys of its own", async () => {
    const { actions, seen, secret, layers } = await open(NESTED);
    secret("", SECRET);
    expect((await seen()).verdict.state).toBe("verified");
    actions.showLayer("content");
    expect((await seen()).verdict.state).toBe("no-key");
    secret("content", INNER_SECRET);
    const view = await seen();
    expect(view.payload.json.root).toMatchObject({ type: "object" });
    expect(view).toMatchObject({
      token: { text: INNER },
      whole: { text: NESTED },
      verdict: { state: "verified", provenance: "original", originalState: "verified" },
      fields: { keys: { secret: { text: INNER_SECRET } } },
    });
    expect(await layers()).toEqual([
      ["", "jws", "verified"],
      ["content", "jws", "verified"],
    ]);
  });

  it("is judged by the keys of its own place, though the same token is in another", async () => {
    const { secret, layers } = await open(hsToken(`{"a":"${INNER}","b":"${INNER}"}`));
    secret("", SECRET);
    secret("/a", INNER_SECRET);
    secret("/b", SECRET);
    expect(await layers()).toEqual([
      ["", "jws", "verified"],
      ["/a", "jws", "verified"],
      ["/b", "jws", "invalid"],
    ]);
  });

  const OUTER_SECRET = "not-a-published-secret-of-the-outer-layer";
  const CLAIMS = `"iss":"https://issuer.example","iat":${NOW - 60},"exp":${NOW + 600}`;
  const healthy = hsToken(`{${CLAIMS}}`, undefined, INNER_SECRET);
  const holding = (payload: string, header = NESTS): string => hsToken(payload, header, OUTER_SECRET);
  it.each([
    ["the whole payload", holding(healthy)],
    ["the payload, with quotes", holding(JSON.stringify(healthy))],
    ["the payload, without a content type", holding(healthy, '{"alg":"HS256","typ":"JWT"}')],
    ["a string of the payload", holding(`{${CLAIMS},"vp":["${healthy}"]}`, '{"alg":"HS256","typ":"JWT"}')],
    ["a token in a token", holding(holding(healthy))],
    ["a string of a token in a token", holding(holding(`{${CLAIMS},"vp":["${healthy}"]}`, '{"alg":"HS256"}'))],
  ])("is not called broken anywhere: %s", async (_, token) => {
    const { actions, seen, secret, view } = await open(token);
    const paths = view.getState().layers.map(({ path }) => path);
    expect(paths.length).toBeGreaterThan(1);
    for (const path of paths) secret(path, path === paths.at(-1) ? INNER_SECRET : OUTER_SECRET);
    for (const path of paths) {
      actions.showLayer(path);
      const { findings, verdict } = await seen();
      expect(verdict.state).toBe("verified");
      const grave = allFindings(findings).filter(({ severity }) => severity !== "info" && severity !== "ok");
      expect(grave.map(({ rule, variant }) => [path, rule, variant])).toEqual([]);
    }
  });

  it("has the claims that the policy is checked against, alone", async () => {
    const inner = hsToken('{"iss":"https://other.example"}');
    const verdict = async (token: string, path: string) => {
      const { actions, seen } = await open(token);
      actions.setNotes({ policy: '{"iss":"https://issuer.example"}' });
      actions.showLayer(path);
      const { findings, hasClaims } = await seen();
      return [hasClaims, findings.some(({ by }) => by === "policy")];
    };
    expect(await verdict(inner, "")).toEqual([true, true]);
    expect(await verdict(hsToken(inner, NESTS), "")).toEqual([false, false]);
    expect(await verdict(hsToken(inner, NESTS), "content")).toEqual([true, true]);
    const presented = hsToken(`{"iss":"https://issuer.example","vp":["${inner}"]}`);
    expect(await verdict(presented, "/vp/0")).toEqual([false, false]);
    expect(await verdict(presented, "")).toEqual([true, false]);
    const nested = hsToken(hsToken(inner, NESTS), NESTS);
    expect(await verdict(nested, "content")).toEqual([false, false]);
    expect(await verdict(nested, "content content")).toEqual([true, true]);
  });
});

const PROTECTED = encode('{"alg":"HS256"}');
const FLAT = JSON.stringify({ payload: encode("{}"), protected: PROTECTED, signature: hs256(`${PROTECTED}.e30`) });
const GENERAL = JSON.stringify({
  payload: encode("{}"),
  signatures: [{ protected: PROTECTED, header: { kid: "a" }, signature: hs256(`${PROTECTED}.e30`) }],
});
const DIRECT = encode('{"alg":"dir","enc":"A256GCM"}');
const IV = Buffer.alloc(12).toString("base64url");
const TAG = Buffer.alloc(16).toString("base64url");

it.each([
  ["a flattened JWS", FLAT, "jws-json", ["payload", "header", "signature"]],
  ["a general JWS", GENERAL, "jws-json", ["payload", "header", "signature"]],
  [
    "a JWE in JSON",
    JSON.stringify({ protected: DIRECT, iv: IV, ciphertext: "Y2lwaGVy", tag: TAG }),
    "jwe-json",
    ["header", "iv", "ciphertext", "tag"],
  ],
  ["a JWE", `${DIRECT}..${IV}.Y2lwaGVy.${TAG}`, "jwe", ["header", "encrypted-key", "iv", "ciphertext", "tag"]],
  [
    "an SD-JWT",
    `${hsToken('{"_sd":["PtnW-fnNxSUNyQ_DVIt6Fbl0r51K3vakTNkA0IpcumU"]}')}~${encode('["salt","a",1]')}~`,
    "sd-jwt",
    ["header", "payload", "signature", "extra", "extra"],
  ],
])("%s is one layer of its form and parts, and is not called broken", async (_, token, form, parts) => {
  const { layers, seen } = await open(token);
  expect(await layers()).toEqual([["", form, "no-key"]]);
  const { findings, envelope } = await seen();
  expect(envelope?.parts.map(({ name }) => name).filter((name) => name !== "between")).toEqual(parts);
  expect(findings.length).toBeGreaterThan(0);
  expect(allFindings(findings).filter(({ severity }) => severity === "error")).toEqual([]);
});

describe("an edit inside", () => {
  const EDITED = '{"sub":"2"}';
  const inner = signed('{"alg":"HS256","typ":"JWT"}', EDITED, INNER_SECRET);

  async function edited(token: string, path: string, outer = SECRET) {
    const bench = await open(token);
    bench.secret("", outer);
    bench.secret(path, INNER_SECRET);
    bench.actions.showLayer(path);
    bench.actions.editPane("payload", EDITED);
    return { ...bench, now: await bench.seen() };
  }

  it("is signed inside and then around it", async () => {
    const { now, actions, seen } = await edited(NESTED, "content");
    expect(now.whole.text).toBe(signed(NESTS, inner, SECRET));
    expect(now.verdict).toMatchObject({ state: "verified", provenance: "re-signed" });
    actions.showLayer("");
    expect(await seen()).toMatchObject({
      payload: { text: inner, edited: true },
      verdict: { state: "verified", provenance: "re-signed" },
    });
  });

  it("keeps the signature around it if there is no key", async () => {
    const { now } = await edited(NESTED, "content", "");
    expect(now.whole.text).toBe([encode(NESTS), encode(inner), NESTED.split(".")[2]].join("."));
    expect(now.verdict).toMatchObject({ state: "verified", provenance: "re-signed" });
  });

  it("is left unsigned around it while that layer keeps its signature", async () => {
    const bench = await open(NESTED);
    bench.secret("", SECRET);
    bench.secret("content", INNER_SECRET);
    bench.actions.setMode("keep");
    bench.actions.showLayer("content");
    bench.actions.editPane("payload", EDITED);
    expect((await bench.seen()).whole.text.split(".")[2]).toBe(NESTED.split(".")[2]);
    bench.actions.showLayer("");
    expect((await bench.seen()).verdict).toMatchObject({ state: "invalid", provenance: "kept" });
  });

  it("changes no other character of the JSON around it", async () => {
    const [before, after] = ['{ "n": 1.0e0,\n"t" : "', '" ,"n":2}'];
    const header = '{"alg":"HS256","typ":"JWT"}';
    const { now } = await edited(hsToken(`${before}${INNER}${after}`), "/t");
    expect(now.whole.text).toBe(signed(header, `${before}${inner}${after}`, SECRET));
  });

  it("changes the key binding of an SD-JWT and nothing before it", async () => {
    const before = `${hsToken('{"_sd":[]}')}~WyJzYWx0IiwgImEiLCAxXQ~`;
    const header = '{"alg":"HS256","typ":"kb+jwt"}';
    const bench = await open(before + hsToken('{"nonce":"n"}', header, INNER_SECRET));
    expect(await bench.layers()).toEqual([
      ["", "sd-jwt", "no-key"],
      ["key-binding", "kb-jwt", "no-key"],
    ]);
    bench.secret("key-binding", INNER_SECRET);
    bench.actions.showLayer("key-binding");
    bench.actions.editPane("payload", EDITED);
    expect((await bench.seen()).whole.text).toBe(before + signed(header, EDITED, INNER_SECRET));
  });

  it("keeps a changed key binding of an SD-JWT when its payload is typed over", async () => {
    const binding = (claims: string) => hsToken(claims, '{"alg":"HS256","typ":"kb+jwt"}', INNER_SECRET);
    const issued = (claims: string) => `${hsToken(claims)}~WyJzYWx0IiwgImEiLCAxXQ~`;
    const bench = await open(issued('{"_sd":[]}') + binding('{"nonce":"n"}'));
    bench.secret("", SECRET);
    bench.secret("key-binding", INNER_SECRET);
    bench.actions.showLayer("key-binding");
    bench.actions.editPane("payload", EDITED);
    bench.actions.showLayer("");
    bench.actions.editPane("payload", '{"_sd":[],"a":1}');
    expect((await bench.seen()).whole.text).toBe(issued('{"_sd":[],"a":1}') + binding(EDITED));
    bench.actions.undo();
    expect((await bench.seen()).whole.text).toBe(issued('{"_sd":[]}') + binding(EDITED));
  });

  it("propagates outward through every layer", async () => {
    const middle = hsToken(`{"vp":["${INNER}"]}`, undefined, "middle");
    const bench = await open(hsToken(middle, NESTS));
    const path = "content /vp/0";
    expect((await bench.layers()).map(([at]) => at)).toEqual(["", "content", path]);
    bench.secret("", SECRET);
    bench.secret("content", "middle");
    bench.secret(path, INNER_SECRET);
    bench.actions.showLayer(path);
    bench.actions.editPane("payload", EDITED);
    const around = signed('{"alg":"HS256","typ":"JWT"}', `{"vp":["${inner}"]}`, "middle");
    expect((await bench.seen()).whole.text).toBe(signed(NESTS, around, SECRET));
    expect((await bench.layers()).map(([, , state]) => state)).toEqual(["verified", "verified", "verified"]);
  });

  it("is undone to the very bytes, and reverted by typing the old text", async () => {
    const { actions, seen, now } = await edited(NESTED, "content");
    actions.editPane("payload", now.put.payload);
    expect((await seen()).whole.text).toBe(NESTED);
    actions.undo();
    expect((await seen()).whole.text).toBe(now.whole.text);
    actions.undo();
    const back = await seen();
    expect(back.whole.text).toBe(NESTED);
    expect(back.verdict.provenance).toBe("original");
  });

  it("is part of what is typed around it from then on", async () => {
    const { actions, seen, now } = await edited(hsToken(`{"t":"${INNER}"}`), "/t");
    actions.showLayer("");
    const text = (await seen()).payload.text;
    actions.editPane("payload", text.replace("{", '{"more":1,'));
    const { whole, fields, inputs } = await seen();
    const header = '{"alg":"HS256","typ":"JWT"}';
    expect(whole.text).toBe(signed(header, `{"more":1,"t":"${inner}"}`, SECRET));
    expect([Object.keys(inputs.edits), fields.edits.payload?.includes(inner)]).toEqual([[""], true]);
    actions.showLayer("/t");
    expect((await seen()).verdict).toMatchObject({ state: "verified", provenance: "original" });
    expect((await seen()).baseIs).toBe("changed");
    actions.undo();
    expect((await seen()).whole.text).toBe(now.whole.text);
  });
});

describe("the shown layer", () => {
  const shown = ({ path, token, whole }: View) => [path, token === whole];

  it("is inside the layer around it, not in one whose path has the same prefix", async () => {
    const bench = await open(hsToken(`{"a":"${INNER}","a b":"${INNER}"}`));
    bench.actions.showLayer("/a b");
    const other = hsToken('{"sub":"2"}', undefined, INNER_SECRET);
    bench.actions.editPane("payload", '{"sub":"2"}');
    bench.secret("/a b", INNER_SECRET);
    expect(bench.view.getState().layers.map(({ path, around }) => [path, around])).toEqual([
      ["", null],
      ["/a", ""],
      ["/a b", ""],
    ]);
    bench.actions.showLayer("/a");
    bench.actions.editPane("payload", '{"sub":"3"}');
    const { whole } = await bench.seen();
    await eventually(() => expect(bench.view.getState().whole.payload?.text).toContain(`"a b":"${other}"`));
    expect(whole.payload?.text).toContain('"a":"');
  });

  it("is the nearest one around, while its place is gone", async () => {
    const { actions, seen } = await open(NESTED);
    actions.showLayer("content");
    actions.setSecret(INNER_SECRET);
    expect(shown(await seen())).toEqual(["content", false]);
    actions.typeToken("x");
    expect(shown(await seen())).toEqual(["", true]);
    actions.undo();
    expect(await seen()).toMatchObject({ path: "content", fields: { keys: { secret: { text: INNER_SECRET } } } });
  });

  it("is the outermost once another token arrives", async () => {
    const { actions, seen } = await open(NESTED);
    actions.showLayer("content");
    actions.openText(hsToken(INNER, '{"alg":"HS256","cty":"JWT","kid":"2"}'));
    expect(shown(await seen())).toEqual(["", true]);
  });

  it("does not affect Copy and the address's token: they take the whole", async () => {
    const { actions, seen, copied } = await open(NESTED);
    actions.showLayer("content");
    await seen();
    await actions.copy("token");
    expect(copied).toEqual([NESTED]);
  });

  it("has all findings that replace something in its text, and a fix stays inside it", async () => {
    const { actions, seen } = await open(hsToken(`{"t":"${INNER}"}`));
    actions.showLayer("/t");
    await seen();
    const other = hsToken('{"sub":"7"}', undefined, INNER_SECRET);
    actions.applyFix({ kind: "replace-all", pane: "token", text: other });
    const { token, whole, path } = await seen();
    expect([token.text, path]).toEqual([other, "/t"]);
    expect(whole.text.split(".")[1]).toBe(encode(`{"t":"${other}"}`));
  });
});

it("a large token has no layers, since it is not read at each keystroke", async () => {
  const { actions, view } = start();
  actions.openText(hsToken(`{"t":"${INNER}","filler":"${"x".repeat(1_600_000)}"}`));
  await eventually(() => expect(view.getState().large?.decoding).toBe(false));
  expect(view.getState()).toMatchObject({ path: "", layers: [{ path: "" }] });
});

it("many inner tokens are listed up to a limit, and the rest stay unchanged", async () => {
  const payload = JSON.stringify(Array.from({ length: 100 }, (_, at) => hsToken(`{"sub":"${at}"}`)));
  const { layers, seen } = await open(hsToken(payload));
  expect((await layers()).length).toBeLessThanOrEqual(64);
  expect((await seen()).whole.text).toBe(hsToken(payload));
});

it("Node makes the same signature over an inner layer", () => {
  expect(NESTED.split(".")[2]).toBe(hs256(NESTED.slice(0, NESTED.lastIndexOf("."))));
});
