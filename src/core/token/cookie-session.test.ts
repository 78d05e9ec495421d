import { expect, test } from "vitest";
import { cookieSession } from "./cookie-session.ts";

const TOKEN = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhZGEifQ.c2lnbmF0dXJl";
const SESSION = `base64-${Buffer.from(JSON.stringify({ access_token: TOKEN, token_type: "bearer" })).toString("base64url")}`;
const halves = (text: string): readonly [string, string] => [text.slice(0, 40), text.slice(40)];

test("chunks of a session cookie are joined in the order of their numbers", () => {
  const [first, second] = halves(TOKEN);
  const header = `Cookie: theme=dark; app.1=${second}; app.0=${first}`;
  expect(cookieSession(header)).toEqual({
    token: TOKEN,
    name: "app",
    chunks: 2,
    member: null,
    range: { start: header.indexOf("app.1"), end: header.length },
  });
});

test("chunks are found in a command, a request and a browser's table, in any order", () => {
  const [first, second] = halves(TOKEN);
  for (const text of [
    `curl 'https://app.example' -b 'theme=dark; app.1=${second}; app.0=${first}' --compressed`,
    `curl "https://app.example" -H "Cookie: app.1=${second}; app.0=${first}"`,
    `GET / HTTP/1.1\r\nHost: app.example\r\nCookie: app.1=${second}; app.0=${first}\r\n\r\n`,
    `app.0\t${first}\tapp.example\t/\tSession\t44\napp.1\t${second}\tapp.example\t/\tSession\t44`,
    `theme\tdark\tapp.example\t/\napp.1\t${second}\tapp.example\t/\napp.0\t${first}\tapp.example\t/\n`,
  ])
    expect(cookieSession(text), text).toMatchObject({ token: TOKEN, name: "app", chunks: 2 });
  expect(cookieSession(`sb-x-auth-token\t${SESSION}\tapp.example\t/`)).toMatchObject({ member: "access_token" });
});

test("chunks of an encrypted session, which has an empty second segment, are joined in order wherever they are", () => {
  const header = Buffer.from('{"alg":"dir","enc":"A256CBC-HS512","kid":"k"}').toString("base64url");
  const token = `${header}..aXZpdml2aXZpdml2aXY.Y2lwaGVydGV4dA.dGFndGFn`;
  const name = "__Secure-authjs.session-token";
  const chunks = [token.slice(0, 50), token.slice(50, 80), token.slice(80)].map((text, at) => [`${name}.${at}`, text]);
  const pairs = chunks.map((chunk) => chunk.join("="));
  const csrf = "__Host-authjs.csrf-token=abc%7Cdef";
  const set = pairs.map((pair) => `Set-Cookie: ${pair}; Path=/; HttpOnly`);
  for (const text of [
    `Cookie: ${pairs.toReversed().join("; ")}; ${csrf}`,
    `Cookie: ${pairs.join(`; ${csrf}; `)}`,
    `curl 'https://app.example' -b '${csrf}; ${pairs.toReversed().join("; ")}'`,
    set.join("\r\n"),
    set.toReversed().join("\n"),
    pairs.join("\n"),
    chunks.map(([cookie, text]) => `${cookie}="${text}"`).join("; "),
    chunks.map((chunk) => `${chunk.join("\t")}\tapp.example\t/\tSession`).join("\n"),
    chunks.map((chunk) => `#HttpOnly_app.example\tFALSE\t/\tTRUE\t0\t${chunk.join("\t")}`).join("\n"),
  ])
    expect(cookieSession(text), text).toMatchObject({ token, name, chunks: 3, member: null });
  expect(cookieSession(`Cookie: ${csrf}; ${pairs.join("; ")}`), "chunks in order are found as they are").toBe(null);
});

test("a session in JSON after base64- gives its access token, whole and in chunks", () => {
  const [first, second] = halves(SESSION);
  expect(cookieSession(`sb-x-auth-token=${SESSION}`)).toMatchObject({
    token: TOKEN,
    member: "access_token",
    chunks: 1,
  });
  expect(cookieSession(`Cookie: sb-x.1=${second}; sb-x.0=${first}`)).toMatchObject({
    token: TOKEN,
    member: "access_token",
    chunks: 2,
  });
});

test("a missing chunk, and chunks in order, leave the text unchanged", () => {
  const [first, second] = halves(TOKEN);
  expect(cookieSession(`Cookie: app.2=${second}; app.0=${first}`)).toBe(null);
  expect(cookieSession(`Cookie: app.0=${first}; app.1=${second}`)).toBe(null);
  expect(cookieSession(`access_token=${TOKEN}`)).toBe(null);
  expect(cookieSession("a=b=c;;=;")).toBe(null);
});
