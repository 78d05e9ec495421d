import { exportJWK, FlattenedSign, flattenedVerify, GeneralSign, generateKeyPair, type JWK } from "jose";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { allFindings } from "../core/rules/flatten.ts";
import { loadDiagnosis } from "../core/rules/load.ts";
import { encodeUtf8 } from "../core/text/utf8.ts";
import { loadDetector } from "../core/token/load-detect.ts";
import { encode, hs256, SECRET, settled, start } from "../testing/state/workbench.ts";
import { unprotectedHeader } from "./json-layer.ts";
import { rounds } from "../testing/rounds.ts";

interface Pair {
  readonly own: JWK;
  readonly open: JWK;
  readonly key: CryptoKey;
}

let first: Pair;
let second: Pair;
let general: string;

async function pair(alg: string, kid: string): Promise<Pair> {
  const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true });
  const [own, open] = [await exportJWK(privateKey), await exportJWK(publicKey)];
  return { own: { ...own, kid, alg }, open: { ...open, kid, alg }, key: privateKey };
}

beforeAll(async () => {
  await Promise.all([loadDetector(), loadDiagnosis()]);
  [first, second] = [await pair("ES256", "one"), await pair("EdDSA", "two")];
  const made = await new GeneralSign(encodeUtf8('{"iss":"https://issuer.example","n":1.0}'))
    .addSignature(first.key)
    .setProtectedHeader({ alg: "ES256", typ: "JWT" })
    .setUnprotectedHeader({ kid: "one" })
    .addSignature(second.key)
    .setProtectedHeader({ alg: "EdDSA", kid: "two" })
    .sign();
  general = JSON.stringify(made, null, 2);
});

async function open(token: string) {
  const workbench = start();
  const { actions, view } = workbench;
  actions.openText(token);
  await settled(workbench);
  const seen = () => settled(workbench);
  return {
    ...workbench,
    seen,
    choose: (index: number) => actions.act((acts, fixing) => acts.chooseSeal(index, fixing)),
    unprotect: (text: string) => actions.act((acts, fixing) => acts.setUnprotected(text, "begins", fixing)),
    states: async () => (await seen()).verdict.judgement?.seals?.each.map(({ state }) => state),
    text: () => view.getState().whole.text,
  };
}

const setOf = (...pairs: readonly Pair[]): string => JSON.stringify({ keys: pairs.map(({ open: jwk }) => jwk) });
const memberOf = (text: string, index: number, name: string): unknown =>
  (JSON.parse(text) as { signatures: readonly Record<string, unknown>[] }).signatures[index]?.[name];

describe("a general JWS of two signatures", () => {
  it("shows the panes of its first signature", async () => {
    const { seen } = await open(general);
    const view = await seen();
    expect(view.token.form).toBe("jws-json");
    expect(JSON.parse(view.header.text)).toEqual({ alg: "ES256", typ: "JWT" });
    expect(view.payload.text).toContain('"n": 1.0');
    expect(unprotectedHeader(view.base, {})?.text).toBe('{\n  "kid": "one"\n}');
    expect(view.algorithm.value).toBe("ES256");
    expect(view.verdict).toMatchObject({ state: "no-key", provenance: "original" });
  });

  it("has a verdict for each signature with a set, and verifies if both do", async () => {
    const { actions, states, seen } = await open(general);
    actions.setKeyField("publicKey", setOf(first, second));
    expect(await states()).toEqual(["verified", "verified"]);
    expect((await seen()).verdict.state).toBe("verified");
    actions.setKeyField("publicKey", setOf(second));
    expect(await states()).toEqual(["no-key", "verified"]);
    expect((await seen()).verdict.state).toBe("verified");
  });

  it("applies a single key to one signature: the one that it verifies, or the chosen one", async () => {
    const { actions, states, seen, choose } = await open(general);
    actions.setKeyField("publicKey", JSON.stringify(second.open));
    expect(await states()).toEqual(["no-key", "verified"]);
    expect(JSON.parse((await seen()).header.text)).toEqual({ alg: "EdDSA", kid: "two" });
    choose(0);
    expect(await states()).toEqual(["key-error", "no-key"]);
    expect(JSON.parse((await seen()).header.text)).toEqual({ alg: "ES256", typ: "JWT" });
    choose(1);
    expect((await seen()).verdict.state).toBe("verified");
  });

  it("is invalid if one with a given key fails", async () => {
    const broken = general.replace(/("signature": ")(.{4})/, "$1AAAA");
    const { actions, states, seen } = await open(broken);
    actions.setKeyField("publicKey", setOf(first, second));
    expect(await states()).toEqual(["invalid", "verified"]);
    expect((await seen()).verdict.state).toBe("invalid");
  });

  it("is edited in place: only the changed members' characters change, and Undo restores the pasted bytes", async () => {
    const { actions, seen, text, states } = await open(general);
    actions.setKeyField("publicKey", setOf(first, second));
    actions.setKeyField("privateKey", JSON.stringify(first.own));
    await seen();
    actions.editPane("payload", '{"iss": "https://other.example"}');
    const view = await seen();
    expect(view.verdict.provenance).toBe("re-signed");
    expect(await states()).toEqual(["verified", "invalid"]);
    expect(view.verdict.state).toBe("invalid");
    const expected = general
      .replace(/("payload": )"[^"]*"/, `$1"${encode('{"iss":"https://other.example"}')}"`)
      .replace(/("signature": )"[^"]*"/, `$1"${String(memberOf(text(), 0, "signature"))}"`);
    expect(text()).toBe(expected);
    expect(memberOf(text(), 1, "signature")).toBe(memberOf(general, 1, "signature"));
    actions.undo();
    await seen();
    expect(text()).toBe(general);
    expect((await seen()).verdict).toMatchObject({ state: "verified", provenance: "original" });
  });

  it("keeps what was signed for one signature while another is shown, and signs that one with its own key", async () => {
    const { actions, seen, text, states, choose } = await open(general);
    actions.setKeyField("publicKey", setOf(first, second));
    actions.setKeyField("privateKey", JSON.stringify(first.own));
    actions.editPane("payload", '{"a":1}');
    await seen();
    const before = text();
    choose(1);
    await seen();
    expect(text()).toBe(before);
    actions.setKeyField("privateKey", JSON.stringify(second.own));
    await seen();
    expect(text()).toBe(before);
    actions.signAgain();
    expect(await states()).toEqual(["verified", "verified"]);
    expect(memberOf(text(), 0, "signature")).toBe(memberOf(before, 0, "signature"));
    choose(0);
    expect(await states()).toEqual(["verified", "verified"]);
  });

  it("keeps its signatures on request", async () => {
    const { actions, seen, text, states } = await open(general);
    actions.setKeyField("publicKey", setOf(first, second));
    actions.setKeyField("privateKey", JSON.stringify(first.own));
    actions.setMode("keep");
    actions.editPane("payload", '{"a":1}');
    expect(await states()).toEqual(["invalid", "invalid"]);
    expect((await seen()).verdict.provenance).toBe("kept");
    expect(memberOf(text(), 0, "signature")).toBe(memberOf(general, 0, "signature"));
  });

  it("has an unprotected header whose edit leaves the signatures unchanged", async () => {
    const { actions, seen, text, unprotect, states } = await open(general);
    actions.setKeyField("publicKey", setOf(first, second));
    actions.setKeyField("privateKey", JSON.stringify(first.own));
    await seen();
    unprotect('{"kid":"one", "note": [1.0]}');
    await seen();
    expect(text()).toBe(general.replace('"kid": "one"', '"kid": "one",\n        "note": [1.0]'));
    expect(await states()).toEqual(["verified", "verified"]);
    actions.undo();
    expect((await seen()).whole.text).toBe(general);
    unprotect("");
    await seen();
    expect(memberOf(text(), 0, "header")).toBeUndefined();
  });
});

it("an unprotected alg is read, signed with, and changed in place", async () => {
  const payload = encode('{"a":1}');
  const token = `{"payload":"${payload}","header":{"alg":"HS256","kid":"x"},"signature":"${hs256(`.${payload}`)}"}`;
  const { actions, seen, text } = await open(token);
  actions.setSecret(SECRET);
  expect(await seen()).toMatchObject({ algorithm: { value: "HS256" }, family: "hmac", verdict: { state: "verified" } });
  const findings = allFindings((await seen()).findings);
  expect(findings.filter(({ severity }) => severity === "error")).toEqual([]);
  actions.editPane("payload", '{"a":2}');
  expect((await seen()).verdict).toMatchObject({ state: "verified", provenance: "re-signed" });
  expect(text()).toBe(
    token.replace(payload, encode('{"a":2}')).replace(/("signature":)"[^"]*"/, `$1"${hs256(`.${encode('{"a":2}')}`)}"`),
  );
});

it.each([
  ["a member in both headers", '"header":{"alg":"HS256"},'],
  ["crit that is not protected", '"header":{"crit":["x"],"x":1},'],
  ["b64 that is not protected", '"header":{"b64":true},'],
  ["a header that is not an object", '"header":"x",'],
])("%s is refused", async (_, member) => {
  const protectedHeader = encode('{"alg":"HS256"}');
  const signature = hs256(`${protectedHeader}.e30`);
  const { actions, seen } = await open(
    `{"payload":"e30",${member}"protected":"${protectedHeader}","signature":"${signature}"}`,
  );
  actions.setSecret(SECRET);
  const view = await seen();
  expect(view.verdict.state).toBe("malformed");
  expect(allFindings(view.findings).some(({ rule, severity }) => rule === "json-form" && severity === "error")).toBe(
    true,
  );
});

it("tokens edited and signed here are read by jose, and those that jose signed are read here", async () => {
  const flat = await new FlattenedSign(encodeUtf8('{"a":1}'))
    .setProtectedHeader({ alg: "ES256" })
    .setUnprotectedHeader({ kid: "one" })
    .sign(first.key);
  const { actions, seen, text } = await open(JSON.stringify(flat));
  actions.setKeyField("publicKey", JSON.stringify(first.open));
  actions.setKeyField("privateKey", JSON.stringify(first.own));
  expect((await seen()).verdict.state).toBe("verified");
  actions.editPane("payload", '{"a":2}');
  await seen();
  const read = await flattenedVerify(JSON.parse(text()) as never, first.open);
  expect(new TextDecoder().decode(read.payload)).toBe('{"a":2}');
});

it("an ACME request says whose it is, and is not faulted for its URL and account", async () => {
  const header = { nonce: "n-1", url: "https://ca.example/new-order" };
  const findings = async (more: Record<string, unknown>) => {
    const flat = await new FlattenedSign(encodeUtf8('{"identifiers":[]}'))
      .setProtectedHeader({ alg: "ES256", ...header, ...more })
      .sign(first.key);
    const { seen } = await open(JSON.stringify(flat));
    return allFindings((await seen()).findings).map(({ rule, variant, severity }) => [severity, rule, variant]);
  };
  const grave = (all: readonly (readonly string[])[]) =>
    all.filter(([severity]) => severity !== "info" && severity !== "ok");
  const known = await findings({ kid: "https://ca.example/acct/1" });
  expect(known).toContainEqual(["info", "acme-request", "request"]);
  expect(grave(known)).toEqual([]);
  const { kty, crv, x, y } = first.open;
  const fresh = await findings({ jwk: { kty, crv, x, y } });
  expect(fresh).toContainEqual(["info", "HDR-07", "account"]);
  expect(grave(fresh)).toEqual([]);
  expect(grave(await findings({}))).toContainEqual(["error", "acme-request", "neither"]);
});

it("random edits are undone to the pasted characters", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        fc.oneof(
          fc.record({ kind: fc.constant("payload"), text: fc.json() }),
          fc.record({
            kind: fc.constant("header"),
            text: fc.constantFrom('{"alg":"ES256"}', '{"alg":"EdDSA","x":1}', "{"),
          }),
          fc.record({
            kind: fc.constant("unprotected"),
            text: fc.constantFrom("", "{}", '{"kid":"one"}', '{"a":{"b":[1]}}', "{"),
          }),
          fc.record({ kind: fc.constant("choose"), text: fc.constantFrom("0", "1") }),
          fc.record({ kind: fc.constant("sign"), text: fc.constant("") }),
        ),
        { minLength: 1, maxLength: 6 },
      ),
      async (steps) => {
        const { actions, choose, unprotect, view, seen, text } = await open(general);
        actions.setKeyField("privateKey", JSON.stringify(first.own));
        for (const { kind, text: typed } of steps) {
          if (kind === "payload" || kind === "header") actions.editPane(kind, typed);
          else if (kind === "unprotected") unprotect(typed);
          else if (kind === "choose") choose(Number(typed));
          else actions.signAgain();
        }
        await seen();
        let last = "";
        while (view.getState().whole.text !== "") {
          last = text();
          actions.undo();
        }
        expect(last).toBe(general);
      },
    ),
    { numRuns: rounds(25) },
  );
});

it("a JSON form inside a token is a layer, edited in place with every other character kept", async () => {
  const inner = JSON.stringify(
    await new FlattenedSign(encodeUtf8('{"a":1}')).setProtectedHeader({ alg: "ES256" }).sign(first.key),
  );
  const header = encode('{"alg":"HS256"}');
  const outer = (form: string) => {
    const payload = encode(`{ "x":${form}, "other": {"y" : 1.0} }`);
    return `${header}.${payload}.${hs256(`${header}.${payload}`)}`;
  };
  const { actions, seen, text } = await open(outer(inner));
  actions.setSecret(SECRET);
  expect((await seen()).layers.map(({ path, form }) => [path, form])).toEqual([
    ["", "jws"],
    ["/x", "jws-json"],
  ]);
  actions.showLayer("/x");
  actions.setKeyField("publicKey", JSON.stringify(first.open));
  actions.setKeyField("privateKey", JSON.stringify(first.own));
  expect((await seen()).verdict).toMatchObject({ state: "verified", provenance: "original" });
  actions.editPane("payload", '{"a":2}');
  expect((await seen()).verdict).toMatchObject({ state: "verified", provenance: "re-signed" });
  const [, payload = ""] = text().split(".");
  const made = Buffer.from(payload, "base64url").toString();
  expect(made.startsWith('{ "x":{')).toBe(true);
  expect(made.endsWith('}, "other": {"y" : 1.0} }')).toBe(true);
  const edited = JSON.parse(made) as { x: { payload: string; protected: string } };
  expect(edited.x).toMatchObject({ payload: encode('{"a":2}'), protected: encode('{"alg":"ES256"}') });
  await flattenedVerify(edited.x as never, first.open);
  actions.undo();
  await seen();
  expect(text()).toBe(outer(inner));
});
