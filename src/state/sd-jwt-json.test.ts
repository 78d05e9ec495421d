import { beforeAll, describe, expect, it } from "vitest";
import { judgeToken } from "../core/crypto/judge.ts";
import { convert } from "../core/envelope/convert.ts";
import { openSeal } from "../core/envelope/json-seals.ts";
import { parseToken } from "../core/envelope/parse.ts";
import { selectiveOf } from "../core/envelope/selective.ts";
import { allFindings } from "../core/rules/flatten.ts";
import { loadDiagnosis } from "../core/rules/load.ts";
import { loadDetector } from "../core/token/load-detect.ts";
import { COMPACT, DISCLOSURES, FLATTENED, GENERAL, HOLDER, ISSUER } from "../testing/rfc9901.ts";
import { encode, hsToken, SECRET, settled, start } from "../testing/state/workbench.ts";
import { unprotectedHeader } from "./json-layer.ts";
import type { Serialisation } from "../core/envelope/convert.ts";

beforeAll(async () => {
  await Promise.all([loadDetector(), loadDiagnosis()]);
});

async function open(token: string) {
  const workbench = start();
  const { actions } = workbench;
  actions.openText(token);
  await settled(workbench);
  const seen = () => settled(workbench);
  return {
    ...workbench,
    seen,
    layers: async () => (await seen()).layers.map(({ path, form, state }) => [path, form, state]),
    to: (form: Serialisation) => actions.act((acts, fixing) => acts.convertTo(form, fixing)),
    unprotect: (text: string) => actions.act((acts, fixing) => acts.setUnprotected(text, "begins", fixing)),
    unprotected: async () => {
      const { base, fields, token: shown } = await seen();
      return unprotectedHeader(base, fields.edits, shown)?.text ?? "";
    },
  };
}

/** What the page says, except for what only one of the two forms has: its name, its segments. */
const OF_FORMS = new Set(["IN-11", "IN-17", "IN-19"]);
async function said(token: string) {
  const bench = await open(token);
  bench.actions.setKeyField("publicKey", JSON.stringify(ISSUER));
  const { findings, verdict } = await bench.seen();
  return {
    state: verdict.state,
    findings: allFindings(findings)
      .filter(({ rule }) => !OF_FORMS.has(rule))
      .map(({ rule, variant, severity, place }) => [rule, variant, severity, place?.pane ?? null].join(" ")),
  };
}

const [, given, family] = DISCLOSURES;

describe("an SD-JWT in JSON", () => {
  it.each([
    ["as it is", COMPACT],
    ["without key binding", COMPACT.slice(0, COMPACT.lastIndexOf("~") + 1)],
    ["of which a disclosure was left out, which the key binding does not know", COMPACT.replace(`${given}~`, "")],
    ["with a disclosure twice", COMPACT.replace("~", `~${family}~`)],
    ["with one that no digest matches", COMPACT.replace(given, encode('["s","a",1]'))],
    ["with one that is not base64url", COMPACT.replace(given, "AAAAA")],
    ["whose signature is another", COMPACT.replace("3oOtvPxU", "3oOtvPxV")],
    ["whose key binding is not a JWT", `${COMPACT.slice(0, COMPACT.lastIndexOf("~"))}~x.y.z`],
  ])("is judged like the compact one: %s", async (_, compact) => {
    const expected = await said(compact);
    expect(expected.state).toMatch(/^(?:verified|invalid)$/);
    for (const form of ["flattened", "general"] as const) {
      const made = convert(parseToken(compact), form);
      expect("text" in made && (await said(made.text))).toEqual(expected);
    }
  });

  it("from the RFC verifies, and so does its key binding", async () => {
    const bench = await open(FLATTENED);
    bench.actions.setKeyField("publicKey", JSON.stringify(ISSUER));
    bench.actions.showLayer("key-binding");
    bench.actions.setKeyField("publicKey", JSON.stringify(HOLDER));
    expect(await bench.layers()).toEqual([
      ["", "jws-json", "verified"],
      ["key-binding", "kb-jwt", "verified"],
    ]);
    bench.actions.showLayer("");
    const { findings } = await bench.seen();
    expect(findings.map(({ rule }) => rule)).toContain("IN-19");
    expect(allFindings(findings).filter(({ rule }) => /sd-jwt|disclosure/.test(rule))).toEqual([]);
  });

  it("converts there and back, each as an Undo step", async () => {
    const bench = await open(COMPACT);
    bench.to("flattened");
    expect(JSON.parse((await bench.seen()).token.text)).toEqual(JSON.parse(FLATTENED));
    bench.to("general");
    expect((await bench.layers()).map(([path]) => path)).toEqual(["", "key-binding"]);
    bench.to("compact");
    expect((await bench.seen()).token.text).toBe(COMPACT);
    for (let step = 0; step < 3; step += 1) bench.actions.undo();
    expect((await bench.seen()).token.text).toBe(COMPACT);
  });

  it("with an edited key binding changes only in its characters, and the pane of its header shows it", async () => {
    const holder = "a holder's secret of at least 32 octets";
    const binding = hsToken('{"nonce":"1"}', '{"alg":"HS256","typ":"kb+jwt"}', holder);
    const text = FLATTENED.replace(/"ey[^"]*\.[^"]*"/, `"${binding}"`);
    const bench = await open(text);
    bench.actions.showLayer("key-binding");
    bench.actions.setSecret(holder);
    bench.actions.editPane("payload", '{"nonce":"2"}');
    const edited = hsToken('{"nonce":"2"}', '{"alg":"HS256","typ":"kb+jwt"}', holder);
    expect((await bench.seen()).whole.text).toBe(text.replace(binding, edited));
    bench.actions.showLayer("");
    expect(await bench.unprotected()).toContain(edited);
    // Typing continues from what is shown.
    bench.unprotect((await bench.unprotected()).replace(family, given));
    expect((await bench.seen()).token.text).toBe(text.replace(binding, edited).replace(family, given));
    bench.actions.undo();
    bench.actions.undo();
    expect((await bench.seen()).whole.text).toBe(text);
  });

  it("with a key binding typed into the header has that one as its layer, and none once it is removed", async () => {
    const bench = await open(FLATTENED);
    const other = hsToken('{"nonce":"3"}', '{"alg":"HS256","typ":"kb+jwt"}', SECRET);
    bench.unprotect(JSON.stringify({ disclosures: [family, given], kb_jwt: other }));
    expect((await bench.seen()).layers.map(({ path, token }) => [path, token.text])[1]).toEqual(["key-binding", other]);
    bench.unprotect(JSON.stringify({ disclosures: [family] }));
    expect((await bench.seen()).layers.map(({ path }) => path)).toEqual([""]);
    expect(selectiveOf((await bench.seen()).token)?.disclosures.map(({ text }) => text)).toEqual([family]);
  });

  it("keeps the key binding of the first signature while another is shown", async () => {
    const bench = await open(GENERAL);
    bench.actions.act((acts, fixing) => acts.chooseSeal(1, fixing));
    expect(await bench.unprotected()).toContain("issuer-key-2");
    expect((await bench.layers()).map(([path]) => path)).toEqual(["", "key-binding"]);
    expect((await bench.seen()).token.text).toBe(GENERAL);
  });
});

it("an edited SD-JWT is re-signed before its disclosures", async () => {
  const before = hsToken('{"_sd":[]}', '{"alg":"HS256"}', SECRET);
  const bench = await open(`${before}~${given}~`);
  bench.actions.setSecret(SECRET);
  bench.actions.editPane("payload", '{"_sd":["x"]}');
  const { token, verdict } = await bench.seen();
  expect(token.text).toBe(`${hsToken('{"_sd":["x"]}', '{"alg":"HS256"}', SECRET)}~${given}~`);
  expect(verdict).toMatchObject({ state: "verified", provenance: "re-signed" });
});

it("encrypted text before a ~ is not an SD-JWT that verifies", async () => {
  const jwe = [encode('{"alg":"dir","enc":"A128GCM"}'), "", "aXY", "Y2lwaGVy", "dGFn"].join(".");
  const { state } = await judgeToken(openSeal(parseToken(`${jwe}~${given}~`), null), {
    secret: { text: "c2VjcmV0c2VjcmV0c2VjcmV0", encoding: "Base64url" },
    publicKey: { text: "" },
    privateKey: { text: "" },
  });
  expect(state).toBe("malformed");
});
