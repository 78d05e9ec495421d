import { afterAll, describe, expect, test } from "vitest";
import fc from "fast-check";
import { clearFolders, folder, has, json, run, write } from "../../testing/verify-code/languages.ts";
import type { Policy } from "../policy/members.ts";
import { bashText, list, phpText, quoted, rubyText, rustText } from "./literals.ts";
import { VERIFY_TARGETS } from "./targets.ts";
import { verifyCode } from "./verify-code.ts";

afterAll(clearFolders);

const HOSTILE = [
  "",
  'x"); PWNED(); //',
  "x'); PWNED(); #",
  "x\\",
  "\\\\\"'`",
  'x"\nPWNED\n"',
  "x\r\nPWNED",
  "`PWNED`",
  "${PWNED} $PWNED $(PWNED) {$PWNED}",
  "#{PWNED} #$0 #@x",
  "%s %d %n %(x)s",
  "*/ PWNED /*",
  "?> <?php PWNED",
  "\\u0022 \\x22 \\u{22} \\n",
  "\u2028PWNED\u2029\u0085\u000b\u000c\b\u007f",
  "\u202ePWNED\u2066",
  "\"\"\"PWNED'''",
  "PEM\nPWNED",
  "ünïcödé 漢字 😀 \u{e0041}",
  "!PWNED ~ * ? [a]",
];
/** Texts of which each language can have any: without NUL, which a word of bash cannot hold, and without lone surrogates. */
const TEXTS = [
  ...HOSTILE,
  ...fc.sample(
    fc.string({ unit: "binary", maxLength: 12 }).map((text) => text.replaceAll("\0", "")),
    { numRuns: 300, seed: 7 },
  ),
];

interface Language {
  readonly isThere: boolean;
  /** The literals as the language's own parser reads them. */
  readonly read: (texts: readonly string[]) => unknown;
}

const LANGUAGES: Readonly<Record<string, Language>> = {
  JavaScript: {
    isThere: true,
    read: (texts) =>
      json([process.execPath, write(folder(), "x.mjs", `console.log(JSON.stringify([${list(texts, quoted)}]))`)]),
  },
  Python: {
    isThere: has("python3", "--version"),
    read: (texts) =>
      json(["python3", write(folder(), "x.py", `import json\nprint(json.dumps([${list(texts, quoted)}]))`)]),
  },
  Ruby: {
    isThere: has("ruby", "--version"),
    read: (texts) =>
      json(["ruby", write(folder(), "x.rb", `require "json"\nputs JSON.generate([${list(texts, rubyText)}])`)]),
  },
  PHP: {
    isThere: has("php", "--version"),
    read: (texts) =>
      json([
        "php",
        write(folder(), "x.php", `<?php echo json_encode([${list(texts, phpText)}], JSON_THROW_ON_ERROR);`),
      ]),
  },
  bash: {
    isThere: has("bash", "--version"),
    read: (texts) => {
      const script = write(folder(), "x.sh", `printf '%s\\0' ${texts.map((text) => bashText(text)).join(" ")}`);
      return run(["bash", script]).stdout.split("\0").slice(0, -1);
    },
  },
  Go: {
    isThere: has("go", "version"),
    read: (texts) =>
      json([
        "go",
        "run",
        write(
          folder(),
          "x.go",
          `package main\nimport ("encoding/json"; "os")\nfunc main() { json.NewEncoder(os.Stdout).Encode([]string{${list(texts, quoted)}}) }\n`,
        ),
      ]),
  },
  Rust: {
    isThere: has("rustc", "--version"),
    read: (texts) => {
      const at = folder();
      const source = write(
        at,
        "x.rs",
        `use std::io::Write;\nfn main() { for text in [${list(texts, rustText)}] { std::io::stdout().write_all(text.as_bytes()).unwrap(); print!("\\0"); } }\n`,
      );
      const { status, stderr } = run(["rustc", "-o", `${at}/x`, source]);
      if (status !== 0) throw new Error(stderr);
      return run([`${at}/x`])
        .stdout.split("\0")
        .slice(0, -1);
    },
  },
  Java: {
    isThere: has("javac", "-version"),
    read: (texts) => {
      const source = `public class X { public static void main(String[] a) throws Exception {
for (String text : new String[] {${list(texts, quoted)}}) { System.out.write(text.getBytes("UTF-8")); System.out.write(0); }
System.out.flush(); } }`;
      const { status, stdout, stderr } = run(["java", write(folder(), "X.java", source)]);
      if (status !== 0) throw new Error(stderr);
      return stdout.split("\0").slice(0, -1);
    },
  },
};

describe.each(Object.entries(LANGUAGES))("%s", (_, { isThere, read }) => {
  test.skipIf(!isThere)("reads back every text that went into a literal", () => {
    expect(read(TEXTS)).toEqual(TEXTS);
  });
});

/** What tells whether a text is a program, without running it. */
const PARSERS: Readonly<
  Record<string, readonly [isThere: boolean, command: readonly [string, ...string[]], name: string]>
> = {
  jose: [true, [process.execPath, "--check"], "x.mjs"],
  jsonwebtoken: [true, [process.execPath, "--check"], "x.mjs"],
  "nginx-njs": [true, [process.execPath, "--check"], "x.mjs"],
  pyjwt: [LANGUAGES["Python"]!.isThere, ["python3", "-m", "py_compile"], "x.py"],
  authlib: [LANGUAGES["Python"]!.isThere, ["python3", "-m", "py_compile"], "x.py"],
  "ruby-jwt": [LANGUAGES["Ruby"]!.isThere, ["ruby", "-c"], "x.rb"],
  "php-jwt": [LANGUAGES["PHP"]!.isThere, ["php", "-l"], "x.php"],
  openssl: [LANGUAGES["bash"]!.isThere, ["bash", "-n"], "x.sh"],
  step: [LANGUAGES["bash"]!.isThere, ["bash", "-n"], "x.sh"],
  "golang-jwt": [has("gofmt", "--help") || has("go", "version"), ["gofmt", "-e"], "x.go"],
  "rust-jsonwebtoken": [
    has("rustfmt", "--version"),
    ["rustfmt", "--edition", "2021", "--check", "--config", "max_width=400"],
    "x.rs",
  ],
};

describe("code with hostile values everywhere", () => {
  const policy: Policy = {
    iss: HOSTILE.slice(1),
    aud: HOSTILE.slice(1),
    sub: HOSTILE.slice(1).filter((text) => !text.includes("*")),
    typ: HOSTILE.slice(1),
    requiredClaims: HOSTILE.slice(1),
    scopes: HOSTILE.slice(1),
    roles: HOSTILE,
    claims: HOSTILE.map((path) => ({ path, values: [path] })),
    maxAge: 1.5,
    leeway: 2.5,
  };

  test.each(VERIFY_TARGETS.map((target) => [target.id, target] as const))("%s is still a program", (id, target) => {
    const parser = PARSERS[id];
    for (const one of [policy, { ...policy, iss: ["*/?>`'\"\\"], aud: ["`${x}#{x}$(x)"], sub: ["\u2028"] }]) {
      for (const alg of ["HS256", "RS256"]) {
        const situation = { token: { alg }, key: null, secretEncoding: "Hex", jwe: null } as const;
        const { text, isCode } = verifyCode(target, { ...situation, policy: { ...one, algorithms: [alg] } });
        expect(isCode).toBe(true);
        if (parser === undefined || !parser[0]) continue;
        const { status, stderr, stdout } = run([...parser[1], write(folder(), parser[2], text)] as [
          string,
          ...string[],
        ]);
        // rustfmt ends with 1 where it would lay out otherwise, and says "error" where it cannot read.
        if (id === "rust-jsonwebtoken") expect(stderr).not.toContain("error");
        else expect(status, `${stderr}${stdout}${text}`).toBe(0);
      }
    }
  });
});
