import { generateKeyPairSync } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { digestOf } from "../core/envelope/disclosures.ts";
import { compactSdJwt, selectiveOf } from "../core/envelope/selective.ts";
import { disclosable } from "../core/envelope/withheld.ts";
import { loadDiagnosis } from "../core/rules/load.ts";
import { loadDetector } from "../core/token/load-detect.ts";
import { COMPACT, DISCLOSURES, FLATTENED, GENERAL, HOLDER, ISSUER } from "../testing/rfc9901.ts";
import { unprotectedHeader } from "./json-layer.ts";
import { encode, hsToken, settled, start } from "../testing/state/workbench.ts";

beforeAll(async () => {
  await Promise.all([loadDetector(), loadDiagnosis()]);
});

const [, given, family] = DISCLOSURES;

async function open(text: string) {
  const bench = start();
  bench.actions.openText(text);
  bench.actions.setKeyField("publicKey", JSON.stringify(ISSUER));
  await settled(bench);
  const seen = () => settled(bench);
  return {
    ...bench,
    seen,
    choose: (disclosure: string, isShown: boolean) =>
      bench.actions.act((acts, fixing) => acts.disclose(disclosure, isShown, fixing)),
    shown: async () => selectiveOf((await seen()).token)?.disclosures.map(({ text: one }) => one),
    ids: async () => (await seen()).findings.map(({ rule, variant }) => `${rule}/${variant}`),
  };
}

describe("a disclosure that is left out", () => {
  it.each([
    ["compact", COMPACT],
    ["flattened", FLATTENED],
    ["general", GENERAL],
  ])("is not presented, returns once it is chosen, and each is a step of Undo: %s", async (_, text) => {
    const bench = await open(text);
    bench.choose(family, false);
    expect(await bench.shown()).toEqual([given]);
    const { verdict, whole } = await bench.seen();
    expect(verdict.provenance).toBe("original");
    expect(whole.text.replaceAll(/\s|,/g, "").length).toBeLessThan(text.length);
    expect(await bench.ids()).toContain("disclosure-digests/sd-hash");
    bench.choose(given, false);
    expect(await bench.shown()).toEqual([]);
    bench.choose(family, true);
    expect(await bench.shown()).toEqual([family]);
    for (let step = 0; step < 3; step += 1) bench.actions.undo();
    expect((await bench.seen()).whole.text).toBe(text);
    bench.choose(family, false);
    bench.choose(family, true);
    expect((await bench.seen()).whole.text).toBe(text);
  });

  it("changes no other character, and the issuer's signature still verifies", async () => {
    const compact = await open(COMPACT);
    compact.choose(family, false);
    expect((await compact.seen()).whole.text).toBe(COMPACT.replace(`${family}~`, ""));
    const flattened = await open(FLATTENED);
    flattened.choose(given, false);
    expect((await flattened.seen()).whole.text).toBe(FLATTENED.replace(/,\s*"[^"]*"(?=\s*\])/, ""));
    for (const bench of [compact, flattened]) expect((await bench.seen()).verdict.state).toBe("verified");
  });

  it("also hides those whose digests it contains; presenting one also presents those that contain its digest", async () => {
    const inner = encode('["s","street","a"]');
    const outer = encode(JSON.stringify(["s", "address", { _sd: [digestOf(inner, "sha-256")] }]));
    const issued = hsToken(JSON.stringify({ _sd: [digestOf(outer, "sha-256")] }));
    const bench = await open(`${issued}~${outer}~${inner}~`);
    bench.choose(outer, false);
    expect(await bench.shown()).toEqual([]);
    bench.choose(inner, true);
    expect(await bench.shown()).toEqual([outer, inner]);
    bench.choose(inner, false);
    expect(await bench.shown()).toEqual([outer]);
  });

  it("makes the key binding again for the presentation, if its key is in the fields", async () => {
    const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
    const jwk = privateKey.export({ format: "jwk" });
    for (const text of [COMPACT, FLATTENED]) {
      const bench = await open(text);
      bench.actions.showLayer("key-binding");
      bench.actions.setKeyField("privateKey", JSON.stringify(jwk));
      bench.actions.showLayer("");
      bench.choose(family, false);
      await expect.poll(() => bench.view.getState().layers[1]?.state).toBe("verified");
      const { token, layers } = await bench.seen();
      const said = layers[1]?.payload.text ?? "";
      expect((JSON.parse(said) as { sd_hash: string }).sd_hash).toBe(digestOf(compactSdJwt(token)!, "sha-256"));
      expect(await bench.ids()).not.toContain("disclosure-digests/sd-hash");
      // The page says that this is not the holder's key.
      expect(await bench.ids()).toContain("binding-key/another");
      bench.actions.undo();
      expect((await bench.seen()).whole.text).toBe(text);
    }
    expect(HOLDER.x).not.toBe(jwk.x);
  });

  it("leaves the key binding, which is made again on request, and signed once its key is given", async () => {
    const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
    const bench = await open(COMPACT);
    bench.choose(family, false);
    const stale = (await bench.seen()).findings.find(({ variant }) => variant === "sd-hash");
    bench.actions.applyFix(stale!.fix!);
    expect(await bench.ids()).not.toContain("disclosure-digests/sd-hash");
    expect(await bench.shown()).toEqual([given]);
    // Without a key to sign with, its signature is shown as invalid.
    await expect.poll(() => bench.view.getState().layers[1]?.state).toBe("invalid");
    bench.actions.showLayer("key-binding");
    bench.actions.setKeyField("privateKey", JSON.stringify(privateKey.export({ format: "jwk" })));
    await expect.poll(() => bench.view.getState().layers[1]?.state).toBe("verified");
    // The choice and the new sd_hash are one step each; typing a key is not a step.
    bench.actions.undo();
    bench.actions.undo();
    expect((await bench.seen()).whole.text).toBe(COMPACT);
  });

  it("stays hidden while the payload is edited", async () => {
    const bench = await open(COMPACT);
    bench.choose(family, false);
    bench.actions.editPane("payload", "{}");
    expect(await bench.shown()).toEqual([given]);
  });

  it("in JSON, disclosures left out stay offered while the unprotected header is edited, and are written back into it", async () => {
    const bench = await open(FLATTENED);
    const type = (text: string) => bench.actions.act((acts, fixing) => acts.setUnprotected(text, "typed", fixing));
    const offered = async () => {
      const { base, fields } = await bench.seen();
      return disclosable(base, fields.edits)?.disclosures.map((one) => one.text);
    };
    const [first, second] = selectiveOf((await bench.seen()).token)!.disclosures.map((one) => one.text) as [
      string,
      string,
    ];
    bench.choose(first, false);
    const { kb_jwt: kb } = (JSON.parse(FLATTENED) as { header: { kb_jwt: string } }).header;
    const header = (...disclosures: readonly string[]) => JSON.stringify({ disclosures, kb_jwt: kb, note: 1 }, null, 2);
    type(header(second));
    expect(await bench.shown()).toEqual([second]);
    expect(await offered()).toEqual([first, second]);
    bench.choose(first, true);
    expect((await bench.shown())?.toSorted()).toEqual([first, second].toSorted());
    expect(JSON.parse((await bench.seen()).whole.text)).toMatchObject({
      header: { note: 1, disclosures: [second, first] },
    });
    bench.actions.undo();
    expect(await bench.shown()).toEqual([second]);
    // A disclosure that is typed again is presented, and no longer left out.
    type(header(second, first));
    expect(await bench.shown()).toEqual([second, first]);
    type(header());
    expect(await bench.shown()).toEqual([]);
  });

  it.each([
    ['{"disclosures":null,"kb_jwt":"x"}', '{"disclosures":["FIRST"],"kb_jwt":"x"}', []],
    ['{"disclosures":"x"}', '{"disclosures":["FIRST"]}', []],
    ["{}", '{"disclosures":["FIRST"]}', []],
    // A header that cannot list disclosures stays, and they stay left out.
    ["[1]", "[1]", ["FIRST"]],
    ['{"disclosures":', '{"disclosures":', ["FIRST"]],
  ])(
    "in JSON, disclosures left out are not lost if the header cannot list them: %s",
    async (typed, header, withheld) => {
      const bench = await open(FLATTENED);
      const [first] = selectiveOf((await bench.seen()).token)!.disclosures.map((one) => one.text) as [string];
      bench.choose(first, false);
      bench.actions.act((acts, fixing) => acts.setUnprotected(typed, "typed", fixing));
      bench.choose(first, true);
      const { base, fields, token } = await bench.seen();
      expect(disclosable(base, fields.edits)?.disclosures.map((one) => one.text)).toContain(first);
      expect(unprotectedHeader(base, fields.edits, token)?.text.replaceAll(/\s/g, "").replace(first, "FIRST")).toBe(
        header,
      );
      expect((fields.edits.withheld ?? []).map((one) => one.replace(first, "FIRST"))).toEqual(withheld);
    },
  );

  it("in JSON, typing the original header back is not an edit, with or without disclosures left out", async () => {
    const bench = await open(FLATTENED);
    const type = (text: string) => bench.actions.act((acts, fixing) => acts.setUnprotected(text, "typed", fixing));
    const put = async () => {
      const { base, fields, token } = await bench.seen();
      return unprotectedHeader(base, fields.edits, token)?.text ?? "";
    };
    const [first] = selectiveOf((await bench.seen()).token)!.disclosures.map((one) => one.text) as [string];
    bench.choose(first, false);
    const before = await bench.seen();
    const text = await put();
    type(`${text} `);
    type(text);
    const after = await bench.seen();
    expect(after.whole.text).toBe(before.whole.text);
    expect(after.verdict.provenance).toBe("original");
    bench.choose(first, true);
    expect((await bench.seen()).whole.text).toBe(FLATTENED);
  });
});
