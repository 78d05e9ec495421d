import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { describe, expect, test } from "vitest";

/** The longest a line of prose may be: nobody reads longer ones next to code. */
const LONGEST = 160;

const FOLDERS = ["assembly", "bench", "bin", "docs", "e2e", "scripts", "src"];
const files = [
  ...readdirSync(".").filter((name) => name.includes(".")),
  ...FOLDERS.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" }).map((name) => `${folder}/${name.replaceAll("\\", "/")}`),
  ),
];
const guides = files.filter((file) => file.endsWith(".md"));
const linesOf = (file: string): readonly string[] => readFileSync(file, "utf8").split("\n");
/** A type in a comment is code, which the formatter does not break. */
const isComment = (line: string): boolean => /^\s*(?:\/\/|\/?\*)/.test(line) && !line.includes("@type");

test(`no line of prose or comment exceeds ${LONGEST} characters`, () => {
  const sources = files.filter((file) => /\.(?:[jt]sx?|mjs|css)$/.test(file));
  const long = [...guides, ...sources].flatMap((file) =>
    linesOf(file).flatMap((line, index) =>
      line.length > LONGEST && (file.endsWith(".md") || isComment(line)) ? [`${file}:${index + 1}`] : [],
    ),
  );
  expect(long).toEqual([]);
});

describe("every file that the guides name exists", () => {
  const known = new Set(files);
  /** Whether a file has that path from the guide's folder, or a path that ends in it. */
  const isThere = (name: string, guide: string): boolean =>
    known.has(normalize(join(dirname(guide), name))) || files.some((file) => `/${file}`.endsWith(`/${name}`));

  test.each(guides)("%s", (guide) => {
    const text = readFileSync(guide, "utf8");
    const links = [...text.matchAll(/\]\(([\w./-]+)\)/g)].map(([, name = ""]) => name);
    const named = [...text.matchAll(/`([\w./-]+\.(?:tsx?|mjs|css))`/g)].map(([, name = ""]) => name);
    const missing = [
      ...links.filter((name) => !known.has(normalize(join(dirname(guide), name)))),
      ...named.filter((name) => !isThere(name.replace(/^\.\//, ""), guide)),
    ];
    expect(missing).toEqual([]);
  });
});
