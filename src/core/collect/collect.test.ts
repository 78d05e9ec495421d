import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { entryOf, harOf, importedFrom, importedText, tokenOf } from "../../testing/collect/archive.ts";
import { isQuick, rounds, sampled } from "../../testing/rounds.ts";
import { createCollector } from "./collector.ts";
import { createImporter } from "./importer.ts";
import type { Batch } from "./types.ts";

const NOW = 1_800_000_000;
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const texts = ({ tokens }: Batch): readonly string[] => tokens.map(({ text }) => text);
const placesOf = ({ tokens }: Batch) =>
  tokens.map(({ uses }) => uses.map(({ place, sent, name }) => [place, sent, name] as const));
const T = (sub: string, more: object = {}): string => tokenOf({ sub, ...more });

describe("an archive", () => {
  it("yields each token with its place, its time and the response", () => {
    const token = T("a");
    const batch = importedText(
      harOf([
        {
          at: NOW,
          method: "POST",
          url: `https://API.example:443/orders/7?x=1`,
          headers: [["Authorization", `Bearer ${token}`]],
          status: 401,
          answers: [["WWW-Authenticate", 'Bearer error="invalid_token", error_description="expired"']],
          body: '{"message":"jwt expired"}',
        },
        { at: NOW + 60, headers: [["Authorization", `Bearer ${token}`]] },
      ]),
    );
    expect(texts(batch)).toEqual([token]);
    const [one] = batch.tokens;
    expect(one).toMatchObject({ first: NOW, last: NOW + 60, counts: { all: 2 }, claims: { sub: "a", alg: "HS256" } });
    expect(one?.uses[0]).toMatchObject({
      entry: 1,
      at: NOW,
      host: "api.example",
      method: "POST",
      path: "/orders/7",
      status: 401,
      place: "header",
      sent: true,
      answer: 0,
    });
    expect(batch.answers).toMatchObject([{ status: 401, count: 1, hadToken: true }]);
    expect(batch.answers[0]?.text).toBe(
      'HTTP/1.1 401\nWWW-Authenticate: Bearer error="invalid_token", error_description="expired"\n{"message":"jwt expired"}',
    );
    expect(batch.progress).toMatchObject({ format: "har", entries: 2, tokens: 1, places: 2 });
    expect(batch.problems).toEqual([]);
  });

  const token = T("somewhere");
  const chunked = token.length / 2;
  it.each<readonly [string, Parameters<typeof entryOf>[0], string, boolean | null]>([
    ["a header", { headers: [["X-Token", token]] }, "header", true],
    ["a cookie", { headers: [["Cookie", `a=b; session=${token}; c=d`]] }, "cookie", true],
    [
      "chunks of a cookie",
      { headers: [["Cookie", `s.0=${token.slice(0, chunked)}; s.1=${token.slice(chunked)}`]] },
      "cookie",
      true,
    ],
    [
      "cookie chunks set by a server",
      {
        answers: [
          ["Set-Cookie", `s.0=${token.slice(0, chunked)}; Path=/; HttpOnly`],
          ["Set-Cookie", `s.1=${token.slice(chunked)}; Path=/`],
        ],
      },
      "cookie",
      false,
    ],
    ["a query", { url: `https://a.example/?access_token=${token}&b=1` }, "query", true],
    ["a fragment", { url: `https://a.example/#id_token=${token}` }, "fragment", true],
    ["a path", { url: `https://a.example/reset/${token}/now` }, "path", true],
    ["a redirect", { answers: [["Location", `https://a.example/#id_token=${token}`]] }, "fragment", false],
    ["a body", { body: JSON.stringify({ access_token: token }) }, "body", false],
    [
      "a form",
      { post: `grant_type=x&assertion=${encodeURIComponent(token).replaceAll(".", "%2E")}&b=c` },
      "body",
      true,
    ],
    [
      "JSON in JSON in JSON",
      { body: JSON.stringify({ a: JSON.stringify({ b: JSON.stringify({ t: token }) }) }) },
      "body",
      false,
    ],
    ["escapes", { body: `{"t":"${token.replaceAll(".", String.raw`\u002e`)}"}` }, "body", false],
    ["a body in Base64", { body: btoa(`{"t":"${token}"}`), encoding: "base64" }, "body", false],
    ["a value in Base64", { body: JSON.stringify({ data: { token: btoa(token) } }) }, "body", false],
    [
      "a WebSocket frame",
      { more: { _webSocketMessages: [{ type: "send", time: NOW + 5, opcode: 1, data: `{"auth":"${token}"}` }] } },
      "message",
      true,
    ],
  ])("finds a token in %s", (_, sample, place, sent) => {
    const batch = importedText(harOf([sample]));
    expect(texts(batch)).toEqual([token]);
    expect(batch.tokens[0]?.uses).toMatchObject([{ place, sent }]);
  });

  it("takes the time of a WebSocket frame from the frame", () => {
    const more = { _webSocketMessages: [{ type: "receive", time: NOW + 5, opcode: 1, data: token }] };
    expect(importedText(harOf([{ at: NOW, more }])).tokens[0]).toMatchObject({ first: NOW + 5, last: NOW + 5 });
  });

  it("counts a cookie once, though the archive lists it twice", () => {
    const entry = entryOf({ headers: [["Cookie", `session=${token}`]] }) as { request: { cookies: object[] } };
    entry.request.cookies = [{ name: "session", value: token }];
    const batch = importedText(JSON.stringify({ log: { entries: [entry] } }));
    expect(placesOf(batch)).toEqual([[["cookie", true, "session"]]]);
  });

  it("does not mistake dotted names, keys or other Base64 for tokens", () => {
    const body = JSON.stringify({
      host: "www.example.com",
      key: "eyJhbGciOiJIUzI1NiJ9",
      image: btoa("x".repeat(5000)),
      text: "eyJ is how a token begins. Mostly.",
    });
    expect(texts(importedText(harOf([{ body, url: "https://a.b.example/x.y.z" }])))).toEqual([]);
  });

  it("finds tokens in bodies of any length and at any place, also in Base64", () => {
    const filler = "lorem ipsum dolor sit amet ".repeat(80_000);
    const body = `${T("first")} ${filler}${T("middle")} ${filler}"${T("last")}"`;
    for (const sample of [{ body }, { body: btoa(body), encoding: "base64" }])
      expect(texts(importedText(harOf([sample])))).toEqual([T("first"), T("middle"), T("last")]);
  });

  it("notes what was sent after it expired, to another host, or in a URL", () => {
    const one = T("a", { exp: NOW, aud: "https://api.example/v1", iss: "https://id.example" });
    const bearer = [["Authorization", `Bearer ${one}`]] as const;
    const batch = importedText(
      harOf([
        { at: NOW - 1, headers: bearer },
        { at: NOW + 36, headers: bearer },
        { at: NOW - 1, url: "https://stats.partner.example/", headers: bearer },
        { at: NOW - 1, url: "https://id.example/userinfo", headers: bearer },
        { at: NOW - 1, url: `https://api.example/?t=${one}` },
      ]),
    );
    expect(batch.tokens[0]?.counts).toEqual({ all: 5, late: 1, elsewhere: 1, inUrl: 1 });
    expect(batch.tokens[0]?.uses.map(({ late }) => late)).toEqual([null, 36, null, null, null]);
  });

  it.each(["orders-api", "https://api.example, billing", "12.apps.googleusercontent.com", "com.example.app"])(
    "never guesses the host of the audience %s",
    (aud) => {
      const one = T("a", { aud: aud.split(", ") });
      const batch = importedText(
        harOf([{ headers: [["Authorization", `Bearer ${one}`]], url: "https://other.test/" }]),
      );
      expect(batch.tokens[0]?.counts.elsewhere).toBe(0);
    },
  );
});

describe("a log", () => {
  it.each([
    [`2027-01-15T08:00:00.5Z GET https://api.example/a?access_token=TOKEN HTTP/1.1 401`, NOW + 0.5, "query", "/a", 401],
    [`10.0.0.1 - - [15/Jan/2027:09:00:00 +0100] "GET /a?t=TOKEN HTTP/1.1" 403 12`, NOW, "query", "/a", 403],
    [`{"ts":1800000000.25,"msg":"x","authorization":"Bearer TOKEN"}`, NOW + 0.25, "header", null, null],
    [`1800000000123 Cookie: a=b; session=TOKEN`, NOW + 0.123, "cookie", null, null],
    [`[2027-01-15 08:00:00,250] DEBUG token TOKEN`, NOW + 0.25, "line", null, null],
    [
      `{"time_iso8601":"2027-01-15T09:00:00+01:00","request_uri":"/a","status":"401","http_authorization":"Bearer TOKEN"}`,
      NOW,
      "header",
      "/a",
      401,
    ],
    [
      `{"msec":"1800000000.123","request":"GET /a HTTP/2.0","http_authorization":"Bearer TOKEN"}`,
      NOW + 0.123,
      "header",
      "/a",
      null,
    ],
    [
      `{"MESSAGE":"${"m".repeat(500)} TOKEN","__REALTIME_TIMESTAMP":"1800000000250000"}`,
      NOW + 0.25,
      "line",
      null,
      null,
    ],
    [
      `{"log":"${"m".repeat(500)} TOKEN","stream":"stderr","time":"2027-01-15T08:00:00.5Z"}`,
      NOW + 0.5,
      "line",
      null,
      null,
    ],
    [
      `2027-01-15T08:00:00.25Z stdout F ${"m".repeat(400)} {"t":"TOKEN","time":"2020-01-15T08:00:00Z"}`,
      NOW + 0.25,
      "line",
      null,
      null,
    ],
    ["no time at all: TOKEN", null, "line", null, null],
  ])("takes a line's time, place and response from it: %s", (line, at, place, path, status) => {
    const one = T("log");
    const batch = importedText(`first line\n${line.replace("TOKEN", one)}\nlast`);
    expect(texts(batch)).toEqual([one]);
    expect(batch.tokens[0]?.uses).toMatchObject([{ entry: 2, at, place, path, status }]);
    expect(batch.progress).toMatchObject({ format: "text", entries: 3 });
  });

  it("says if a time had no zone, and reads it as UTC", () => {
    expect(importedText(`2027-01-15 08:00:00 ${T("a")}`).problems).toMatchObject([{ code: "no-zone", count: 1 }]);
    expect(importedText(`2027-01-15T08:00:00Z ${T("a")}`).problems).toEqual([]);
  });

  it("is read in UTF-16 too, and without line breaks", () => {
    const text = `\ufeff${T("a")} ${"x y ".repeat(isQuick ? 70_000 : 700_000)}${T("b")}`;
    expect(texts(importedFrom(new Uint8Array(Buffer.from(text, "utf16le"))))).toEqual([T("a"), T("b")]);
    expect(texts(importedFrom(new Uint8Array(Buffer.from(text, "utf16le").swap16())))).toEqual([T("a"), T("b")]);
    expect(texts(importedText(text.slice(1)))).toEqual([T("a"), T("b")]);
  });
});

describe("several files", () => {
  it("counts each file's tokens, without those of the files before it", () => {
    const collector = createCollector();
    const counts = [`a ${tokenOf({ sub: "1" })}\nb ${tokenOf({ sub: "2" })}\n`, "", `c ${tokenOf({ sub: "2" })}\n`].map(
      (text, file) => {
        const importer = createImporter(collector, file);
        importer.push(new TextEncoder().encode(text));
        importer.end();
        const { tokens, places, entries } = importer.take(0, 0).progress;
        return { tokens, places, entries };
      },
    );
    expect(counts).toEqual([
      { tokens: 2, places: 2, entries: 2 },
      { tokens: 0, places: 0, entries: 0 },
      { tokens: 1, places: 1, entries: 1 },
    ]);
  });
});

describe("a broken or hostile file", () => {
  it.each([
    ["a ZIP archive", "PK\u0003\u0004\u0014\0\0\0", ["zip"]],
    ["bytes that are not text", "\u007fELF\u0002\u0001\0\0", ["binary"]],
    ["UTF-16 without a byte order mark", Buffer.from(`GET ${T("a")}`, "utf16le").toString("latin1"), ["binary"]],
    ["nothing", "", []],
    ["a text", `GET ${T("a")}`, []],
  ])("is reported if it is not text: %s", (_, text, codes) => {
    expect(importedFrom(new Uint8Array(Buffer.from(text, "latin1"))).problems.map(({ code }) => code)).toEqual(codes);
  });

  const samples = ["a", "b", "c"].map((sub) => ({ headers: [["Authorization", `Bearer ${T(sub)}`]] as const }));
  const har = harOf(samples);

  it("yields what it has, and says where it ends", () => {
    const cut = har.slice(0, har.indexOf(T("c")) + 40);
    const batch = importedText(cut);
    expect(texts(batch)).toEqual([T("a"), T("b")]);
    expect(batch.problems).toEqual([
      { file: 0, code: "cut", byte: cut.length, line: cut.split("\n").length, count: 1 },
    ]);
  });

  it("says where it is not JSON, and is read as text from there", () => {
    const at = har.indexOf('"startedDateTime"', har.indexOf(T("a")));
    const broken = `${har.slice(0, at)}€ ${har.slice(at)}`;
    const batch = importedText(broken);
    expect(texts(batch)).toEqual([T("a"), T("b"), T("c")]);
    expect(batch.tokens[2]?.uses[0]).toMatchObject({ host: null });
    expect(batch.problems).toMatchObject([{ code: "broken", byte: at, line: broken.slice(0, at).split("\n").length }]);
  });

  it("may nest to any depth", () => {
    const deep = `{"log":{"entries":[${JSON.stringify(entryOf(samples[0] ?? {}))},${"[".repeat(100_000)}`;
    const batch = importedText(deep);
    expect(texts(batch)).toEqual([T("a")]);
    expect(batch.problems).toMatchObject([{ code: "deep" }]);
  });

  it.skipIf(isQuick)("keeps 10,000 tokens and says in how many places it left others out", () => {
    const lines = Array.from({ length: 10_050 }, (_, index) => T(`${index}`)).join("\n");
    const batch = importedText(lines);
    expect(batch.tokens).toHaveLength(10_000);
    expect(batch.problems).toMatchObject([{ code: "too-many", count: 50 }]);
  });

  it("keeps no token over the limit", () => {
    const batch = importedText(`${T("x".repeat(300_000))} ${T("a")}`);
    expect(texts(batch)).toEqual([T("a")]);
    expect(batch.problems).toMatchObject([{ code: "too-long" }]);
    const run = importedText(`{"log":{"entries":[{"a":"${"eyJ.".repeat(700_000)} ${T("b")}"}]}}`);
    expect(texts(run)).toEqual([T("b")]);
    expect(run.problems).toMatchObject([{ code: "too-long", count: 1 }]);
  });

  it("counts all places of a token and keeps some", () => {
    const batch = importedText(`${T("a")}\n`.repeat(1000));
    expect(batch.tokens[0]?.counts.all).toBe(1000);
    expect(batch.tokens[0]?.uses).toHaveLength(200);
  });
});

describe("what is found", () => {
  const chunked = T("chunked");
  const text = harOf([
    {
      url: `https://api.example/ü?t=${T("query")}`,
      headers: [
        ["Cookie", `s.0=${chunked.slice(0, 60)}; s.1=${chunked.slice(60)}`],
        ["Authorization", `Bearer ${T("header")}`],
      ],
      status: 401,
      body: JSON.stringify({ a: `€ 😀 \\ "${T("body")}"`, b: JSON.stringify({ t: T("inner") }) }),
    },
    {
      body: btoa(T("encoded")),
      encoding: "base64",
      more: { _webSocketMessages: [{ type: "send", data: T("frame") }] },
    },
  ]);
  const whole = importedText(text);
  const bytes = bytesOf(text);

  it("is everything that was put in, and nothing else", () => {
    const subs = ["query", "header", "body", "inner", "chunked", "encoded", "frame"];
    expect(texts(whole).toSorted()).toEqual(subs.map((sub) => T(sub)).toSorted());
  });

  it.each([
    `v1, bearer.${T("socket")}`,
    `base64url.bearer.authorization.k8s.io.${Buffer.from(T("socket")).toString("base64url")}, v4`,
  ])("includes a token among a WebSocket's protocols: %s", (value) => {
    expect(placesOf(importedText(harOf([{ headers: [["Sec-WebSocket-Protocol", value]] }])))).toEqual([
      [["header", true, "Sec-WebSocket-Protocol"]],
    ]);
  });

  it("does not depend on where the bytes are split in two", () => {
    for (const cut of sampled([...Array(bytes.length + 1).keys()]))
      expect(importedFrom(bytes, [cut]), `at ${cut}`).toEqual(whole);
  });

  it("does not depend on where they are split, in any encoding and parser state", () => {
    const log = `2027-01-15T08:00:00Z GET /ü?t=${T("€😀")} ${T("b")}\r\n`.repeat(3);
    const files = [
      bytes,
      bytes.subarray(0, bytes.length - 200),
      bytesOf(text.replace('"headers"', '"headers" €')),
      bytesOf(`\ufeff${log}`),
      new Uint8Array(Buffer.from(`\ufeff😀${log}`, "utf16le")),
      new Uint8Array([...bytesOf("\u00e4"), 0xe2, 0x82, 0xff, 0xf0, 0x9f, ...bytesOf(log), 0xf0, 0x9f]),
    ];
    for (const file of files) {
      const uncut = importedFrom(file);
      fc.assert(
        fc.property(fc.array(fc.nat({ max: file.length }), { maxLength: 40 }), (cuts) => {
          expect(
            importedFrom(
              file,
              cuts.toSorted((a, b) => a - b),
            ),
          ).toEqual(uncut);
        }),
        { numRuns: rounds(60) },
      );
    }
  });

  it("is exactly an archive's tokens, whatever and wherever they are", () => {
    const place = fc.constantFrom("header", "cookie", "query", "post", "body", "base64");
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat({ max: 20 }), place), { maxLength: 12 }), (put) => {
        const samples = put.map(([sub, where]) => {
          const token = T(`s${sub}`);
          if (where === "header") return { headers: [["authorization", `Bearer ${token}`]] as const };
          if (where === "cookie") return { headers: [["cookie", `sid=${token}`]] as const };
          if (where === "query") return { url: `https://a.example/?t=${token}` };
          if (where === "post") return { post: `assertion=${token}&x=y` };
          return where === "body" ? { body: `{"t":"${token}"}` } : { body: btoa(token), encoding: "base64" };
        });
        const batch = importedText(harOf(samples));
        const expected = new Map<string, number>();
        for (const [sub] of put) expected.set(T(`s${sub}`), (expected.get(T(`s${sub}`)) ?? 0) + 1);
        expect(new Map(batch.tokens.map(({ text, counts }) => [text, counts.all]))).toEqual(expected);
      }),
      { numRuns: rounds(200) },
    );
  });
});
