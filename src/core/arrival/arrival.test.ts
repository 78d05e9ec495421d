import { createPrivateKey } from "node:crypto";
import type { JWK } from "jose";
import { exportJWK, exportPKCS8, exportSPKI, generateKeyPair } from "jose";
import { beforeAll, describe, expect, it } from "vitest";
import { readKeys } from "../keys/read.ts";
import { detectTokens } from "../token/detect.ts";
import { isErrorMessage } from "./error-message.ts";
import { thingsIn } from "./things.ts";
import { isQuick } from "../../testing/rounds.ts";

const TOKEN = "eyJhbGciOiJFUzI1NiIsImtpZCI6ImEifQ.eyJzdWIiOiIxIiwiYXVkIjoiYXBpIn0.c2lnbmF0dXJl";

let spki = "";
let pkcs8 = "";
let set = "";
let jwk = "";

beforeAll(async () => {
  const pair = await generateKeyPair("ES256", { extractable: true });
  [spki, pkcs8] = [await exportSPKI(pair.publicKey), await exportPKCS8(pair.privateKey)];
  const [open, secret] = [await exportJWK(pair.publicKey), await exportJWK(pair.privateKey)];
  jwk = JSON.stringify({ ...secret, kid: "a" });
  set = JSON.stringify(
    {
      keys: [
        { ...open, kid: "a" },
        { ...open, kid: "b" },
      ],
    },
    null,
    2,
  );
});

/** An uncompressed point of P-256 in base64url, as Web Push has it, and its private number. */
function bareKeys(): readonly [string, string] {
  const { x = "", y = "", d = "" } = JSON.parse(jwk) as JWK;
  const point = Buffer.concat([Buffer.of(4), Buffer.from(x, "base64url"), Buffer.from(y, "base64url")]);
  return [point.toString("base64url"), d];
}

async function thingsOf(text: string): Promise<readonly string[]> {
  const { tokens } = detectTokens(text);
  const things = await thingsIn(text, tokens, { readKeys, isError: isErrorMessage });
  return things.map(({ kind, text: part }) => `${kind} ${part}`);
}

async function kindsIn(text: string): Promise<readonly string[]> {
  const { tokens } = detectTokens(text);
  const things = await thingsIn(text, tokens, { readKeys, isError: isErrorMessage });
  for (const { kind, text: part, range } of things)
    if (["policy", "claims"].includes(kind)) expect(text.slice(range.start, range.end)).toBe(part);
  return things.map(({ kind, count }) => (count === 1 ? kind : `${kind} × ${count}`));
}

describe("what arriving text holds besides its tokens", () => {
  it("is nothing if it is a token, whatever names it", async () => {
    for (const text of [
      TOKEN,
      `Authorization: Bearer ${TOKEN}`,
      JSON.stringify({ access_token: TOKEN, token_type: "Bearer", expires_in: 3600 }),
      `curl -s https://api.example/me -H 'Authorization: Bearer ${TOKEN}'`,
      `theme=dark; session=${TOKEN}; Path=/; HttpOnly`,
      "",
      " \n ",
    ])
      expect(await kindsIn(text), text).toEqual([]);
  });

  it("is a key if the whole text is one, in any form", async () => {
    expect(await kindsIn(spki)).toEqual(["public-key"]);
    expect(await kindsIn(`PUBLIC_KEY="${spki.replaceAll("\n", String.raw`\n`)}"`)).toEqual(["public-key"]);
    expect(await kindsIn(set)).toEqual(["public-key × 2"]);
    expect(await kindsIn(pkcs8)).toEqual(["private-key"]);
    expect(await kindsIn(jwk)).toEqual(["private-key"]);
    expect(await kindsIn('{"kty":"oct","k":"c2VjcmV0LXNlY3JldC1zZWNyZXQtc2VjcmV0"}')).toEqual(["shared-key"]);
  });

  it("is each of several things, in order, with or without a token among them", async () => {
    expect(await kindsIn(`${TOKEN}\n\n${set}\n`)).toEqual(["public-key × 2"]);
    expect(await kindsIn(`${set}\n${TOKEN}`)).toEqual(["public-key × 2"]);
    expect(await kindsIn(`${TOKEN}\n${spki}${pkcs8}`)).toEqual(["public-key", "private-key"]);
    expect(await kindsIn(`token: ${TOKEN}\nERROR JsonWebTokenError: jwt audience invalid. expected: web`)).toEqual([
      "error",
    ]);
    expect(await kindsIn(`JsonWebTokenError: invalid signature\n${set}`)).toEqual(["public-key × 2", "error"]);
  });

  it("is a verifier's configuration if it has something only such a file has, and claims if it has registered names", async () => {
    expect(await kindsIn('{"algorithms":["RS256"],"issuer":"https://idp.example","audience":"api"}')).toEqual([
      "policy",
    ]);
    expect(await kindsIn('{"iss":"https://idp.example","aud":"api","clockTolerance":5}')).toEqual(["policy"]);
    const trust =
      '{"Statement":[{"Effect":"Allow","Action":"sts:AssumeRoleWithWebIdentity","Principal":{"Federated":"x"}}]}';
    expect(await kindsIn(trust)).toEqual(["verifier"]);
    expect(await kindsIn(`${TOKEN}\n${trust}`)).toEqual(["verifier"]);
    const spring =
      "spring:\n  security:\n    oauth2:\n      resourceserver:\n        jwt: {issuer-uri: 'https://idp.example'}\n";
    expect(await kindsIn(spring)).toEqual(["verifier"]);
    expect(await kindsIn(`${spring}\n${TOKEN}`)).toEqual(["verifier"]);
    expect(await kindsIn("error: --oidc-issuer-url is wrong")).not.toContain("verifier");
    expect(await kindsIn('{"iss":"https://idp.example","aud":"api","sub":"1","exp":1}')).toEqual(["claims"]);
    expect(await kindsIn('{"iss":"https://idp.example","aud":"api"}')).toEqual(["claims"]);
    expect(await kindsIn('{"iss":"https://idp.example","aud":"api","client_id":"web","jti":"1"}')).toEqual(["claims"]);
    expect(await kindsIn('{"alg":"HS256","typ":"JWT"}')).toEqual([]);
    expect(await kindsIn('{"audience":"api","favourite":"blue"}')).toEqual([]);
  });

  it("is nothing if the text is prose, code or other data", async () => {
    for (const text of ["hello", "https://example.com/a", "SELECT 1;", '{"a":[1,2,3]}', "[INFO] started in 3 ms"])
      expect(await kindsIn(text), text).toEqual([]);
  });
});

const partsOf = async (text: string) =>
  thingsIn(text, detectTokens(text).tokens, { readKeys, isError: isErrorMessage });
const textOf = async (text: string, kind: string): Promise<string | undefined> =>
  (await partsOf(text)).find((thing) => thing.kind === kind)?.text;

describe.skipIf(isQuick)("a text of megabytes", () => {
  it("is never read as one key, nor is each part of it", async () => {
    const asked: number[] = [];
    const reader = (text: string) => {
      asked.push(text.length);
      return readKeys(text);
    };
    for (const text of [
      '{"a":1}\n'.repeat(200_000),
      `{"a":[${'{"b":2},'.repeat(200_000)}{}]}`,
      "lorem ".repeat(300_000),
    ])
      await thingsIn(text, [], { readKeys: reader, isError: isErrorMessage });
    expect(asked.length).toBeLessThan(100);
    expect(Math.max(...asked)).toBeLessThan(1_000_000);
  });
});

describe("several keys in one text", () => {
  it("are one item of their kind: consecutive PEM blocks as they are, otherwise a set", async () => {
    const prose = "and the one before it:";
    expect(await kindsIn(`${spki}\n${prose}\n${spki}`)).toEqual(["public-key × 2"]);
    expect((await textOf(`${spki}\n${prose}\n${spki}`, "public-key"))?.match(/BEGIN PUBLIC KEY/g)).toHaveLength(2);
    const [first] = JSON.parse(set).keys;
    const mixed = `${JSON.stringify(first)}\n${prose}\n${spki}\n${TOKEN}\n${set}`;
    expect(await kindsIn(mixed)).toEqual(["public-key × 4"]);
    const { keys } = JSON.parse((await textOf(mixed, "public-key")) ?? "");
    expect(keys.map(({ kid }: { kid?: string }) => kid)).toEqual(["a", undefined, "a", "b"]);
    expect((await readKeys((await textOf(mixed, "public-key")) ?? "")).kind).toBe("keys");
  });

  it("are split into public and private ones, also where they follow each other", async () => {
    expect(await kindsIn(`${pkcs8}${spki}`)).toEqual(["private-key", "public-key"]);
    const parameters = "-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n";
    const sec1 = createPrivateKey(pkcs8).export({ type: "sec1", format: "pem" }).toString();
    expect(await kindsIn(`${parameters}${sec1}`)).toEqual(["private-key"]);
  });

  it("leave a key that cannot be read yet next to the set", async () => {
    const locked = createPrivateKey(pkcs8)
      .export({ type: "pkcs8", format: "pem", cipher: "aes-256-cbc", passphrase: "x" })
      .toString();
    expect(await kindsIn(`${jwk}\n${jwk}\n${locked}`)).toEqual(["private-key × 2", "private-key"]);
  });
});

describe("a command that arrives", () => {
  it("belongs to the token as a whole, and no part of it is taken for claims or a policy", async () => {
    const body = '{"sub":"1","aud":"api","scope":"read"}';
    for (const command of [
      `curl -X POST https://a.example -H 'Authorization: Bearer ${TOKEN}' -d '${body}'`,
      `curl https://a.example --data-raw $'${body}' -H 'Authorization: Bearer opaque'`,
      `curl "https://a.example" \\\n -d "${body.replaceAll('"', '\\"')}" \\\n -H "Authorization: Bearer opaque"`,
      `curl ^"https://a.example^" ^\r\n --data-raw ^"${body.replaceAll('"', '^\\^"')}^"`,
    ])
      expect(await kindsIn(command), command).toEqual([]);
  });

  it("ends with its last line: output below it is read", async () => {
    const command = `$ curl -s https://idp.example/jwks \\\n  -H 'Authorization: Bearer ${TOKEN}'`;
    expect(await kindsIn(`${command}\n${set}`)).toEqual(["public-key × 2"]);
    expect(await kindsIn(`curl doesn't work\n${set}`)).toEqual(["public-key × 2"]);
  });

  it("gives the body that a detached signature covers", async () => {
    const [header, , signature] = TOKEN.split(".");
    const detached = `${header}..${signature}`;
    const body = '{"amount":"10.00","currency":"EUR"}';
    for (const data of [
      `-d '${body}'`,
      `--data-raw '${body}'`,
      `--data='${body}'`,
      `--json "${body.replaceAll('"', '\\"')}"`,
    ])
      expect(await textOf(`curl https://a.example -H 'x-jws-signature: ${detached}' ${data}`, "detached-payload")).toBe(
        body,
      );
    expect(await kindsIn(`curl https://a.example -H 'Authorization: Bearer ${TOKEN}' -d '${body}'`)).toEqual([]);
    // The bytes are in a file, or are encoded first.
    for (const data of ["-d @body.json", "--data-binary '@body.json'", "--data-urlencode 'a=b c'"])
      expect(await kindsIn(`curl https://a.example -H 'x-jws-signature: ${detached}' ${data}`), data).toEqual([]);
    const command = `curl https://a.example -H 'x-jws-signature: ${detached}'`;
    expect(await textOf(`${command} -da=1 -d b=2`, "detached-payload")).toBe("a=1&b=2");
    expect(await textOf(`${command} --json '{"a":' --json '1}'`, "detached-payload")).toBe('{"a":1}');
    // As shells read it, which browsers' "Copy as cURL" relies on.
    for (const [data, octets] of [
      [String.raw`$'a\r\nb\'\u0021\x41\101\\'`, "a\r\nb'!AA\\"],
      [String.raw`"{\"a\":\"x\ny\"}"`, String.raw`{"a":"x\ny"}`],
      ["'a\nb'", "a\nb"],
    ] as const)
      expect(await textOf(`${command} --data-raw ${data}`, "detached-payload"), data).toBe(octets);
    expect(await textOf(`${command} --data-raw @me`, "detached-payload")).toBe("@me");
    expect(await textOf(`${command} --data-binary $'a\r\nb\n'`, "detached-payload")).toBe("a\r\nb\n");
  });

  it("a raw request does the same, as far as its head says, and so does an archive", async () => {
    const [header, , signature] = TOKEN.split(".");
    const detached = `${header}..${signature}`;
    const request = (more: string, body: string, end = "\n"): string =>
      [`POST /pay HTTP/1.1`, "Host: api.example", `x-jws-signature: ${detached}`, more, "", body]
        .filter((line, at) => at !== 3 || line !== "")
        .join(end);
    expect(await textOf(request("", '{"a":1}'), "detached-payload")).toBe('{"a":1}');
    expect(await textOf(request("Content-Length: 7", '{"a":1}\n'), "detached-payload")).toBe('{"a":1}');
    expect(await textOf(request("Content-Length: 8", '{"a":1}\n'), "detached-payload")).toBe('{"a":1}\n');
    expect(await textOf(request("Content-Length: 6", "a\nb\n", "\r\n"), "detached-payload")).toBe("a\r\nb\r\n");
    expect(await textOf(`${request("", "body\n")}HTTP/1.1 200 OK\n\nanswer`, "detached-payload")).toBe("body\n");
    expect(await kindsIn(request("", ""))).toEqual([]);
    const har = {
      log: {
        entries: [
          {
            request: {
              method: "POST",
              url: "https://api.example/pay",
              headers: [{ name: "x-jws-signature", value: detached }],
              postData: { text: "a\r\nb" },
            },
            response: { status: 200, statusText: "OK", httpVersion: "HTTP/1.1", headers: [] },
          },
        ],
      },
    };
    expect(await textOf(JSON.stringify(har), "detached-payload")).toBe("a\r\nb");
  });
});

describe("a response that arrives", () => {
  const HEAD = [
    "HTTP/1.1 401 Unauthorized",
    "Date: Sun, 29 Nov 2026 06:03:00 GMT",
    "Content-Type: application/json",
    'WWW-Authenticate: Bearer error="invalid_token", error_description="The token expired"',
  ];
  const BODY = '{"error":"invalid_token","error_description":"The token expired"}';
  const REQUEST = ["GET /orders HTTP/1.1", "Host: api.example", `Authorization: Bearer ${TOKEN}`];
  const marked = (mark: string, lines: readonly string[]) =>
    [...lines, ""].map((line) => `${mark} ${line}`).join("\r\n");

  it("gives its status line, challenge and body as the message, and the server's time", async () => {
    const message = `${HEAD[0]}\n${HEAD[3]}\n${BODY}`;
    for (const text of [
      `${HEAD.join("\r\n")}\r\n\r\n${BODY}`,
      `${REQUEST.join("\n")}\n\n${HEAD.join("\n")}\n\n${BODY}\n`,
      `* Connected to api.example\n${marked(">", REQUEST)}\n* sent\n${marked("<", HEAD)}\n{ [64 bytes data]\n* Connection #0 left intact\n${BODY}\n`,
      `$ curl -i -H 'Authorization: Bearer ${TOKEN}' https://api.example/orders\n${HEAD.join("\n")}\n\n${BODY}`,
    ]) {
      const things = await partsOf(text);
      expect(
        things.map(({ kind, text: said }) => [kind, said]),
        text,
      ).toEqual([
        ["error", message],
        ["clock", String(Date.UTC(2026, 10, 29, 6, 3) / 1000)],
      ]);
    }
  });

  it("shows the request if it sent no credentials", async () => {
    const bare = `${marked(">", ["GET /orders HTTP/2", "Host: api.example", "Accept: */*"])}\n< HTTP/2 401 \n< \n`;
    expect(await textOf(bare, "error")).toBe("GET /orders HTTP/2\nHost: api.example\nAccept: */*\n\nHTTP/2 401");
    const sent = bare.replace("Accept: */*", "Cookie: sid=1");
    expect(await textOf(sent, "error")).toBe("HTTP/2 401");
  });

  it("is not an error unless it was rejected, nor if it asks for a password", async () => {
    expect(await kindsIn("HTTP/1.1 200 OK\nContent-Type: text/plain\n\nhello")).toEqual([]);
    expect(await kindsIn("HTTP/1.1 404 Not Found\n\nno such page")).toEqual([]);
    expect(await kindsIn('HTTP/1.1 401 Unauthorized\nWWW-Authenticate: Basic realm="x"\n\n')).toEqual([]);
    expect(await kindsIn("HTTP/1.1 500 Internal Server Error\n\nJsonWebTokenError: invalid signature")).toEqual([
      "error",
    ]);
    expect(await kindsIn("HTTP/1.1 200 OK\nDate: yesterday\n\n")).toEqual([]);
  });

  it("has its keys read: a key set URL's response is a key set", async () => {
    expect(await kindsIn(`HTTP/1.1 200 OK\nDate: Sun, 29 Nov 2026 06:03:00 GMT\n\n${set}`)).toEqual([
      "public-key × 2",
      "clock",
    ]);
  });

  it("is each rejected one of an archive, once, and nothing else of it", async () => {
    const entry = (status: number, challenge?: string) => ({
      request: {
        method: "GET",
        url: "https://api.example/orders?code=1",
        headers: [{ name: "Authorization", value: `Bearer ${TOKEN}` }],
      },
      response: {
        status,
        statusText: status === 401 ? "Unauthorized" : "OK",
        httpVersion: "http/2.0",
        headers: challenge === undefined ? [] : [{ name: "www-authenticate", value: challenge }],
        content: { text: status === 200 ? set : "" },
      },
    });
    const har = JSON.stringify({
      log: {
        version: "1.2",
        entries: [
          entry(200),
          entry(401, 'Bearer error="invalid_token"'),
          entry(401, 'Bearer error="invalid_token"'),
          entry(404),
          { request: 1 },
        ],
      },
    });
    expect((await partsOf(har)).map(({ kind, text }) => [kind, text])).toEqual([
      ["error", 'HTTP/2.0 401 Unauthorized\nwww-authenticate: Bearer error="invalid_token"'],
    ]);
  });
});

describe("a link that opens a wallet", () => {
  it("has its parameters named if it carries no token", async () => {
    expect(
      await textOf(
        "openid4vp://authorize?client_id=x509_san_dns%3Av.example&request_uri=https%3A%2F%2Fv.example%2F1",
        "link",
      ),
    ).toBe("client_id request_uri");
    expect(await textOf("openid-credential-offer://?credential_offer_uri=https%3A%2F%2Fi.example%2F1", "link")).toBe(
      "credential_offer_uri",
    );
    expect(await kindsIn(`openid4vp://?client_id=x&request=${TOKEN}`)).toEqual([]);
    expect(await kindsIn("https://example.com/?request=1")).toEqual([]);
  });
});

it("claims as a program prints them are offered, too", async () => {
  expect(await thingsOf(`decoded: { sub: 'a', exp: 1516239022 }`)).toEqual([`claims { sub: 'a', exp: 1516239022 }`]);
});

it("credentials with an end are no message about an expired token", async () => {
  const session = { Credentials: { SessionToken: "FwoGZXIvYXdzE", Expiration: "2027-01-15T09:00:00Z" } };
  expect(await thingsOf(JSON.stringify({ ...session, SubjectFromWebIdentityToken: "repo:a/b" }, null, 1))).toEqual([]);
});

describe("values with a name", () => {
  it.each([
    [
      ".env",
      `# api\nPORT=3000\nJWT_SECRET=s3cr3t-of-the-api # mine\nJWT_EXPIRES_IN=1h\nTOKEN=${TOKEN}`,
      "s3cr3t-of-the-api",
    ],
    ["quotes", `export JWT_SECRET_KEY="a b".\nAUTH_SECRET='s3cr3t-of-the-api'`, "s3cr3t-of-the-api"],
    ["properties", "server.port=1\napp.jwt.secret=s3cr3t-of-the-api", "s3cr3t-of-the-api"],
    ["YAML", "app:\n  jwtSecret: 's3cr3t-of-the-api'\n  ttl: 1h", "s3cr3t-of-the-api"],
    [
      "a table",
      "Key             Value\n---             -----\njwt_secret      s3cr3t-of-the-api\nissuer   x",
      "s3cr3t-of-the-api",
    ],
    [
      "a long .env",
      `${Array.from({ length: 60 }, (_, at) => `NAME_${at}=value\n`).join("")}JWT_SECRET=s3cr3t-of-the-api`,
      "s3cr3t-of-the-api",
    ],
    ["a container", `env:\n  - name: JWT_SECRET\n    value: "s3cr3t-of-the-api"\n  - name: PORT`, "s3cr3t-of-the-api"],
    ["Django beside a token", `SECRET_KEY = 's3cr3t-of-the-api'\n${TOKEN}`, "s3cr3t-of-the-api"],
  ])("hold the secret of tokens: %s", async (_, text, secret) => {
    expect(await thingsOf(text)).toEqual([`shared-key ${secret}`]);
  });

  it("hold the refresh tokens' secret after the other", async () => {
    expect(await thingsOf("JWT_REFRESH_SECRET=refreshing-it\nJWT_SECRET=accessing-it")).toEqual([
      "shared-key accessing-it",
      "shared-key refreshing-it",
    ]);
  });

  it.each([
    "JWT_SECRET=${JWT_SECRET}\nPORT=1",
    "JWT_SECRET=\nJWT_EXPIRES_IN=1h",
    "JWT_SECRET=$(cat</run/jwt)\nPORT=1",
    "jwt_secret: ENC[AES256_GCM,data:Tm90aGluZw==,iv:AAAA,type:str]\nport: 1",
    "JWT_SECRET=arn:aws:secretsmanager:eu-west-1:1:secret:jwt\nTOKEN_SECRET=op://vault/jwt/secret",
    "OAUTH_CLIENT_SECRET=abcdefghijkl\nAWS_SECRET_ACCESS_KEY=abcdefghijklmnop",
    "JWT_SECRET_ID=abcdefghijkl\nTOKEN_SECRET_FILE=/run/secrets/jwt",
    "SECRET_KEY=abcdefghijkl",
    "JWT_TOKEN_EXPIRED=false\nTOKEN_EXPIRATION=3600",
  ])("are no secret of tokens, and no message: %s", async (text) => {
    expect(await thingsOf(text)).toEqual([]);
  });

  it("are the key of a Web Push token, in either header and in a command", async () => {
    const [point] = bareKeys();
    for (const text of [
      `Authorization: vapid t=${TOKEN}, k=${point}`,
      `Authorization: WebPush ${TOKEN}\nCrypto-Key: dh=x;p256ecdsa=${point}`,
      `curl -X POST https://push.example/a -H "Authorization: vapid t=${TOKEN},k=${point}"`,
    ])
      expect(await thingsOf(text)).toEqual([`public-key ${point}`]);
  });

  it("are a pair as web-push prints it, or in settings", async () => {
    const [point, number] = bareKeys();
    const expected = [`public-key ${point}`, `private-key ${number}`];
    const printed = `====\n\nPublic Key:\n${point}\n\nPrivate Key:\n${number}\n\n====`;
    expect((await thingsOf(printed)).toSorted()).toEqual(expected.toSorted());
    expect(await thingsOf(`VAPID_PUBLIC_KEY=${point}\nVAPID_PRIVATE_KEY=${number}`)).toEqual(expected);
    expect(await thingsOf(`PRIVATE_KEY=${number}\nPORT=1`)).toEqual([]);
  });
});

describe("a file of a service's account", () => {
  it("is its private key, although it names a client as claims do", async () => {
    const file = {
      type: "service_account",
      private_key_id: "a",
      private_key: pkcs8,
      client_email: "a@b.example",
      client_id: "1",
    };
    expect(await kindsIn(JSON.stringify(file, null, 2))).toEqual(["private-key"]);
  });
});
