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

  it("is still the archive: structure, URLs, statuses, claims and everything that grants no access", () => {
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

  it("replaces equal values alike, wherever they are", () => {
    const [first, second] = JSON.parse(copy).log.entries;
    const { access_token: opaque } = JSON.parse(first.response.content.text);
    expect(opaque).toMatch(/^removed-\d+$/);
    expect(second.request.headers[0].value).toBe(`Bearer ${opaque}`);
    expect(second.request.url).toBe(`https://api.example/me/${opaque}?x=1`);
  });

  it("does not depend on how the file is split, except for overlong values", () => {
    expect(sanitised(har, 997)).toBe(copy);
  });

  it("leaves an archive without secrets unchanged, character for character", () => {
    const plain = `{ "log" : {"version":"1.2",\n "entries":[ {"a": 1.50, "b":"\\u00e4 \\"x\\"", "request":{"url":"https://a.example/x?y=z"}} ]}}`;
    expect(sanitised(plain)).toBe(plain.replace("\\u00e4", "ä"));
    expect(sanitised(harOf([{ body: "nothing" }]))).toBe(harOf([{ body: "nothing" }]));
  });

  it("does not look into images", () => {
    const picture = Buffer.from(
      "\x89PNG\r\n\x1a\n password=hunter2-correct-horse".padEnd(3000, "x"),
      "latin1",
    ).toString("base64");
    expect(sanitised(harOf([{ body: picture, encoding: "base64" }]))).toContain(picture);
  });

  it("ends where the archive breaks off", () => {
    const broken = har.replace('"version": "1.2"', '"version": 1.2.3');
    expect(broken).not.toBe(har);
    expect(sanitised(broken)).not.toContain("entries");
    const cut = JSON.stringify({ log: { entries: [entryOf({ headers: [["Authorization", `Bearer ${token}`]] })] } });
    expect(depths(sanitised(cut.slice(0, cut.indexOf(token) + token.length - 5)))).not.toContain(
      signatureText.slice(0, 20),
    );
  });
});

describe("a secret that is not simply the string after its name", () => {
  const json = (value: unknown) => ({ post: JSON.stringify(value) });
  const header = (name: string, value: string) => ({ headers: [[name, value]] as const });
  const polish = Buffer.from(
    String.raw`{"city":"\u0141\u00f3d\u017a","padding":"padding-padding","password":"hunter-2222"}`,
  );

  it.each<readonly [string, Parameters<typeof harOf>[0][number], string]>([
    ["a number", json({ otp: 739154, amount: 5 }), "739154"],
    ["a number in a list", json({ recovery_codes: [88112233] }), "88112233"],
    ["a number in JSON in JSON", json({ note: JSON.stringify({ pin: 4829 }) }), "4829"],
    ["a nested number", json({ mfa: { code: 551266 } }), "551266"],
    ["a number with an exponent", { body: `{"token":-9.123e+12}` }, "9.123"],
    ["a number in a response", { body: '{"otp" : 739154 , "ok":true}' }, "739154"],
    [
      "a number in Base64",
      { body: btoa(`{"padding":"${"x".repeat(40)}","otp":739154}`), encoding: "base64" },
      "739154",
    ],
    ["a number in the archive's own members", { more: { _otp: 1, otp: 739154 } }, "739154"],
    ["a name in camel case", json({ verificationCode: "919273" }), "919273"],
    ["recovery codes", json({ recoveryCodes: ["zz91-kq02"] }), "zz91-kq02"],
    ["an Azure key", header("Ocp-Apim-Subscription-Key", "0f9e8d7c6b5a49383726"), "0f9e8d7c6b5a49383726"],
    ["an Azure Functions key", header("x-functions-key", "fnKey9_zzQQ=="), "fnKey9"],
    ["a Cloudflare key", header("X-Auth-Key", "c2547eb745079dac9320b638"), "c2547eb745079dac9320b638"],
    ["a password in a URL", { url: "https://svc:pa55-userinfo@legacy.example/x" }, "pa55-userinfo"],
    ["a token in a URL", { body: "git clone https://ghp_abc123@host.example/x" }, "ghp_abc123"],
    ["a password with @ in it", { body: "amqp://u:p%40ss-w0rd@mq.example:5672/v" }, "ss-w0rd"],
    ["a password in an encoded URL", { url: "https://a.example/?u=https%3A%2F%2Fsvc%3Apa55%40b.example%2F" }, "pa55"],
    [
      "the second cookie in a header field",
      { answers: [["Set-Cookie", "a=1; Path=/\nb=cookie.two; Path=/"]] },
      "cookie.two",
    ],
    ["the second cookie after a comma", { answers: [["Set-Cookie", "a=1; Path=/, b=cookie.two"]] }, "cookie.two"],
    ["a cookie that is not an attribute", { answers: [["Set-Cookie", "a=1; b=cookie.two; Secure"]] }, "cookie.two"],
    [
      "a part of a multipart form",
      { post: '--X\r\nContent-Disposition: form-data; name="password"\r\n\r\nparted pw 9\r\n--X--\r\n' },
      "parted pw 9",
    ],
    [
      "a part of a multipart form with a type",
      { post: '--X\nContent-Disposition: form-data; name="secret"\nContent-Type: text/plain\n\nparted 9\n--X--' },
      "parted 9",
    ],
    ["an element", { body: "<s:login><s:password>xml pw 31</s:password></s:login>" }, "xml pw 31"],
    ["an element with CDATA", { body: "<password><![CDATA[xml<pw&31]]></password>" }, "xml<pw&31"],
    ["a form field in HTML", { body: '<input type="hidden" name="SAMLResponse" value="PHNhbWxw&#43;"/>' }, "PHNhbWxw"],
    ["a form field with its value first", { body: "<input value='c0de-9' type=hidden name='code'>" }, "c0de-9"],
    ["a form field without quotes", { body: "<input name=code value=c0de-9>" }, "c0de-9"],
    ["a meta element", { body: '<meta name="csrf-token" content="mET4==">' }, "mET4"],
    ["a quoted value of several words", { body: 'login(password: "two words")' }, "words"],
    ["a quoted value after an equals sign", { body: `auth password="two words" x='1'` }, "words"],
    ["a quoted value with escapes", { body: String.raw`S = "{\"password\":\"two words\"}"` }, "words"],
    ["JSON in a query", { url: `https://a.example/q?v=${encodeURIComponent('{"password":"q-pw 7"}')}` }, "q-pw"],
    ["JSON in a query, in a response", { body: `next: /q?v=${encodeURIComponent('{"otp":739154}')}&x=1` }, "739154"],
    ["a nested form member", { post: "user[name]=ada&user[password]=rails-pw1&x=1" }, "rails-pw1"],
    ["a percent-encoded form member", { post: "user%5Bname%5D=ada&user%5Botp%5D=402817" }, "402817"],
    ["a form member in a list", { post: "a=1&user%5Bcodes%5D%5Bpin%5D%5B%5D=4028" }, "4028"],
    ["a dotted name", { post: "Input.Code=402817&Input.Remember=1" }, "402817"],
    ["a name-value pair", json([{ name: "otp", value: "402817" }]), "402817"],
    ["a value in an object that is named secret", json({ clientSecret: { current: "ob pw 31" } }), "ob pw"],
    ["a value in a list of such objects", json({ tokens: [{ value: "li pw 32" }] }), "li pw"],
    ["one of several tokens", json({ tokens: { access: "opaque.one", refresh: "opaque.two" } }), "opaque.two"],
    ["the id of a session", json({ session: { id: "ses-4711.x" } }), "ses-4711"],
    ["a name-number pair", json({ fields: [{ key: "pin", value: 40281 }] }), "40281"],
    ["Base64 with letters beyond Latin", { body: polish.toString("base64"), encoding: "base64" }, "hunter-2222"],
  ])("is removed: %s", (_, sample, secret) => {
    const whole = harOf([sample]);
    expect(depths(whole)).toContain(secret);
    const copy = sanitised(whole);
    expect(depths(copy)).not.toContain(secret);
    expect(JSON.parse(copy).log.entries).toHaveLength(1);
    expect(sanitised(whole, 7)).toBe(copy);
  });

  it.each<readonly [string, Parameters<typeof harOf>[0][number]]>([
    [
      "statuses, spans and counts",
      json({ code: 401, refresh_expires_in: 1800, auth_time: 1_800_000_000, tokens: true }),
    ],
    ["names that are not secrets", json({ amount: 12345, id: 739154, statusCode: 50012, partitionKey: "p-1" })],
    ["URLs with @ after the host", { url: "https://cdn.example/x@1.2/y?mail=a@b.example" }],
    [
      "cookie attributes",
      { answers: [["Set-Cookie", "a=; Path=/; Expires=Wed, 21 Oct 2026 07:28:00 GMT; SameSite=Lax"]] },
    ],
    [
      "other names and values",
      json([
        { name: "otp", value: "" },
        { name: "city", value: "Paris", size: 12345 },
      ]),
    ],
    ["other form members", { post: "user[name]=ada&user%5Bcity%5D=Paris" }],
    ["other form fields", { body: '<input name="city" value="Paris"><b>password</b>' }],
    ["other JSON in a query", { url: "https://a.example/q?v=%7B%22a%22%3A%20%22b%22%7D" }],
  ])("is kept if it is not a secret: %s", (_, sample) => {
    expect(sanitised(harOf([sample]))).toBe(harOf([sample]));
  });

  it("is cut off with the archive", () => {
    const whole = '{"log":{"entries":[{"otp":739154}]}}';
    for (let end = whole.indexOf("7391") + 4; end < whole.length; end += 1)
      expect(sanitised(whole.slice(0, end))).not.toContain("7391");
  });
});
