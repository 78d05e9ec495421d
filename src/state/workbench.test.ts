import { exportPKCS8, exportSPKI, generateKeyPair, SignJWT } from "jose";
import { beforeAll, describe, expect, it } from "vitest";
import { LIVE_LIMIT } from "../core/envelope/large.ts";
import { loadDetector } from "../core/token/load-detect.ts";
import type { Actions } from "./types.ts";
import { encode, hs256, hsToken, NOW, SECRET, settled, start, withToken } from "../testing/state/workbench.ts";

beforeAll(async () => {
  await loadDetector();
});

describe("opening a token", () => {
  it("starts empty", async () => {
    const view = await settled(start());
    expect(view.verdict.state).toBe("empty");
    expect(view.canUndo).toBe(false);
  });

  it("verifies an HS256 token with its secret, as the original", async () => {
    const view = await settled(await withToken(hsToken('{"sub":"1"}')));
    expect(view.verdict).toMatchObject({
      state: "verified",
      provenance: "original",
      originalState: "verified",
      keySource: "secret",
    });
  });

  it("removes text around the token, remembers it, and can put it back as one step", async () => {
    const workbench = start();
    const token = hsToken('{"sub":"1"}');
    const pasted = `Authorization: Bearer ${token}\n`;
    workbench.actions.openText(pasted);
    expect(workbench.view.getState().token.text).toBe(token);
    expect(workbench.view.getState().inputs.arrival?.pasted).toBe(pasted);
    const { removals } = workbench.view.getState().arrived.arrival!;
    workbench.actions.applyFix({ kind: "restore-pasted", removals });
    expect(workbench.view.getState().token.text).toBe(pasted);
    workbench.actions.undo();
    expect(workbench.view.getState().token.text).toBe(token);
  });

  it("offers the other tokens of a paste and opens the chosen one", () => {
    const { actions, view } = start();
    const [one, two] = [hsToken('{"n":1}'), hsToken('{"n":2}')];
    actions.openText(JSON.stringify({ access_token: one, id_token: two }));
    expect(view.getState().token.text).toBe(one);
    expect(view.getState().inputs.found.map((found) => found.text)).toEqual([one, two]);
    actions.chooseToken(1);
    expect(view.getState().token.text).toBe(two);
    expect(view.getState().inputs.found).toHaveLength(2);
  });

  it("leaves text without a token exactly as it is", () => {
    const { actions, view } = start();
    actions.openText("  hello there \n");
    expect(view.getState().token.text).toBe("  hello there \n");
    expect(view.getState().verdict.state).toBe("malformed");
  });

  it("treats a burst of input events and the search that ends it as one Undo step", () => {
    const { actions, view } = start();
    const token = hsToken('{"sub":"1"}');
    actions.typeToken("Bearer ");
    actions.typeToken(`Bearer ${token}`, true);
    actions.openText(`Bearer ${token}`);
    expect(view.getState().token.text).toBe(token);
    actions.undo();
    expect(view.getState().token.text).toBe("");
    expect(view.getState().canUndo).toBe(false);
  });

  it.each(["before", "after"])("lets a token pasted %s replace the one in the pane", (side) => {
    const { actions, view } = start();
    const [old, next] = [hsToken('{"n":1}'), hsToken('{"n":2}')];
    actions.openText(old);
    const text = side === "before" ? next + old : old + next;
    actions.typeToken(text);
    actions.openText(text);
    expect(view.getState().token.text).toBe(next);
  });

  it("never cleans text typed character by character", async () => {
    const { actions, view } = start();
    const token = hsToken('{"sub":"1"}');
    actions.openText(token);
    await new Promise((resolve) => setTimeout(resolve, 2));
    actions.typeToken(`${token} `);
    expect(view.getState().token.text).toBe(`${token} `);
    expect(view.getState().verdict.state).toBe("malformed");
    actions.undo();
    expect(view.getState().token.text).toBe(token);
  });

  it.each([
    ["opened", ({ openText }: Actions, text: string) => openText(text)],
    ["typed as the token", ({ typeToken }: Actions, text: string) => typeToken(text)],
    ["put into a pane", ({ editPane }: Actions, text: string) => editPane("payload", text)],
    ["put into the secret", ({ setSecret }: Actions, text: string) => setSecret(text)],
    ["put into a key field", ({ setKeyField }: Actions, text: string) => setKeyField("publicKey", text)],
  ])("refuses a text over 16 MB before it reaches any field: %s", (_, put) => {
    const { actions, view } = start();
    const before = view.getState().inputs;
    put(actions, "a".repeat(16 * 1024 * 1024 + 1));
    expect(view.getState().inputs).toBe(before);
    expect(view.getState().notice?.code).toBe("too-large");
  });
});

describe("editing", () => {
  it("re-encodes only the segment whose pane was edited, without its insignificant white space, and signs again", async () => {
    const header = ' {"alg":"HS256"} ';
    const token = hsToken('{"n":9007199254740993,"n":1.0}', header);
    const workbench = await withToken(token);
    workbench.actions.editPane("payload", '{\n  "n": 9007199254740993,\n  "m": 1.0\n}');
    const view = await settled(workbench);
    const input = `${encode(header)}.${encode('{"n":9007199254740993,"m":1.0}')}`;
    expect(view.token.text).toBe(`${input}.${hs256(input)}`);
    expect(view.verdict).toMatchObject({ state: "verified", provenance: "re-signed", originalState: "verified" });
  });

  it("restores the base's bytes and the original verdict once the edit is undone in the pane", async () => {
    const token = hsToken('{ "sub" : "1" }');
    const workbench = await withToken(token);
    const put = workbench.view.getState().payload.text;
    workbench.actions.editPane("payload", put.replace("1", "2"));
    await settled(workbench);
    workbench.actions.editPane("payload", put);
    const view = await settled(workbench);
    expect(view.token.text).toBe(token);
    expect(view.verdict).toMatchObject({ state: "verified", provenance: "original" });
    expect(view.payload.edited).toBe(false);
  });

  it("encodes text that is not JSON yet as typed", async () => {
    const workbench = await withToken(hsToken('{"sub":"1"}'));
    workbench.actions.editPane("payload", '{"sub": ');
    const view = await settled(workbench);
    expect(view.token.segments[1]?.text).toBe(encode('{"sub": '));
    expect(view.verdict).toMatchObject({ state: "verified", provenance: "re-signed" });
  });

  it("keeps the old signature in Keep mode, and says that it no longer matches", async () => {
    const token = hsToken('{"sub":"1"}');
    const workbench = await withToken(token);
    workbench.actions.setMode("keep");
    workbench.actions.editPane("payload", '{"sub":"2"}');
    const view = await settled(workbench);
    expect(view.token.text.split(".")[2]).toBe(token.split(".")[2]);
    expect(view.verdict).toMatchObject({ state: "invalid", provenance: "kept", originalState: "verified" });
  });

  it("keeps the old signature and says what is missing if there is no signing key", async () => {
    const token = hsToken('{"sub":"1"}');
    const workbench = start();
    workbench.actions.openText(token);
    workbench.actions.editPane("payload", '{"sub":"2"}');
    const view = await settled(workbench);
    expect(view.token.text.split(".")[2]).toBe(token.split(".")[2]);
    expect(view.verdict).toMatchObject({ state: "no-key", provenance: "kept" });
    expect(view.signing?.kind).toBe("unavailable");
  });

  it("is malformed, with the old signature, while the header is not a JSON object", async () => {
    const token = hsToken('{"sub":"1"}');
    const workbench = await withToken(token);
    workbench.actions.editPane("header", '{"alg":"HS256"');
    const view = await settled(workbench);
    expect(view.verdict).toMatchObject({ state: "malformed", provenance: "kept", originalState: "verified" });
    expect(view.algorithm.disabled).toBe("header-not-object");
  });

  it("marks a signature made here as such if the pasted token did not verify", async () => {
    const workbench = await withToken(hsToken('{"sub":"1"}', undefined, "another"));
    expect(workbench.view.getState().verdict.state).toBe("invalid");
    workbench.actions.editPane("payload", '{"sub":"2"}');
    const view = await settled(workbench);
    expect(view.verdict).toMatchObject({ state: "verified", provenance: "re-signed", originalState: "invalid" });
  });

  it("is pending, never stale, when an action returns before its answer is there", async () => {
    const workbench = await withToken(hsToken('{"sub":"1"}'));
    workbench.actions.setSecret("other");
    expect(workbench.view.getState().verdict.state).toBe("pending");
    expect((await settled(workbench)).verdict.state).toBe("invalid");
    workbench.actions.editPane("payload", '{"sub":"2"}');
    expect(workbench.view.getState().verdict.state).toBe("pending");
  });

  it("does not touch an unedited token when a key is typed or changed", async () => {
    const token = hsToken('{"sub":"1"}', undefined, "another");
    const workbench = await withToken(token);
    expect(workbench.view.getState().token.text).toBe(token);
    expect(workbench.view.getState().verdict.provenance).toBe("original");
  });

  it("keeps its signature while Public key, which does not affect signing, is typed in", async () => {
    // ECDSA gives a different signature each time: signing again on each keystroke would change the token while the
    // user types.
    const { publicKey, privateKey } = await generateKeyPair("ES256", { extractable: true });
    const workbench = start();
    workbench.actions.openText(await new SignJWT({ sub: "1" }).setProtectedHeader({ alg: "ES256" }).sign(privateKey));
    workbench.actions.setKeyField("privateKey", await exportPKCS8(privateKey));
    workbench.actions.editPane("payload", '{"sub":"2"}');
    const { text } = (await settled(workbench)).token;
    for (const typed of ["-", await exportSPKI(publicKey)]) {
      workbench.actions.setKeyField("publicKey", typed);
      expect((await settled(workbench)).token.text).toBe(text);
    }
    expect(workbench.view.getState().verdict).toMatchObject({ state: "verified", provenance: "re-signed" });
  });

  it("signs again each time Sign again is pressed", async () => {
    const { privateKey } = await generateKeyPair("ES256", { extractable: true });
    const token = await new SignJWT({ sub: "1" }).setProtectedHeader({ alg: "ES256" }).sign(privateKey);
    const workbench = start();
    workbench.actions.openText(token);
    workbench.actions.setKeyField("privateKey", await exportPKCS8(privateKey));
    const seen = new Set([token]);
    for (let press = 0; press < 3; press += 1) {
      workbench.actions.signAgain();
      seen.add((await settled(workbench)).token.text);
    }
    expect(seen.size).toBe(4);
    expect(workbench.view.getState().verdict).toMatchObject({ state: "verified", provenance: "re-signed" });
  });

  it("makes a typed change of the shown token the new base", async () => {
    const workbench = await withToken(hsToken('{"sub":"1"}'));
    workbench.actions.editPane("payload", '{"sub":"2"}');
    const shown = (await settled(workbench)).token.text;
    workbench.actions.typeToken(`${shown}A`);
    const view = await settled(workbench);
    expect(view.token.text).toBe(`${shown}A`);
    expect(view.inputs.edits).toEqual({});
    expect(view.verdict.provenance).toBe("original");
  });
});

describe("the algorithm box", () => {
  it("changes only the alg member of the header text", async () => {
    const workbench = await withToken(hsToken('{"sub":"1"}', '{"typ":"JWT","alg":"HS256","n":1.0}'));
    workbench.actions.setAlgorithm("HS384");
    const view = await settled(workbench);
    expect(Buffer.from(view.token.segments[0]!.text, "base64url").toString()).toBe(
      '{"typ":"JWT","alg":"HS384","n":1.0}',
    );
    expect(view.verdict).toMatchObject({ state: "verified", provenance: "re-signed" });
  });

  it("inserts alg first if it is missing", async () => {
    const workbench = await withToken(`${encode('{"typ":"JWT"}')}.${encode("{}")}.AAAA`);
    workbench.actions.setAlgorithm("HS256");
    const view = await settled(workbench);
    expect(Buffer.from(view.token.segments[0]!.text, "base64url").toString()).toBe('{"alg":"HS256","typ":"JWT"}');
  });

  it("empties the signature for none with Re-sign, and keeps it, invalid, with Keep", async () => {
    const workbench = await withToken(hsToken('{"sub":"1"}'));
    workbench.actions.setAlgorithm("none");
    expect((await settled(workbench)).token.text.endsWith(".")).toBe(true);
    expect(workbench.view.getState().verdict.state).toBe("unsigned");
    workbench.actions.setMode("keep");
    expect((await settled(workbench)).verdict.state).toBe("invalid");
  });
});

describe("the clock", () => {
  const at = (exp: number) => withToken(hsToken(`{"exp":${exp}}`));
  /** The value of exp after this many seconds. */
  const after = (workbench: Awaited<ReturnType<typeof at>>, seconds: number): string | undefined => {
    workbench.at.now += seconds * 1000;
    workbench.tick();
    return workbench.view.getState().times[0]?.state;
  };

  it("ticks while it is the real one", async () => {
    const workbench = await at(NOW + 10);
    expect(after(workbench, 0)).toBe("valid");
    expect(after(workbench, 10)).toBe("expired");
  });

  it.each<[string, (actions: Actions) => void]>([
    ["moved", ({ moveClock }) => moveClock(NOW + 9)],
    ["moved by a fix", ({ applyFix }) => applyFix({ kind: "set-clock", now: NOW + 9 })],
    ["stopped by a link", ({ setSettings }) => setSettings({ clock: { kind: "stopped", at: NOW + 9 } })],
  ])("stands still once it was %s, and ticks on from there only when it is started", async (_, put) => {
    const workbench = await at(NOW + 10);
    put(workbench.actions);
    expect(after(workbench, 100)).toBe("valid");
    expect(workbench.view.getState().clock.now).toBe(NOW + 9);
    workbench.actions.startClock();
    expect(workbench.view.getState().clock.now).toBe(NOW + 9);
    expect(after(workbench, 1)).toBe("expired");
    workbench.actions.stopClock();
    after(workbench, 100);
    expect(workbench.view.getState().clock.now).toBe(NOW + 10);
    workbench.actions.resetClock();
    expect(workbench.view.getState().clock.now).toBe(NOW + 201);
    expect(workbench.view.getState().settings.clock).toEqual({ kind: "real" });
  });

  it("has nothing to start while it is the real one", async () => {
    const { actions, view } = await at(NOW + 10);
    actions.startClock();
    expect(view.getState().settings.clock).toEqual({ kind: "real" });
  });

  it("gives the leeway whatever its time", async () => {
    const workbench = await at(NOW + 10);
    workbench.actions.setSettings({ clock: { kind: "stopped", at: NOW + 12 }, leeway: 5 });
    expect(after(workbench, 0)).toBe("valid");
  });
});

describe("a token over the live limit", () => {
  it("is decoded in the worker, read-only, and judged on request", async () => {
    const token = hsToken(JSON.stringify({ sub: "1", filler: "x".repeat(LIVE_LIMIT) }));
    const workbench = start();
    workbench.actions.openText(token);
    workbench.actions.setSecret(SECRET);
    expect(workbench.view.getState().large).toEqual({ decoding: true });
    while (workbench.view.getState().large?.decoding) await new Promise((resolve) => setTimeout(resolve, 5));
    const decoded = workbench.view.getState();
    expect(decoded.payload.readOnly).toBe("too-large");
    expect(decoded.payload.text.startsWith('{\n  "sub": "1"')).toBe(true);
    expect(decoded.verdict).toMatchObject({ state: "pending", onRequest: true });
    workbench.actions.judgeLarge();
    expect((await settled(workbench)).verdict.state).toBe("verified");
  });

  it("is judged only if that was requested for this very token, also after Undo", async () => {
    const [one, two] = [1, 2].map((n) => hsToken(JSON.stringify({ n, filler: "x".repeat(LIVE_LIMIT) })));
    const workbench = start();
    const decoded = async (): Promise<void> => {
      while (workbench.view.getState().large?.decoding) await new Promise((resolve) => setTimeout(resolve, 5));
    };
    workbench.actions.openText(one!);
    workbench.actions.openText(two!);
    await decoded();
    workbench.actions.judgeLarge();
    workbench.actions.undo();
    await decoded();
    expect(workbench.view.getState().verdict.onRequest).toBe(true);
  });
});

describe("copying", () => {
  it("waits for a pending signature", async () => {
    const workbench = await withToken(hsToken('{"sub":"1"}'));
    workbench.actions.editPane("payload", '{"sub":"2"}');
    await workbench.actions.copy("token");
    const input = `${encode('{"alg":"HS256","typ":"JWT"}')}.${encode('{"sub":"2"}')}`;
    expect(workbench.copied).toEqual([`${input}.${hs256(input)}`]);
  });
});
