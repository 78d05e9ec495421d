import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { detectTokens, MAX_FOUND } from "./detect.ts";
import type { FoundToken } from "./types.ts";
import { rounds, sampled } from "../../testing/rounds.ts";

// HS256 over {"sub":"1"} with a 32-byte signature; another one; an unsecured JWS; the JWE of RFC 7516 appendix A.1 by its shape.
const jws = `eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.${"Ab3_-".repeat(8)}xyz`;
const other = `eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIyIn0.${"Zz9_-".repeat(8)}abc`;
const unsecured = "eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.";
const jwe = `eyJhbGciOiJkaXIiLCJlbmMiOiJBMTI4R0NNIn0..BwcHBwcHBwcHBwcH.6m49rhKZ_hufP1azbIPHVl.mv157_s0aI7ktJnqu2pMyA`;
const sdJwt = `${jws}~WyJzIiwiYSIsMV0~`;
const text = `eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc.${"hgyY0il_MG".repeat(8)}iuMcqT`;
const all = [jws, unsecured, jwe, sdJwt, text];

const textsOf = (pasted: string): string[] => detectTokens(pasted).tokens.map((token) => token.text);
const first = (pasted: string): FoundToken => {
  const [token] = detectTokens(pasted).tokens;
  if (!token) throw new Error("no token found");
  return token;
};
const removed = (pasted: string): string[][] => first(pasted).removals.map(({ kind, text: gone }) => [kind, gone]);
const wrapped = (token: string, width: number, gap: string): string =>
  (token.match(new RegExp(`[^]{1,${width}}`, "g")) ?? []).join(gap);

/** What is left of the pasted text when all that a token lists as removed is taken out. */
function withoutRemovals(pasted: string, { removals }: FoundToken): string {
  let left = "";
  let at = 0;
  for (const { range, text: gone } of removals) {
    expect(range.start).toBeGreaterThanOrEqual(at);
    expect(pasted.slice(range.start, range.end)).toBe(gone);
    left += pasted.slice(at, range.start);
    at = range.end;
  }
  return left + pasted.slice(at);
}

describe("detecting a token", () => {
  it("takes a clean one as is, with nothing removed", () => {
    for (const token of all) {
      expect(detectTokens(token).tokens).toEqual([
        { text: token, range: { start: 0, end: token.length }, label: null, removals: [] },
      ]);
    }
  });

  it("begins after the colour of a terminal, also where a log viewer dropped its escape character", () => {
    for (const colour of ["\u001b[33m", "\u001b[1;31m", "[32m", "\\u001b[33m"])
      for (const token of all) expect(textsOf(`INFO token=${colour}${token}\u001b[0m user=1`)).toEqual([token]);
    expect(textsOf(`formeyJhbGciOiJIUzI1NiJ9`)).toEqual([]);
  });

  it("is whole again without the soft line breaks of quoted-printable mail", () => {
    const long = `eyJhbGciOiJIUzI1NiJ9.${"eyJzdWIiOiIxIn0eyJzdWIiOi".repeat(9)}.${"Ab3_-".repeat(8)}xyz`;
    for (const gap of ["=\r\n", "=\n"]) {
      const mail = `Your token:\r\n\r\n${wrapped(long, 75, gap)}\r\n\r\nBye`;
      expect(textsOf(mail)).toEqual([long]);
      expect(removed(mail)).toContainEqual(["line-wrap", gap]);
    }
    // Padding at the end of a token stays, whatever follows on the next line.
    expect(textsOf(`${jws}=\nnext`)).toEqual([`${jws}=`]);
  });

  it("is found with a torn header in the alphabet of Base64, where it may have two slashes", () => {
    const torn =
      "hbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.zzzzdWIiOiIxMjM0NTY3ODkwIn0.ab//cdEFGHijklmnopqrstuvwxyz0123456789AB";
    expect(textsOf(torn)).toEqual([torn]);
  });

  it("finds none in text without one, so the text stays", () => {
    for (const none of [
      "",
      " \n",
      "hello",
      "Bearer ",
      "{}",
      "null",
      "README.md",
      "https://example.com/a.b.c",
      "//registry.npmjs.org/:_authToken=npm_abcdefghijklmnopqrstuvwxyz",
      '{"keys":[]}',
      "ssh-rsa AAAAB3NzaC1yc2E",
      "eyes are blue. Really. Yes.",
      '{"cursor":"eyJpZCI6MX0="}',
      "version = a.b.c",
    ]) {
      expect(textsOf(none)).toEqual([]);
    }
  });

  it.each([
    ["Bearer in any case", "bearer $", [["scheme", "bearer "]]],
    [
      "an Authorization header",
      "Authorization: Bearer $",
      [
        ["header-name", "Authorization: "],
        ["scheme", "Bearer "],
      ],
    ],
    [
      "a Proxy-Authorization header",
      "proxy-authorization:DPoP $\r\n",
      [
        ["header-name", "proxy-authorization:"],
        ["scheme", "DPoP "],
        ["white-space", "\r\n"],
      ],
    ],
    [
      "straight quotes",
      '"$"',
      [
        ["quotes", '"'],
        ["quotes", '"'],
      ],
    ],
    [
      "typographic quotes",
      "“$”",
      [
        ["quotes", "“"],
        ["quotes", "”"],
      ],
    ],
    [
      "backticks",
      "`$`",
      [
        ["quotes", "`"],
        ["quotes", "`"],
      ],
    ],
    [
      "Python bytes",
      "b'$'",
      [
        ["quotes", "b'"],
        ["quotes", "'"],
      ],
    ],
    [
      "white space",
      "\t\u00a0$\r\n",
      [
        ["white-space", "\t\u00a0"],
        ["white-space", "\r\n"],
      ],
    ],
    [
      "a BOM and a zero-width space",
      "\ufeff$\u200b",
      [
        ["white-space", "\ufeff"],
        ["white-space", "\u200b"],
      ],
    ],
    ["a comma after it", "$,", [["text", ","]]],
    [
      "a quoted JSON value with its comma",
      '"$",',
      [
        ["quotes", '"'],
        ["quotes", '"'],
        ["text", ","],
      ],
    ],
    ["an environment variable", "TOKEN=$", [["text", "TOKEN="]]],
    [
      "a cookie string",
      "theme=dark; session=$; lang=en",
      [
        ["cookie", "theme=dark; session="],
        ["cookie", "; lang=en"],
      ],
    ],
    [
      "a Set-Cookie header",
      "Set-Cookie: sid=$; Path=/; HttpOnly",
      [
        ["cookie", "Set-Cookie: sid="],
        ["cookie", "; Path=/; HttpOnly"],
      ],
    ],
    [
      "a curl command",
      "curl -H 'Authorization: Bearer $' https://a.example",
      [
        ["command", "curl -H '"],
        ["header-name", "Authorization: "],
        ["scheme", "Bearer "],
        ["command", "' https://a.example"],
      ],
    ],
    [
      "a Windows curl command",
      'curl.exe --header "authorization: Bearer $" ^\r\n  https://a.example',
      [
        ["command", 'curl.exe --header "'],
        ["header-name", "authorization: "],
        ["scheme", "Bearer "],
        ["command", '" ^\r\n  https://a.example'],
      ],
    ],
    [
      "a PowerShell command",
      'Invoke-RestMethod -Uri x -Headers @{ Authorization = "Bearer $" }',
      [
        ["command", 'Invoke-RestMethod -Uri x -Headers @{ Authorization = "'],
        ["scheme", "Bearer "],
        ["command", '" }'],
      ],
    ],
    [
      "a curl cookie",
      "curl -b 'a=b; token=$' https://a.example",
      [
        ["command", "curl -b 'a=b; token="],
        ["command", "' https://a.example"],
      ],
    ],
    [
      "an HTTP request",
      "GET / HTTP/1.1\r\nAuthorization: Bearer $\r\nAccept: */*\r\n",
      [
        ["command", "GET / HTTP/1.1\r\n"],
        ["header-name", "Authorization: "],
        ["scheme", "Bearer "],
        ["command", "\r\nAccept: */*\r\n"],
      ],
    ],
    [
      "a JSON response",
      '{"access_token": "$", "expires_in": 1}',
      [
        ["json", '{"access_token": "'],
        ["json", '", "expires_in": 1}'],
      ],
    ],
    [
      "JSON in a JSON string",
      '"{\\"id_token\\":\\"$\\"}"',
      [
        ["json", '"{\\"id_token\\":\\"'],
        ["json", '\\"}"'],
      ],
    ],
    [
      "a fragment",
      "https://a.example/cb#id_token=$&state=x",
      [
        ["url", "https://a.example/cb#id_token="],
        ["url", "&state=x"],
      ],
    ],
    [
      "a path",
      "https://a.example/verify/$/done",
      [
        ["url", "https://a.example/verify/"],
        ["url", "/done"],
      ],
    ],
    ["a form body", "grant_type=x&assertion=$", [["url", "grant_type=x&assertion="]]],
    [
      "a log line",
      "12:00 INFO got $ for user 42",
      [
        ["text", "12:00 INFO got "],
        ["text", " for user 42"],
      ],
    ],
    [
      "HTML",
      "<code>$</code>",
      [
        ["text", "<code>"],
        ["text", "</code>"],
      ],
    ],
    [
      "YAML",
      "user:\n  token: $\n",
      [
        ["text", "user:\n  token: "],
        ["white-space", "\n"],
      ],
    ],
  ])("finds it in %s, and lists exactly what was removed", (_, around, expected) => {
    for (const token of all) {
      const pasted = around.replace("$", () => token);
      expect(textsOf(pasted)).toEqual([token]);
      expect(removed(pasted)).toEqual(expected);
    }
  });

  it("drops the dot that ends a sentence, and keeps the one before an empty signature", () => {
    expect(textsOf(`My token is ${jws}. Please check!`)).toEqual([jws]);
    expect(textsOf(`My token is ${jwe}.`)).toEqual([jwe]);
    expect(textsOf(`${unsecured}.`)).toEqual([unsecured]);
    expect(textsOf(`${jws}...`)).toEqual([jws]);
  });

  it("names it by its label in the text", () => {
    const labelled = (pasted: string): string | null => first(pasted).label;
    expect(labelled(`{"access_token":"${jws}"}`)).toBe("access_token");
    expect(labelled(`'{\\"id_token\\": \\"${jws}\\"}'`)).toBe("id_token");
    expect(labelled(`Authorization: Bearer ${jws}`)).toBe("Authorization");
    expect(labelled(`{"headers":{"authorization":"Bearer ${jws}"}}`)).toBe("authorization");
    expect(labelled(`{"name": "Authorization", "value": "Bearer ${jws}"}`)).toBe("Authorization");
    expect(labelled(`a=b; appSession=${jws}`)).toBe("appSession");
    expect(labelled(`https://a.example/#id_token=${jws}`)).toBe("id_token");
    expect(labelled(`export TOKEN="${jws}"`)).toBe("TOKEN");
    expect(labelled(`token: ${jws}`)).toBe("token");
    expect(labelled(`<input name="id_token" value="${jws}">`)).toBe("id_token");
    expect(labelled(`<jwt>${jws}</jwt>`)).toBe("jwt");
    expect(labelled(`Bearer ${jws}`)).toBeNull();
    expect(labelled(`<code>${jws}</code>`)).toBeNull();
  });

  it("never converts or drops a character of the token", () => {
    const signature = "ab+/".repeat(11);
    for (const odd of [
      `eyJhbGciOiJub25lIn0=.eyJzdWIiOiIxIn0=.${signature}`,
      `eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.${signature}==`,
      `eyJhbGciOiJub25lIn0%2EeyJzdWIiOiIxIn0.YQ%3D.`,
      "eyJhbGciOiJub2\u200b5lIn0.eyJzdWIiOiIxIn0.YQ",
    ]) {
      expect(textsOf(odd)).toEqual([odd]);
      expect(textsOf(`Bearer ${odd}`)).toEqual([odd]);
      expect(textsOf(`{"t":"${odd}"}`)).toEqual([odd]);
    }
  });

  it("unwraps a token with a broken header", () => {
    const broken = `xyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.${"A".repeat(43)}`;
    const opaque = `xyJhbGciOiJIUzI1NiJ9.zzJzdWIiOiIxIn0.${"A".repeat(43)}`;
    for (const token of [broken, opaque]) {
      expect(textsOf(`Authorization: Bearer ${token}\n`)).toEqual([token]);
      expect(textsOf(`"${token}"`)).toEqual([token]);
    }
    expect(textsOf(`{"access_token":"${broken}"}`)).toEqual([broken]);
  });

  it("is not a name with dots, nor a sentence before a path in the home directory", () => {
    for (const text of [
      "api.northwind.example",
      "audience: com.northwind.orders-service",
      "Bearer svc.northwind.example",
      "v1.20.3-beta",
      "Host gate.northwind.example\n  IdentityFile ~/.ssh/id_ed25519",
      "Restarted at 10 on Monday. Node 12 is back since 11. See ~/notes",
    ])
      expect(textsOf(text)).toEqual([]);
  });

  it("is a placeholder, an empty header, and a token whose parts are all broken", () => {
    for (const token of [
      "abc.def.ghi",
      "e30.e30.",
      "e30.e30.c2ln",
      "hbGciOiJIUzI1NiJ9.zdWIiOiIxIn0.c2ln",
      "yJhbGciOiJIUzI1NiJ9..c2ln",
    ])
      expect(textsOf(token)).toEqual([token]);
  });

  it("keeps a token whole that contains invalid characters", () => {
    for (const token of [jws, unsecured, jwe, text]) {
      for (const odd of ["!", '"', "&", "é", "\0", "=", "//", "\u202e", "🔑", "Ж"]) {
        for (const at of [3, 9, token.indexOf(".") + 3, token.length - 5]) {
          const broken = token.slice(0, at) + odd + token.slice(at);
          expect(textsOf(broken)).toEqual([broken]);
          expect(textsOf(`Authorization: Bearer ${broken}\n`)).toEqual([broken]);
        }
      }
    }
  });

  it("cuts off text that touches a token without a space", () => {
    for (const token of [jws, unsecured, jwe]) {
      for (const after of [
        "&state=xyz",
        ";lang=en",
        "; lang=en",
        '","token_type":"Bearer"}',
        "</code>",
        "](https://jwt.io)",
        "!",
        "…",
        "**",
        ":42",
        "@host",
        "|x",
        "?",
      ]) {
        expect(textsOf(token + after)).toEqual([token]);
      }
    }
    expect(textsOf(`${jws},${other}`)).toEqual([jws, other]);
  });

  it("takes one or two segments for a token only if there is nothing else", () => {
    expect(textsOf("eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0")).toEqual(["eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0"]);
    expect(textsOf("Bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0\n")).toEqual(["eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0"]);
    expect(textsOf("TOKEN='eyJhbGciOiJIUzI1NiJ9'")).toEqual(["eyJhbGciOiJIUzI1NiJ9"]);
    expect(textsOf("The header eyJhbGciOiJIUzI1NiJ9 says it. And more.")).toEqual([]);
  });

  it("offers a token that was Base64-encoded once more, as is", () => {
    const twice = Buffer.from(jws).toString("base64");
    expect(textsOf(`data:\n  token: ${twice}\n`)).toEqual([twice]);
  });

  it("leaves a JSON serialisation whole (RFC 7515 section 7.2, RFC 7516 section 7.2)", () => {
    const general =
      '{"payload":"eyJzdWIiOiIxIn0","signatures":[{"protected":"eyJhbGciOiJIUzI1NiJ9","signature":"YQ"}]}';
    const flattened = '{"protected":"eyJhbGciOiJkaXIifQ","iv":"YQ","ciphertext":"YQ","tag":"YQ"}';
    for (const whole of [general, flattened]) {
      expect(detectTokens(`\n${whole} `).tokens).toMatchObject([
        { text: whole, label: null, range: { start: 1, end: whole.length + 1 } },
      ]);
    }
  });
});

describe("detecting several tokens", () => {
  it("lists them in text order, each once, with their names", () => {
    const pasted = JSON.stringify(
      { access_token: jws, id_token: other, refresh_token: jws, token_type: "Bearer" },
      null,
      2,
    );
    expect(detectTokens(pasted).tokens.map(({ text: found, label }) => [label, found])).toEqual([
      ["access_token", jws],
      ["id_token", other],
    ]);
  });

  it("separates tokens on lines of their own", () => {
    expect(textsOf(`${jws}\n${other}\n${unsecured}`)).toEqual([jws, other, unsecured]);
    expect(textsOf(`${unsecured} ${other}`)).toEqual([unsecured, other]);
  });

  it("stops at a number that a person could choose from", () => {
    const many = Array.from({ length: 1000 }, (_, index) => `${jws}${index}`).join(",");
    expect(textsOf(many)).toHaveLength(MAX_FOUND);
  });
});

describe("a token broken over lines", () => {
  it.each([
    ["a line break", "\n"],
    ["CRLF", "\r\n"],
    ["indented lines", "\n  "],
    ["quoted mail", "\n> "],
    ["continued lines", " \\\n"],
    ["ideographic spaces", "\u3000"],
    ["strings in a program", `" +\n    "`],
    ["strings side by side", "'\n'"],
    ["the borders of a box", " │\n│ "],
    ["the border of a table", "\n| "],
    ["a comment's marks", "\n# "],
    ["another comment's marks", "\n  // "],
    ["numbered lines", "\n12: "],
    ["soft hyphens", "\u00ad\n"],
  ])("by %s is joined, whatever follows it, and the breaks are listed", (_, gap) => {
    for (const token of [jws, unsecured, jwe, text]) {
      for (const width of [15, 40, 64, 76]) {
        const torn = wrapped(token, width, gap);
        const gaps = torn.split(gap).length - 1;
        for (const [before, after] of [
          ["", ""],
          ["Bearer ", "\n"],
          ["", "\n\nthanks, A."],
          ["> ", "\n> Regards"],
        ]) {
          const found = first(`${before}${torn}${after}`);
          expect(found.text).toBe(token);
          expect(found.removals.filter(({ kind }) => kind === "line-wrap").map((removal) => removal.text)).toEqual(
            Array(gaps).fill(gap),
          );
        }
      }
    }
  });

  it("of one megabyte is joined too, fast", () => {
    const payload = Buffer.from(JSON.stringify({ a: "x".repeat(700_000) })).toString("base64url");
    const large = `eyJhbGciOiJIUzI1NiJ9.${payload}.${"A".repeat(43)}`;
    const started = performance.now();
    expect(textsOf(`Bearer ${wrapped(large, 76, "\n")}`)).toEqual([large]);
    expect(performance.now() - started).toBeLessThan(4000);
  });

  it("around its dots is joined", () => {
    for (const token of [jws, unsecured, jwe, text]) {
      expect(textsOf(token.replaceAll(".", "\n.\n"))).toEqual([token]);
      expect(textsOf(token.replaceAll(".", ". "))).toEqual([token]);
    }
  });

  it("by a single space anywhere is joined", () => {
    for (let at = 1; at < jws.length; at += 1)
      expect(textsOf(`Bearer ${jws.slice(0, at)} ${jws.slice(at)}`)).toEqual([jws]);
  });

  it("never takes in the words that follow a whole token", () => {
    for (const token of [jws, unsecured, jwe, text]) {
      for (const after of ["thanks", "for user 42", "\ncontent-type\napplication/json", "and", "\nRegards\nAnna"]) {
        expect(textsOf(`${token} ${after}`)).toEqual([token]);
      }
    }
    const unknown = jws.replace("eyJhbGciOiJIUzI1NiJ9", "eyJhbGciOiJYIn0");
    expect(textsOf(`${unknown} and more words`)).toEqual([unknown]);
  });

  it("with a signature of unknown length is joined if its lines are equally long", () => {
    const unknown = `eyJhbGciOiJYWDk5In0.eyJzdWIiOiIxIn0.${"Ab3_".repeat(50)}`;
    expect(textsOf(wrapped(unknown, 64, "\n"))).toEqual([unknown]);
  });
});

describe("a session in several cookies", () => {
  const part = Math.ceil(jwe.length / 3);
  const pasted = `Cookie: a=b; s.0=${jwe.slice(0, part)}; s.1=${jwe.slice(part, 2 * part)}; s.2=${jwe.slice(2 * part)}; c=d`;

  it("is joined in the order of its numbers, and that is listed", () => {
    expect(textsOf(pasted)).toEqual([jwe]);
    expect(removed(pasted)).toEqual([
      ["cookie", "Cookie: a=b; s.0="],
      ["cookie", "; s.1="],
      ["cookie", "; s.2="],
      ["cookie", "; c=d"],
    ]);
  });

  it("is not joined if the numbers are not consecutive", () => {
    expect(textsOf(pasted.replace("s.1", "s.3"))).not.toContain(jwe);
  });
});

describe("what is removed", () => {
  const noise = fc.constantFrom(
    " ",
    "\n",
    '"',
    "'",
    "`",
    "Bearer ",
    "Authorization: ",
    "token=",
    "{",
    '"a":',
    ", ",
    "; ",
    "<b>",
    "&",
    "curl -H ",
    "x",
    "\u200b",
    "\\",
    "> ",
    "b'",
    "e",
    "eyJ",
    ".",
  );
  const around = fc.array(noise, { maxLength: 6 }).map((parts) => parts.join(""));
  const token = fc.constantFrom(
    ...all,
    other,
    wrapped(jws, 40, "\n"),
    "xyJh.eyJzdWIiOiIxIn0.abc",
    "eyJhbGciOiJIUzI1NiJ9",
  );

  it("is exactly what is not the token, in order, and every range lies in the text", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(around, token), { maxLength: 3 }), around, (parts, end) => {
        const pasted = parts.flat().join("") + end;
        for (const found of detectTokens(pasted).tokens) {
          expect(withoutRemovals(pasted, found)).toBe(found.text);
          expect(found.range.start).toBeGreaterThanOrEqual(0);
          expect(found.range.end).toBeLessThanOrEqual(pasted.length);
        }
      }),
      { numRuns: rounds(2000) },
    );
  });

  it("is never a part of the token, in any wrapping that people paste", () => {
    const before = fc.constantFrom(
      ...'Bearer |Authorization: Bearer |token=|{"a":"|curl -H \'X-Auth: |> |<b>|got |b\'|“|\n\t|x=1&t=|a: |(|[|@|/|:|`|\u200b'.split(
        "|",
      ),
    );
    const after = fc.constantFrom(
      ..."\"}|'| |\n|, |;|</b>|&b=1|.|!|\u200b|”|) and more|]| for user 42|\r\nAccept: */*|`|…|: 1|%20x|\\n".split("|"),
    );
    const some = (noise: fc.Arbitrary<string>) => fc.array(noise, { maxLength: 3 }).map((parts) => parts.join(""));
    fc.assert(
      fc.property(some(before), fc.constantFrom(...all), some(after), (head, whole, tail) => {
        expect(textsOf(head + whole + tail)).toEqual([whole]);
      }),
      { numRuns: rounds(2000) },
    );
  });
});

describe("hostile input", () => {
  it.each(
    sampled([
      ["dots", "."],
      ["spaces", " "],
      ["ey", "ey"],
      ["eyJ and a space", "eyJ "],
      ["eyJ and a dot", "eyJ."],
      ["headers on lines", "eyJhbGciOiJIUzI1NiJ9\n"],
      ["Bearer", "Bearer "],
      ["quotes", '"'],
      ["backslashes", "\\"],
      ["parameters", "a=eyJ&"],
      ["braces", "{"],
      ["tildes", "eyJhbGciOiJub25lIn0.e30.~"],
      ["zero-width spaces", "\u200b"],
      ["angle brackets", "\n>"],
      ["cookies", "; a.0=eyJ"],
    ]),
  )("a megabyte of %s is searched fast", (_, piece) => {
    const started = performance.now();
    detectTokens(piece.repeat(Math.ceil(1_000_000 / piece.length)));
    expect(performance.now() - started).toBeLessThan(4000);
  });
});

it("a token next to a session in several cookies is found too", () => {
  const header = Buffer.from('{"alg":"HS256"}').toString("base64url");
  const [access, session] = ["YWNjZXNz", "c2Vzc2lvbg"].map((signature) => `${header}.eyJzdWIiOiJhZGEifQ.${signature}`);
  const cookies = `s.1=${session?.slice(30)}; s.0=${session?.slice(0, 30)}`;
  const { tokens } = detectTokens(`curl https://a.example -b '${cookies}' -H 'Authorization: Bearer ${access}'`);
  expect(tokens.map(({ text, label }) => [label, text])).toEqual([
    ["s", session],
    ["Authorization", access],
  ]);
});

describe("what is glued to a token", () => {
  it("is its scheme without a space, or an escape that was encoded again", () => {
    expect(textsOf(`Authorization: Bearer${jws}`)).toEqual([jws]);
    expect(textsOf(`Bearer%20${jws}`)).toEqual([jws]);
    expect(textsOf(`Bearer%252520${jws}`)).toEqual([jws]);
    expect(textsOf(`next=%252Fin%253Ftoken%253D${jws}`)).toEqual([jws]);
    expect(textsOf(`forBearer${jws}`)).not.toContain(jws);
  });

  it("belongs to it if it is padding that was encoded again", () => {
    expect(textsOf(`Bearer ${jws}%253D`)).toEqual([`${jws}%253D`]);
  });

  it("is no letter that looks like its first: the token is shown with it", () => {
    expect(textsOf(`\u0435${jws.slice(1)}`)).toEqual([`\u0435${jws.slice(1)}`]);
    expect(textsOf(`\u0436${jws}`)).toEqual([jws]);
  });
});

describe("what is no part of a token", () => {
  it("is a line's number before white space", () => {
    const numbered = (jws.match(/.{1,30}/g) ?? []).map((line, at) => `${at + 1}  ${line}`).join("\n");
    expect(textsOf(numbered)).toEqual([jws]);
  });

  it("is the name of a variable, or a word at the end of the line before", () => {
    expect(removed(`$ echo $TOKEN\n${jws}\n$ `).map(([kind]) => kind)).not.toContain("scheme");
    expect(removed(`this is my token\n${jws}`).map(([kind]) => kind)).not.toContain("scheme");
    expect(removed(`Authorization: Token ${jws}`)).toEqual([
      ["header-name", "Authorization: "],
      ["scheme", "Token "],
    ]);
  });
});
