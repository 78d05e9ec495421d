import { describe, expect, it } from "vitest";
import { entryOf, harOf, tokenOf } from "../../testing/collect/archive.ts";
import { createSanitiser } from "./sanitise.ts";
import { createScrubber } from "./scrub-text.ts";

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

/** The copy of an archive: read once to know what is taken out, and once to write. */
function sanitised(text: string, step = text.length): string {
  const scrub = createScrubber();
  const bytes = bytesOf(text);
  let copy = "";
  for (const _ of [1, 2]) {
    const sanitiser = createSanitiser(scrub);
    copy = "";
    for (let at = 0; at < bytes.length; at += step) copy += sanitiser.push(bytes.subarray(at, at + step));
    copy += sanitiser.end();
  }
  return copy;
}

/** Everything that a text says at any depth: its strings decoded, from percent and Base64 too. */
function depths(text: string): string {
  const inside = [...text.matchAll(/[\w+/-]{24,}={0,2}/g)].map(([run]) => Buffer.from(run, "base64").toString());
  const plain = decodeURIComponent(text.replaceAll(/%(?![\da-f]{2})/gi, "%25"));
  const nested = inside.flatMap((one) => [
    one,
    ...[...one.matchAll(/[\w+/-]{24,}={0,2}/g)].map(([run]) => Buffer.from(run, "base64").toString()),
  ]);
  return [text, plain, text.replaceAll(/\\+/g, ""), ...nested].join("\n");
}

const signature = "sig-of-the-good-token-000000000";
const signatureText = Buffer.from(signature.padEnd(32, ".")).toString("base64url");
const nestedSignature = Buffer.from("sig-of-the-inner-token-11111111.").toString("base64url");
const innerToken = tokenOf({ sub: "inner" }, "sig-of-the-inner-token-11111111");
const token = tokenOf({ sub: "person-7", sid: "session-9", nonce: "n-1", vc: innerToken }, signature);
const jwe = `${Buffer.from('{"alg":"dir","enc":"A128GCM"}').toString("base64url")}..aXYtMDAwMDAwMDAw.Y2lwaGVydGV4dC1jaXBoZXJ0ZXh0.dGFnLXRhZy10YWc`;

const SECRETS = [
  signatureText,
  nestedSignature,
  "opaque-access-9f8e7d6c",
  "hunter2-correct-horse",
  "session-value-1234567",
  "csrf-value-987654321",
  "client-secret-55555",
  "refresh-me-77777777",
  "code-of-authorization-1",
  "Y2lwaGVydGV4dC1jaXBoZXJ0ZXh0",
  "MIIEvgIBADANBgkqhki",
  "d-member-of-a-private-jwk-000",
  "dXNlcjpodW50ZXIyLWNvcnJlY3QtaG9yc2U",
];

const har = harOf([
  {
    method: "POST",
    url: `https://id.example/token?code=code-of-authorization-1&page=7#access_token=${token}`,
    headers: [
      ["Authorization", "Basic dXNlcjpodW50ZXIyLWNvcnJlY3QtaG9yc2U="],
      ["Cookie", `theme=dark; sid=session-value-1234567; t=${token}`],
      ["X-CSRF-Token", "csrf-value-987654321"],
      ["Accept", "application/json"],
    ],
    post: `grant_type=password&username=ada&password=hunter2-correct-horse&client_secret=client-secret-55555&jwt=${encodeURIComponent(token).replaceAll(".", "%2E")}`,
    answers: [["Set-Cookie", "sid=session-value-1234567; Path=/; HttpOnly"]],
    body: JSON.stringify({
      access_token: "opaque-access-9f8e7d6c",
      refresh_token: "refresh-me-77777777",
      id_token: token,
      token_type: "Bearer",
      expires_in: 3600,
      inner: JSON.stringify({ password: "hunter2-correct-horse", t: token, deep: JSON.stringify({ t: token }) }),
      escaped: token,
    }),
  },
  {
    url: "https://api.example/me/opaque-access-9f8e7d6c?x=1",
    headers: [
      ["authorization", "Bearer opaque-access-9f8e7d6c"],
      ["X-Other", `see session-value-1234567 and ${jwe}`],
    ],
    body: btoa(`{"access_token":"${token}","password":"hunter2-correct-horse"}`),
    encoding: "base64",
    more: { _webSocketMessages: [{ type: "send", time: 1, opcode: 1, data: `{"auth":"Bearer ${token}"}` }] },
  },
  { body: `-----BEGIN PRIVATE KEY-----\nMIIEvgIBADANBgkqhki\n-----END PRIVATE KEY-----` },
  { body: JSON.stringify({ kty: "EC", crv: "P-256", d: "d-member-of-a-private-jwk-000", kid: "2026-11-a" }) },
  { body: `callback(${JSON.stringify({ token })}); // Authorization: Bearer opaque-access-9f8e7d6c` },
  { body: `${"x ".repeat(700_000)}${token}` },
  { body: Buffer.from(`data ${token}`).toString("base64") },
]).replace(`"escaped\\":\\"${token}`, `"escaped\\":\\"${token.replaceAll(".", String.raw`\\u002e`)}`);

describe("a sanitised archive", () => {
  const copy = sanitised(har);

  it.each(SECRETS)("has no %s in it, at any depth", (secret) => {
    expect(depths(har)).toContain(secret);
    expect(depths(copy)).not.toContain(secret);
  });

  it("is still the archive: its structure, addresses, statuses, claims and all that opens nothing", () => {
    const { log } = JSON.parse(copy);
    expect(log.entries).toHaveLength(7);
    const [first] = log.entries;
    expect(first.request.url).toMatch(
      /^https:\/\/id\.example\/token\?code=removed-\d+&page=7#access_token=eyJ[\w-]+\.eyJ[\w-]+\.removed-\d+$/,
    );
    expect(first.request.headers.map(({ value }: { value: string }) => value)).toEqual([
      expect.stringMatching(/^Basic removed-\d+$/),
      expect.stringMatching(/^theme=removed-\d+; sid=removed-\d+; t=removed-\d+$/),
      expect.stringMatching(/^removed-\d+$/),
      "application/json",
    ]);
    expect(first.request.postData.text).toMatch(/^grant_type=password&username=ada&password=removed-\d+&/);
    const body = JSON.parse(first.response.content.text);
    expect(body).toMatchObject({ token_type: "Bearer", expires_in: 3600 });
    expect(JSON.parse(Buffer.from(body.id_token.split(".")[1], "base64url").toString())).toMatchObject({
      sub: "person-7",
      sid: "session-9",
      nonce: "n-1",
    });
    expect(first.response.headers[0].value).toMatch(/^sid=removed-\d+; Path=\/; HttpOnly$/);
    expect(log.entries[5].response.content.text).toBe(`[removed: ${1_400_000 + token.length} characters]`);
  });

  it("has the same replacement for the same value wherever it stood", () => {
    const [first, second] = JSON.parse(copy).log.entries;
    const { access_token: opaque } = JSON.parse(first.response.content.text);
    expect(opaque).toMatch(/^removed-\d+$/);
    expect(second.request.headers[0].value).toBe(`Bearer ${opaque}`);
    expect(second.request.url).toBe(`https://api.example/me/${opaque}?x=1`);
  });

  it("is the same however the file came, but for what is too long", () => {
    expect(sanitised(har, 997)).toBe(copy);
  });

  it("leaves an archive that holds nothing as it is, character by character", () => {
    const plain = `{ "log" : {"version":"1.2",\n "entries":[ {"a": 1.50, "b":"\\u00e4 \\"x\\"", "request":{"url":"https://a.example/x?y=z"}} ]}}`;
    expect(sanitised(plain)).toBe(plain.replace("\\u00e4", "ä"));
    expect(sanitised(harOf([{ body: "nothing" }]))).toBe(harOf([{ body: "nothing" }]));
  });

  it("does not look into pictures", () => {
    const picture = Buffer.from(
      "\x89PNG\r\n\x1a\n password=hunter2-correct-horse".padEnd(3000, "x"),
      "latin1",
    ).toString("base64");
    expect(sanitised(harOf([{ body: picture, encoding: "base64" }]))).toContain(picture);
  });

  it("ends where the archive breaks", () => {
    const broken = har.replace('"version": "1.2"', '"version": 1.2.3');
    expect(broken).not.toBe(har);
    expect(sanitised(broken)).not.toContain("entries");
    const cut = JSON.stringify({ log: { entries: [entryOf({ headers: [["Authorization", `Bearer ${token}`]] })] } });
    expect(depths(sanitised(cut.slice(0, cut.indexOf(token) + token.length - 5)))).not.toContain(
      signatureText.slice(0, 20),
    );
  });
});
