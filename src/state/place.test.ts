import { exportJWK, exportPKCS8, exportSPKI, FlattenedSign, GeneralEncrypt, generateKeyPair, SignJWT } from "jose";
import { beforeAll, describe, expect, it } from "vitest";
import { loadDetector } from "../core/token/load-detect.ts";
import { hsToken, NOW, settled, start } from "../testing/state/workbench.ts";

let token = "";
let spki = "";
let pkcs8 = "";
let set = "";
const LOG = "2026-11-29 06:00:01 ERROR JsonWebTokenError: jwt audience invalid. expected: web";

beforeAll(async () => {
  await loadDetector();
  const pair = await generateKeyPair("ES256", { extractable: true });
  token = await new SignJWT({ sub: "1", aud: "api" })
    .setProtectedHeader({ alg: "ES256", kid: "a" })
    .sign(pair.privateKey);
  [spki, pkcs8] = [await exportSPKI(pair.publicKey), await exportPKCS8(pair.privateKey)];
  set = JSON.stringify({
    keys: [
      { ...(await exportJWK(pair.publicKey)), kid: "a" },
      { kty: "oct", k: "AA", kid: "b" },
    ],
  });
});

/** A workbench into which the texts were pasted outside any field, one after the other. */
async function pasted(...texts: readonly string[]) {
  const workbench = start();
  for (const text of texts) {
    const { notice } = workbench.view.getState();
    workbench.actions.placeText(text);
    await expect.poll(() => workbench.view.getState().notice?.id ?? 0).toBeGreaterThan(notice?.id ?? 0);
  }
  return { ...workbench, seen: await settled(workbench) };
}

/** All orders of some texts. */
function permutations(texts: readonly string[]): readonly (readonly string[])[] {
  if (texts.length < 2) return [texts];
  return texts.flatMap((text, at) => permutations(texts.toSpliced(at, 1)).map((rest) => [text, ...rest]));
}

describe("text that arrives outside any field", () => {
  it("gives the same verdict and message whatever the order of token, key set and log line", async () => {
    const orders = permutations([token, set, LOG]);
    for (const texts of [...orders, ...orders.map((order) => [order.join("\n")]), [`${set}\n${LOG} ${token}`]]) {
      const { seen, view } = await pasted(...texts);
      expect(seen.token.text).toBe(token);
      expect(seen.verdict.state).toBe("verified");
      expect(JSON.parse(seen.fields.keys.publicKey.text)).toEqual(JSON.parse(set));
      expect(seen.inputs.errorMessage).toContain("jwt audience invalid");
      // The one sentence why: what the message tells and the token shows.
      await expect.poll(() => view.getState().messageOf).not.toBeNull();
      expect(view.getState().findings.find(({ by }) => by === "message")).toMatchObject({
        rule: "CLM-05",
        severity: "error",
        by: "message",
        place: { pane: "payload" },
        args: { actual: "api", expected: "web" },
      });
    }
  });

  it("is one Undo step, with everything that it brought, and says what went where", async () => {
    const policy = '{"algorithms":["ES256"],"audience":"api"}';
    const { actions, view, seen } = await pasted(hsToken('{"sub":"before"}'), `${token}\n${spki}\n${policy}\n${LOG}`);
    expect(seen.notice).toMatchObject({ code: "placed", args: { what: "token public-key policy error" } });
    expect(seen.inputs).toMatchObject({ base: token, policy });
    actions.undo();
    const { inputs, fields, notice } = view.getState();
    expect(inputs).toMatchObject({ base: hsToken('{"sub":"before"}'), policy: "", errorMessage: "" });
    expect(fields.keys.publicKey.text).toBe("");
    expect(notice).not.toBeNull();
  });

  it("replaces the token only if it is a token", async () => {
    for (const [text, code] of [
      [spki, "placed"],
      [pkcs8, "placed"],
      [set, "placed"],
      [LOG, "placed"],
      ['{"algorithms":["RS256"]}', "placed"],
      ['{"sub":"1","exp":4102444800}', "claims"],
      ["hello world", "nothing-known"],
      ["example.com", "nothing-known"],
    ] as const) {
      const { seen } = await pasted(token, text);
      expect([seen.token.text, seen.notice?.code], text).toEqual([token, code]);
    }
  });

  it("is a token if a JSON serialisation has a key in its header, as in ACME, and that key stays in it", async () => {
    const { publicKey, privateKey } = await generateKeyPair("ES256", { extractable: true });
    const acme = await new FlattenedSign(new TextEncoder().encode("{}"))
      .setProtectedHeader({ alg: "ES256", jwk: await exportJWK(publicKey), nonce: "n", url: "https://ca.example/new" })
      .sign(privateKey);
    const recipient = await generateKeyPair("ECDH-ES+A128KW");
    const sealed = await new GeneralEncrypt(new TextEncoder().encode("{}"))
      .setProtectedHeader({ enc: "A128GCM" })
      .addRecipient(recipient.publicKey)
      .setUnprotectedHeader({ alg: "ECDH-ES+A128KW" })
      .encrypt();
    for (const text of [JSON.stringify(acme), JSON.stringify(sealed, null, 2)])
      for (const before of [[], [token]]) {
        const { seen } = await pasted(...before, text);
        expect(seen.token.text).toBe(text);
        expect(seen.fields.keys.publicKey.text).toBe("");
        expect(seen.notice?.args).toMatchObject({ what: "token" });
      }
  });

  it("changes nothing if nothing in it is recognised, and opens a token's beginning if none is open", async () => {
    const { seen } = await pasted("hello world");
    expect([seen.token.text, seen.canUndo, seen.notice?.code]).toEqual(["", false, "nothing-known"]);
    expect((await pasted(token.slice(0, -50))).seen.token.text).toBe(token.slice(0, -50));
    expect((await pasted("abc.def.ghi")).seen.verdict.state).toBe("malformed");
    expect((await pasted("e30.e30.")).seen.token.text).toBe("e30.e30.");
    expect((await pasted("api.northwind.example")).seen.token.text).toBe("");
  });

  it("is not undone by the notice once something else was done", async () => {
    const { actions, view } = await pasted(token, spki);
    actions.editPane("payload", '{"sub":"2"}');
    expect(view.getState().notice).toBeNull();
  });
});

describe("text put into the token pane over a token", () => {
  const putOver = async (text: string) => {
    const workbench = await pasted(token);
    workbench.actions.pasteToken(text);
    return workbench;
  };

  it("goes to its place if it is something else, and the token returns", async () => {
    const { view, actions } = await putOver(set);
    await expect.poll(() => view.getState().notice?.args["what"]).toBe("public-key");
    expect(view.getState().token.text).toBe(token);
    expect(view.getState().fields.keys.publicKey.text).toBe(set);
    actions.undo();
    expect(view.getState().token.text).toBe(token);
    expect(view.getState().fields.keys.publicKey.text).toBe("");
  });

  it("opens its token and places the rest, as one step", async () => {
    for (const first of ["", hsToken('{"sub":"before"}')]) {
      const { actions, view } = first === "" ? start() : await pasted(first);
      actions.pasteToken(`${token}\n${set}\n${LOG}`);
      await expect.poll(() => view.getState().notice?.args["what"]).toBe("token public-key error");
      const { inputs, fields } = view.getState();
      expect([inputs.base, fields.keys.publicKey.text]).toEqual([token, set]);
      actions.undo();
      const before = view.getState();
      expect([before.inputs.base, before.inputs.errorMessage, before.fields.keys.publicKey.text]).toEqual([
        first,
        "",
        "",
      ]);
    }
  });

  it("stays and is judged as is if nothing in it is recognised", async () => {
    const workbench = await putOver("hello");
    await new Promise((resolve) => setTimeout(resolve, 50));
    const { token: shown, verdict } = await settled(workbench);
    expect([shown.text, verdict.state]).toEqual(["hello", "malformed"]);
  });
});

describe("a request that arrives outside any field", () => {
  it("opens the token of its Authorization header, in any quoting, and lists the others", async () => {
    const proof = hsToken('{"jti":"1"}', '{"alg":"HS256","typ":"dpop+jwt"}');
    const cookie = hsToken('{"sub":"cookie"}');
    for (const command of [
      `curl 'https://a.example' -H 'DPoP: ${proof}' -b 'sid=${cookie}' -H 'Authorization: DPoP ${token}'`,
      `curl -H"DPoP: ${proof}" --cookie "sid=${cookie}" --header="Authorization: DPoP ${token}" https://a.example`,
      `curl $'https://a.example' -H $'DPoP: ${proof}' -H $'Cookie: sid=${cookie}' -H $'Authorization: DPoP ${token}'`,
      `curl ^"https://a.example^" ^\r\n -H ^"DPoP: ${proof}^" ^\r\n -b ^"sid=${cookie}^" ^\r\n -H ^"Authorization: DPoP ${token}^"`,
      `curl.exe "https://a.example" \`\n -H "DPoP: ${proof}" \`\n -b "sid=${cookie}" \`\n -H "Authorization: DPoP ${token}"`,
    ]) {
      const { seen } = await pasted(command);
      expect(seen.token.text, command).toBe(token);
      expect(seen.arrived.found.map(({ label }) => label)).toEqual([
        "DPoP",
        expect.stringMatching(/sid/),
        "Authorization",
      ]);
    }
  });
});

describe("what else arrives with a text", () => {
  const refused = (date: string): string =>
    `> GET /orders HTTP/1.1\n> Host: api.example\n> Authorization: Bearer ${token}\n>\n< HTTP/1.1 401 Unauthorized\n< Date: ${date}\n< WWW-Authenticate: Bearer error="invalid_token"\n<\n`;

  it("offers the server's clock with its distance from the real one, and moves nothing by itself", async () => {
    // Three minutes after the workbench's own time.
    const { seen, actions, view } = await pasted(refused(new Date((NOW + 180) * 1000).toUTCString()));
    expect(seen.notice?.args).toMatchObject({ what: "token error", clock: NOW + 180, skew: 180 });
    expect([seen.token.text, seen.clock.now]).toEqual([token, NOW]);
    expect(seen.inputs.errorMessage).toBe('HTTP/1.1 401 Unauthorized\nWWW-Authenticate: Bearer error="invalid_token"');
    actions.applyFix({ kind: "set-clock", now: NOW + 180 });
    expect(view.getState().clock.now).toBe(NOW + 180);
  });

  it("is offered if there is nothing else", async () => {
    const { seen } = await pasted(`HTTP/1.1 200 OK\nDate: ${new Date(NOW * 1000).toUTCString()}\n\nhello`);
    expect(seen.notice).toMatchObject({ code: "nothing-known", args: { clock: NOW, skew: 0 } });
    const link = "openid4vp://?client_id=v.example&request_uri=https%3A%2F%2Fv.example%2F1";
    expect((await pasted(link)).seen.notice).toMatchObject({
      code: "nothing-known",
      args: { link: "client_id request_uri" },
    });
  });

  it("is named if it found no place, and claims are offered along with what did", async () => {
    const policy = '{"algorithms":["ES256"],"audience":"api"}';
    const two = await pasted(`${token}\n${policy}\n${policy.replace("api", "web")}\n{"sub":"1","exp":1}`);
    expect(two.seen.inputs.policy).toBe(policy);
    expect(two.seen.notice).toMatchObject({ code: "placed", args: { what: "token policy", left: "policy" } });
    expect(two.seen.notice?.args["token"]).toMatch(/^eyJ.+\.$/);
    const [header, , signature] = token.split(".");
    const detached = await pasted(`curl https://a.example -H 'x-jws-signature: ${header}..${signature}' -d '{"a":1}'`);
    expect(detached.seen.notice).toMatchObject({ args: { what: "token detached-payload" } });
    expect(detached.seen.fields.detached).toBe('{"a":1}');
  });

  it("is merged if it is several keys", async () => {
    const { keys } = JSON.parse(set) as { keys: readonly unknown[] };
    const { seen } = await pasted(`${JSON.stringify(keys[0])}\nand\n${spki}\n${token}`);
    expect(seen.notice?.args).toMatchObject({ what: "token public-key", keys: 2 });
    expect(seen.verdict.state).toBe("verified");
  });
});

describe("a link that arrives outside any field", () => {
  it("opens what it would open as the page's address, keys included, as one step", async () => {
    for (const link of [
      `https://jwt.io/#debugger-io?token=${token}&publicKey=${encodeURIComponent(spki)}`,
      `https://jwt.io/#token=${token}&publicKey=${encodeURIComponent(spki)}`,
      ` https://tools.example/jotscope/#/gateway&token=${token}&publicKey=${encodeURIComponent(spki)}\n`,
    ]) {
      const { seen, actions, view } = await pasted(link);
      expect([seen.token.text, seen.verdict.state, seen.inputs.linkKeys], link).toEqual([token, "verified", [spki]]);
      expect(seen.notice).toMatchObject({ code: "placed", args: { what: "token public-key" } });
      actions.undo();
      const { inputs, fields } = view.getState();
      expect([inputs.base, fields.keys.publicKey.text]).toEqual(["", ""]);
    }
  });

  it("brings its clock and editors, and says what it cannot use", async () => {
    const { seen } = await pasted(`https://tools.example/#token=${token}&now=1800000000&editor=plain`);
    expect([seen.clock.now, seen.settings.editor, seen.notice?.args["left"]]).toEqual([
      1_800_000_000,
      "plain",
      undefined,
    ]);
    expect((await pasted(`https://tools.example/#token=${token}&now=soon`)).seen.notice?.args["left"]).toBe(
      "link-value",
    );
  });

  it("is another page's if it names its tokens differently: all of them are found, and its parameters ignored", async () => {
    const { seen } = await pasted(
      `https://app.example/cb#id_token=${token}&access_token=${hsToken('{"sub":"2"}')}&now=5`,
    );
    expect(seen.arrived.found.map(({ label }) => label)).toEqual(["id_token", "access_token"]);
    expect(seen.settings.clock.kind).toBe("real");
  });

  it("changes nothing if it is a damaged shared view or has no token", async () => {
    expect((await pasted("https://tools.example/#s=1.abc")).seen.notice).toMatchObject({
      code: "shared-fault",
      args: { fault: "broken" },
    });
    expect((await pasted("https://jwt.io/introduction")).seen.notice?.code).toBe("nothing-known");
    expect((await pasted("https://example.com/a.b.c")).seen.notice?.code).toBe("nothing-known");
  });
});

describe("text moved to the field it fits", () => {
  it("leaves its field and is in the other one, as one Undo step", async () => {
    const { actions, view } = await pasted(token);
    for (const [put, from, to] of [
      [() => actions.setKeyField("publicKey", pkcs8), "publicKey", "privateKey"],
      [() => actions.setSecret(spki), "secret", "publicKey"],
      [() => actions.setNotes({ errorMessage: set }), "errorMessage", "publicKey"],
    ] as const) {
      put();
      const { inputs } = view.getState();
      actions.applyFix({ kind: "move", from, to });
      const { keys } = view.getState().fields;
      const texts = { ...view.getState().inputs, ...keys };
      expect([texts[from], texts[to]].map((one) => (typeof one === "string" ? one : one.text))).toEqual([
        "",
        from === "publicKey" ? pkcs8 : from === "secret" ? spki : set,
      ]);
      actions.undo();
      expect(view.getState().inputs).toEqual(inputs);
    }
  });

  it("is opened like a paste if it is a token, and leaves the token pane empty", async () => {
    const { actions, view } = start();
    actions.setKeyField("publicKey", `Bearer ${token}`);
    actions.applyFix({ kind: "move", from: "publicKey", to: "token" });
    expect([view.getState().token.text, view.getState().fields.keys.publicKey.text]).toEqual([token, ""]);
    expect(view.getState().arrived.arrival?.removals).toHaveLength(1);
    actions.undo();
    expect(view.getState().fields.keys.publicKey.text).toBe(`Bearer ${token}`);
    const other = start();
    other.actions.pasteToken(set);
    other.actions.applyFix({ kind: "move", from: "token", to: "publicKey" });
    expect(other.view.getState().fields.keys.publicKey.text).toBe(set);
    expect(other.view.getState().token.text).toBe("");
    other.actions.undo();
    expect(other.view.getState().token.text).toBe(set);
  });

  it("takes its passphrase along", async () => {
    const { actions, view } = start();
    actions.setKeyField("publicKey", pkcs8);
    actions.setPassphrase("publicKey", "open");
    actions.applyFix({ kind: "move", from: "publicKey", to: "privateKey" });
    expect(view.getState().fields.keys.privateKey).toEqual({ text: pkcs8, passphrase: "open" });
  });
});
