import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parsePolicy } from "./policy.ts";

describe("a policy is read as the browser reads it", () => {
  test("directive by directive, names in lower case and values as spelled", () => {
    expect(parsePolicy("Default-Src 'none';  img-src 'self'\tdata: ;;base-uri 'none'")).toEqual([
      { name: "default-src", values: ["'none'"] },
      { name: "img-src", values: ["'self'", "data:"] },
      { name: "base-uri", values: ["'none'"] },
    ]);
  });

  test("of two directives of one name the first counts", () => {
    expect(parsePolicy("connect-src 'none'; CONNECT-SRC *")).toEqual([{ name: "connect-src", values: ["'none'"] }]);
  });

  test("empty text, and nothing but separators, is a policy without directives", () => {
    expect(parsePolicy("")).toEqual([]);
    expect(parsePolicy(" ; ;\n;")).toEqual([]);
  });

  test("a policy read and printed reads the same", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const directives = parsePolicy(text);
        const spelled = directives.map(({ name, values }) => [name, ...values].join(" "));
        expect(parsePolicy(spelled.join("; "))).toEqual(directives);
      }),
    );
  });
});
