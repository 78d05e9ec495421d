import type { JWK } from "jose";
import { describe, expect, test } from "vitest";
import { keysOf, PAIRS, problemIn } from "../../../testing/keys/pairs.ts";

const rsa = PAIRS["RSA 2048 bits"]?.publicKey.export({ format: "jwk" }) as JWK;
const ec = PAIRS["EC P-256"]?.publicKey.export({ format: "jwk" }) as JWK;
const members = (jwk: JWK): readonly (readonly [string, string])[] => Object.entries(jwk) as [string, string][];
const joined = (jwk: JWK, by: (name: string, value: string) => string, separator: string): string =>
  members(jwk)
    .map(([name, value]) => by(name, value))
    .join(separator);

/** A key as languages and tools print it that do not write JSON. */
const PRINTS: readonly (readonly [what: string, print: (jwk: JWK) => string])[] = [
  ["a Java map", (jwk) => `{${joined(jwk, (name, value) => `${name}=${value}`, ", ")}}`],
  ["a Go map", (jwk) => `map[${joined(jwk, (name, value) => `${name}:${value}`, " ")}]`],
  ["a PHP array", (jwk) => `[${joined(jwk, (name, value) => `'${name}' => '${value}'`, ", ")}]`],
  ["PHP's print_r", (jwk) => `Array\n(\n${joined(jwk, (name, value) => `    [${name}] => ${value}`, "\n")}\n)`],
  [
    "PHP's var_dump",
    (jwk) => `array(4) {\n${joined(jwk, (name, value) => `  ["${name}"]=>\n  string(9) "${value}"`, "\n")}\n}`,
  ],
  ["a Swift dictionary", (jwk) => `[${joined(jwk, (name, value) => `"${name}": "${value}"`, ", ")}]`],
  ["a Rust struct", (jwk) => `Jwk { ${joined(jwk, (name, value) => `${name}: Some("${value}")`, ", ")} }`],
  ["a Clojure map", (jwk) => `{${joined(jwk, (name, value) => `:${name} "${value}"`, ", ")}}`],
  ["an Elixir map", (jwk) => `%{${joined(jwk, (name, value) => `"${name}" => "${value}"`, ", ")}}`],
  ["an Erlang map", (jwk) => `#{${joined(jwk, (name, value) => `<<"${name}">> => <<"${value}">>`, ",")}}`],
  ["Python's OrderedDict", (jwk) => `OrderedDict([${joined(jwk, (name, value) => `('${name}', '${value}')`, ", ")}])`],
  ["Python bytes", (jwk) => `{${joined(jwk, (name, value) => `'${name}': b'${value}'`, ", ")}}`],
  [
    "a C# initialiser",
    (jwk) =>
      `new JsonWebKey { ${joined(jwk, (name, value) => `${name.replace(/^./, (first) => first.toUpperCase())} = "${value}"`, ", ")} }`,
  ],
  [
    "a PowerShell list",
    (jwk) => joined(jwk, (name, value) => `${name.padEnd(4)}: ${value.replaceAll(/.{70}(?=.)/g, "$&\n      ")}`, "\n"),
  ],
  ["a PowerShell hashtable", (jwk) => `@{${joined(jwk, (name, value) => `${name}=${value}`, "; ")}}`],
  ["an Objective-C dictionary", (jwk) => `{\n${joined(jwk, (name, value) => `    ${name} = "${value}";`, "\n")}\n}`],
  ["YAML", (jwk) => joined(jwk, (name, value) => `${name}: ${value}`, "\n")],
  [
    "multi-line YAML",
    (jwk) => joined(jwk, (name, value) => `${name}: >-\n  ${value.replaceAll(/.{60}(?=.)/g, "$&\n  ")}`, "\n"),
  ],
  ["TOML", (jwk) => joined(jwk, (name, value) => `${name} = "${value}"`, "\n")],
  ["a query", (jwk) => joined(jwk, (name, value) => `${name}=${value}`, "&")],
  ["XML elements", (jwk) => `<jwk>${joined(jwk, (name, value) => `<${name}>${value}</${name}>`, "")}</jwk>`],
  [
    "concatenated JavaScript strings",
    (jwk) => `{ ${joined(jwk, (name, value) => `${name}: '${value.slice(0, 20)}' +\n '${value.slice(20)}'`, ",\n")} }`,
  ],
  ["a Python log", (jwk) => `INFO loaded {${joined(jwk, (name, value) => `'${name}': '${value}'`, ", ")}} in 3 ms`],
];

describe("the members of a key are read in whatever language they are printed", () => {
  test.each(PRINTS)("%s", async (_, print) => {
    for (const jwk of [rsa, ec]) {
      const text = print({ ...jwk });
      const { keys, repairs } = await keysOf(text);
      expect(keys.map((key) => key.jwk)).toEqual([jwk]);
      expect(repairs.map(({ code }) => code)).toContain("printed");
    }
  });

  test("several keys, each at its place", async () => {
    const text = `map[keys:[map[kid:a kty:RSA e:${rsa.e} n:${rsa.n}] map[kid:b kty:EC crv:P-256 x:${ec.x} y:${ec.y}]]]`;
    const { keys } = await keysOf(text);
    expect(keys.map(({ jwk, range }) => [jwk.kid, text.slice(range?.start, range?.end)])).toEqual([
      ["a", expect.stringMatching(/^kid:a .*/)],
      ["b", expect.stringMatching(/^kid:b .*/)],
    ]);
  });
});

describe("truncated text is no key", () => {
  test.each([
    ["an open bracket", `{kty=RSA, e=${rsa.e}, n=${rsa.n?.slice(0, 90)}`],
    ["an open quote", `kty = "RSA"\ne = "${rsa.e}"\nn = "${rsa.n?.slice(0, 90)}`],
    ["a truncated value", `kty: EC\ncrv: P-256\nx: ${ec.x?.slice(0, 20)}...\ny: ${ec.y}`],
    ["a missing member", `kty: EC\ncrv: P-256\nx: ${ec.x}`],
  ])("%s", async (_, text) => {
    expect((await problemIn(text)).code).toBe("not-a-key");
  });
});

test("text of nothing but names takes no quadratic time", async () => {
  const text = `kty ${"n: a\n".repeat(100_000)}`;
  const start = performance.now();
  await problemIn(text);
  expect(performance.now() - start).toBeLessThan(10_000);
});
