import { hkdfSync } from "node:crypto";
import { calculateJwkThumbprint, EncryptJWT } from "jose";
import { beforeAll, describe, expect, it } from "vitest";
import { loadDetector } from "../core/token/load-detect.ts";
import { eventually } from "../testing/eventually.ts";
import { settled, start } from "../testing/state/workbench.ts";

const SECRET = "aZ3+secret/of=the app";

beforeAll(async () => {
  await loadDetector();
});

/** A session as Auth.js encrypts it, assembled by Node and jose. */
async function session(version: 4 | 5, salt: string): Promise<string> {
  const name = version === 4 ? "NextAuth.js Generated Encryption Key" : `Auth.js Generated Encryption Key (${salt})`;
  const key = new Uint8Array(hkdfSync("sha256", SECRET, salt, name, version === 4 ? 32 : 64));
  const kid = await calculateJwkThumbprint({ kty: "oct", k: Buffer.from(key).toString("base64url") }, "sha512");
  return new EncryptJWT({ name: "Ada", sub: "7" })
    .setProtectedHeader(version === 4 ? { alg: "dir", enc: "A256GCM" } : { alg: "dir", enc: "A256CBC-HS512", kid })
    .encrypt(key);
}

async function derived(pasted: string, secret: string) {
  const workbench = start();
  const { actions, view } = workbench;
  actions.openText(pasted);
  actions.setSecret(secret);
  await settled(workbench);
  actions.applyFix({ kind: "auth-js-key" });
  await eventually(() => expect(view.getState().notice?.code).toMatch(/^auth-js/));
  return { ...workbench, seen: await settled(workbench) };
}

describe("an Auth.js session is opened with its app's secret", () => {
  it.each([
    [4, "", ""],
    [5, "authjs.session-token", ""],
    [5, "__Secure-authjs.session-token", `AUTH_SECRET="${SECRET}"`],
  ] as const)("of version %s, cookie %j", async (version, salt, typed) => {
    const { seen, actions, view } = await derived(await session(version, salt), typed === "" ? SECRET : typed);
    expect(seen.verdict.state).toBe("decrypted");
    expect(seen.payload.text).toContain('"name": "Ada"');
    expect(seen.notice).toMatchObject({ code: "auth-js", args: { version, cookie: salt } });
    actions.undo();
    expect(view.getState().fields.keys.secret).toEqual({ text: typed === "" ? SECRET : typed, encoding: "UTF-8" });
  });

  it("with a cookie of its own name, if the token was pasted with it", async () => {
    const { seen } = await derived(`my-app.sid=${await session(5, "my-app.sid")}`, SECRET);
    expect(seen.verdict.state).toBe("decrypted");
  });

  it("split into two cookies, the second of them first, under its own name", async () => {
    const token = await session(5, "my-app.sid");
    const chunks = [`my-app.sid.1=${token.slice(150)}`, `my-app.sid.0=${token.slice(0, 150)}`];
    const { seen } = await derived(`curl https://app.example -b '${chunks.join("; ")}; theme=dark'`, SECRET);
    expect(seen.whole.text).toBe(token);
    expect(seen.verdict.state).toBe("decrypted");
    expect(seen.notice).toMatchObject({ code: "auth-js", args: { version: 5, cookie: "my-app.sid" } });
  });

  it("but not with another secret: it stays in the field, and the page says so", async () => {
    const { seen } = await derived(await session(5, "authjs.session-token"), "another");
    expect(seen.notice?.code).toBe("auth-js-none");
    expect(seen.fields.keys.secret.text).toBe("another");
  });
});
