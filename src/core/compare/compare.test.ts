import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { rounds } from "../../testing/rounds.ts";
import { compact, SAMPLE_NOW, segment } from "../../testing/rules/context.ts";
import { digestOf } from "../envelope/disclosures.ts";
import { lastMember } from "../json/query.ts";
import { parseJson } from "../json/parse.ts";
import type { JsonNode } from "../json/types.ts";
import { compareTokens } from "./compare.ts";
import { MOST_DIFFERENCES } from "./structure.ts";
import type { Change, Comparison, Difference } from "./types.ts";

const CLOCK = { now: SAMPLE_NOW, leeway: 0 };
const HEADER = '{"alg":"RS256","kid":"k1"}';
const compare = (a: string, b: string): Comparison => compareTokens(a, b, CLOCK);
const payloads = (a: string, b: string): Comparison => compare(compact(HEADER, a), compact(HEADER, b));
const headers = (a: string, b: string): Comparison => compare(compact(a, "{}"), compact(b, "{}"));
const brief = ({ differences }: Comparison): readonly string[] =>
  differences.map(({ part, path, change, kind }) => `${part} ${path} ${change} ${kind}`);

const CLAIMS = {
  iss: "https://issuer.example",
  sub: "248289761001",
  sid: "s-1",
  aud: "orders",
  iat: SAMPLE_NOW - 7200,
  exp: SAMPLE_NOW - 6600,
  jti: "1",
  roles: ["buyer", "refunds"],
};
const json = JSON.stringify;

describe("claims", () => {
  test("what was added, removed and changed has its place; what is equal is named", () => {
    const found = payloads('{"a":1,"b":{"x/y":true},"c":"s"}', '{"a":1,"b":{"x/y":false},"d":null}');
    expect(brief(found)).toEqual([
      "payload /c removed value",
      "payload /d added value",
      "payload /b/x~1y changed value",
    ]);
    expect(found.same.payload).toEqual(["a"]);
    expect(found.differences[0]).toMatchObject({ a: '"s"', b: null });
  });

  test.each([
    ["1", "1.0", "spelling"],
    ["10e-1", "1", "spelling"],
    ["0", "-0.00", "spelling"],
    ["9007199254740993", "9007199254740992", "value"],
    ["1e400", "1e401", "value"],
    ["1", "-1", "value"],
    ["1", '"1"', "value"],
    ['"a"', '"\\u0061"', "spelling"],
    ['"\\u00e9"', '"e\\u0301"', "value"],
    ["null", "false", "value"],
    ["{}", "[]", "value"],
  ])("%s and %s are another %s", (a, b, kind) => {
    expect(brief(payloads(`{"n":${a}}`, `{"n":${b}}`))).toEqual([`payload /n changed ${kind}`]);
  });

  test("order, repeated members, escapes in a name and white space are reported as such", () => {
    expect(brief(payloads('{"a":1,"b":2}', '{"b":2,"a":1}'))).toEqual(["payload  changed order"]);
    expect(brief(payloads('{"a":1,"a":2}', '{"a":2}'))).toEqual(["payload /a changed repeated"]);
    expect(brief(payloads('{"a":2,"a":1}', '{"a":2}'))).toEqual([
      "payload /a changed repeated",
      "payload /a changed value",
    ]);
    expect(brief(payloads('{"a":1}', '{"\\u0061":1}'))).toEqual(["payload /a changed spelling"]);
    expect(brief(payloads('{"a":1}', '{ "a": 1 }'))).toEqual(["payload  changed space"]);
    expect(payloads('{"a":1}', '{"a": 2}').differences.map(({ words }) => words)).toContain(
      "Only B has whitespace between its values",
    );
  });

  test("a name from Object.prototype is a name like any other", () => {
    expect(brief(payloads('{"__proto__":1}', '{"constructor":1}'))).toEqual([
      "payload /__proto__ removed value",
      "payload /constructor added value",
    ]);
  });

  test("list items are paired between the equal ones at both ends", () => {
    expect(brief(payloads('{"l":[1,2,3]}', '{"l":[1,3]}'))).toEqual(["payload /l/1 removed value"]);
    expect(brief(payloads('{"l":[1,1]}', '{"l":[1]}'))).toEqual(["payload /l/1 removed value"]);
    expect(brief(payloads('{"l":[1,{"x":1},3]}', '{"l":[1,{"x":2},3,4]}'))).toEqual([
      "payload /l/3 added value",
      "payload /l/1/x changed value",
    ]);
  });

  test.each([
    [
      "roles",
      '["a","b"]',
      '["b","c","d"]',
      "2 roles added and one removed",
      ["removed a /roles/0", "added c /roles/1", "added d /roles/2"],
    ],
    ["scope", '"read write"', '"write read  admin"', "one scope added", ["added admin null"]],
    ["aud", '"a"', '["a","b"]', "one audience added", ["added b /aud/1"]],
    ["https://x.example/roles", '["a"]', "[]", "one role removed", ["removed a /https:~1~1x.example~1roles/0"]],
  ])("%s is a set: what was added and removed is listed", (name, a, b, words, items) => {
    const [difference] = payloads(`{${json(name)}:${a}}`, `{${json(name)}:${b}}`).differences as [Difference];
    expect(difference).toMatchObject({ change: "changed", kind: "items", words });
    expect(difference.items.map(({ change, text, path }) => `${change} ${text} ${path}`)).toEqual(items);
  });

  test.each([
    ["roles", '["a","b"]', '["b","a"]', "order"],
    ["scope", '"a b"', '"b a"', "order"],
    ["scope", '"a b"', '"a  b"', "spelling"],
    ["scp", '"a b"', '["a","b"]', "spelling"],
    ["aud", '"a"', '["a"]', "spelling"],
    ["aud", '"a b"', '"a c"', "value"],
    ["path", '["a","b"]', '["b","a"]', "value"],
  ])("%s %s and %s differ in %s", (name, a, b, kind) => {
    const found = payloads(`{"${name}":${a}}`, `{"${name}":${b}}`);
    expect(new Set(found.differences.map((one) => one.kind))).toEqual(new Set([kind]));
  });
});

describe("header, times and signature", () => {
  test("another kid and algorithm are named", () => {
    const found = headers('{"alg":"RS256","kid":"a"}', '{"alg":"ES256","kid":"b"}');
    expect(found.differences.map(({ part, path, words }) => [part, path, words])).toEqual([
      ["header", "/alg", "Different algorithm"],
      ["header", "/kid", "A different key is named"],
    ]);
    expect(found.sentence).toBe("ES256 instead of RS256, a different kid.");
  });

  test("a time says how far it moved and how long the token lives", () => {
    const found = payloads(
      json({ iat: SAMPLE_NOW - 60, exp: SAMPLE_NOW - 5 }),
      json({ iat: SAMPLE_NOW, exp: SAMPLE_NOW + 3600 }),
    );
    expect(found.differences.filter(({ part }) => part === "time")).toMatchObject([
      {
        path: "/exp",
        change: "changed",
        a: "expired 5 s ago",
        b: "expires in 1 h",
        words: "Expires over 1 h later; valid for an hour instead of 55 s",
      },
      { path: "/iat", change: "changed", words: "Issued 60 s later" },
    ]);
    expect(payloads('{"exp":1800000000}', "{}").differences.find(({ part }) => part === "time")).toMatchObject({
      change: "removed",
      words: "Only A has an expiry",
    });
  });

  test("the same instant written differently is the same time, and a string is not a time", () => {
    expect(brief(payloads('{"exp":1800000000}', '{"exp":1800000000.0}'))).toEqual(["payload /exp changed spelling"]);
    expect(
      payloads('{"exp":1800000000}', '{"exp":"1800000000"}').differences.find(({ part }) => part === "time")?.words,
    ).toBe("One of them is not a usable time");
  });

  test("signatures are compared by their bytes", () => {
    const signed = (signature: string): string => compact(HEADER, "{}", signature);
    expect(brief(compare(signed("AAAA"), signed("AAAB")))).toEqual(["signature  changed bytes"]);
    expect(compare(signed("AAAA"), signed("AAAB")).sentence).toBe("The same header and claims, a different signature.");
    expect(brief(compare(signed("AA"), signed("AB")))).toEqual(["signature  changed spelling"]);
    expect(brief(compare(signed(""), signed("AA")))).toEqual(["signature  added bytes"]);
    expect(compare(compact(HEADER, '{"a":1}', "AAAA"), compact(HEADER, '{"a":2}', "AAAA")).notes).toContain(
      "The signature is the same although the content differs: it was copied, not made for this content.",
    );
  });
});

describe("the summary", () => {
  test.each<[string, object, string]>([
    [
      "an hour later, a role removed",
      { ...CLAIMS, iat: CLAIMS.iat + 3600, exp: CLAIMS.exp + 3600, jti: "2", roles: ["buyer"] },
      "Issued an hour later, same session, one role removed.",
    ],
    ["another issuer", { ...CLAIMS, iss: "https://other.example" }, "From a different issuer."],
    [
      "another user",
      { ...CLAIMS, sub: "other", sid: "s-2" },
      "A different session, a different subject, the same token id (jti).",
    ],
    ["another audience", { ...CLAIMS, aud: "billing", jti: "2" }, "Same session, a different audience."],
    [
      "a longer lifetime",
      { ...CLAIMS, exp: CLAIMS.iat + 3600, jti: "2" },
      "Same session, valid for an hour instead of 10 min.",
    ],
    ["no end", { ...CLAIMS, exp: undefined, jti: "2" }, "Same session, without an expiry."],
    ["only a new id", { ...CLAIMS, jti: "2" }, "Same session, a different token id (jti)."],
    ["an unknown claim", { ...CLAIMS, tier: 1, jti: "2" }, "Same session, one claim differs."],
  ])("%s", (_, changed, sentence) => {
    expect(payloads(json(CLAIMS), json(changed)).sentence).toBe(sentence);
  });

  test("says nothing of session and user if the issuers differ or are missing", () => {
    const other = { ...CLAIMS, iss: undefined };
    expect(payloads(json(other), json({ ...other, roles: [] })).sentence).toBe("2 roles removed.");
  });

  test("says if only the spelling differs", () => {
    expect(payloads('{"a":1}', '{ "a": 1.0 }').sentence).toBe(
      "The same values in header and claims, written differently.",
    );
    expect(payloads('{"a":1}', '{"a":1}').sentence).toBe("The same token, byte for byte.");
  });
});

describe("what cannot be compared is named", () => {
  const jwe = (header: string, ciphertext: string): string => `${segment(header)}..AAAA.${ciphertext}.AAAA`;

  test("the content of encrypted tokens", () => {
    const [a, b] = [
      jwe('{"alg":"dir","enc":"A128GCM","kid":"1"}', "AAAA"),
      jwe('{"alg":"dir","enc":"A128GCM","kid":"2"}', "BBBB"),
    ];
    const found = compare(a, b);
    expect(brief(found)).toEqual(["header /kid changed value"]);
    expect(found.notes.join()).toContain("cannot be compared: the same content has a different ciphertext each time");
    expect(found.sentence).toBe("A different kid; the contents are encrypted and cannot be compared.");
    expect(compare(compact(HEADER, "{}"), a).notes.join()).toContain("A is a signed token, B an encrypted token.");
  });

  test("a payload that is not JSON is compared as text", () => {
    const found = payloads('{"iss":"x","a":1}', '{"iss":"y","a":');
    expect(brief(found)).toEqual(["payload  changed text"]);
    expect(found.differences[0]?.words).toBe("Compared as text: B is not JSON");
    expect(found.sentence).toBe("A different payload.");
  });

  test("text that is not a token", () => {
    expect(compare("hello", compact(HEADER, "{}")).sentence).toBe("A cannot be read as a token.");
    expect(compare("hello", "world")).toMatchObject({
      sentence: "Neither can be read as a token; their texts differ.",
    });
    expect(compare("", "").sentence).toBe("The same token, byte for byte.");
  });

  describe("of an SD-JWT the processed payload is compared (RFC 9901 section 7.1)", () => {
    const typ = '{"alg":"ES256","typ":"dc+sd-jwt"}';
    const disclosure = (...items: unknown[]): string => segment(json(["salt", ...items]));
    const digests = (...texts: readonly string[]) => texts.map((text) => digestOf(text, "sha-256"));
    const sdJwt = (claims: object, ...disclosures: readonly string[]): string =>
      [compact(typ, json(claims)), ...disclosures, ""].join("~");
    const exp = disclosure("exp", CLAIMS.exp);
    const later = disclosure("exp", CLAIMS.exp + 3600);
    const name = disclosure("given_name", "Erika");
    const street = disclosure("street", "1 Road");
    const address = disclosure("address", { country: "DE", _sd: digests(street) });

    test("an expiry in a disclosure is a time like any, and says where it comes from", () => {
      const { iat, sub } = CLAIMS;
      const found = compare(
        sdJwt({ iat, sub, _sd: digests(exp, name), _sd_alg: "sha-256" }, exp),
        sdJwt({ iat, sub, _sd: digests(later, name), _sd_alg: "sha-256" }, later),
      );
      expect(brief(found)).toEqual(["payload /exp changed value", "time /exp changed value"]);
      expect(found.differences.map(({ disclosed }) => disclosed)).toEqual(["both", "both"]);
      expect(found.sentence).toMatch(/valid for/i);
      expect(found.same.payload).toEqual(["iat", "sub"]);
      expect(found.notes).toContain("A has 1 digest without a disclosure: claims that it does not show, or decoys.");
    });

    test("one side plain, the other disclosed: the same claims, and no digest among them", () => {
      const found = compare(
        compact(HEADER, json({ sub: "1", given_name: "Erika" })),
        sdJwt({ _sd: digests(name), sub: "1" }, name),
      );
      expect(brief(found).filter((one) => one.startsWith("payload"))).toEqual(["payload  changed spelling"]);
      expect(found.same.payload).toEqual(["sub", "given_name"]);
    });

    test("a claim that only one presentation discloses was added, also inside another disclosure", () => {
      const issued = { sub: "1", _sd: digests(address, name) };
      const found = compare(sdJwt(issued, address), sdJwt(issued, address, street, name));
      expect(found.differences.map(({ path, change, disclosed }) => [path, change, disclosed])).toEqual([
        ["/given_name", "added", "B"],
        ["/address/street", "added", "B"],
      ]);
      expect(json(found)).not.toMatch(/"_sd/);
    });

    test("issued again with other salts, the claims are the same and only the signed payloads differ", () => {
      const salted = segment(json(["other", "given_name", "Erika"]));
      const found = compare(
        sdJwt({ _sd: digests(name), sub: "1" }, name),
        sdJwt({ sub: "1", _sd: digests(salted) }, salted),
      );
      expect(brief(found)).toEqual(["payload  changed spelling"]);
      expect(found.differences[0]?.words).toMatch(/^The same claims/);
      expect(found.sentence).toBe("The same values in header and claims, written differently.");
    });

    test("where the hash is unknown or a disclosure belongs to nothing, that is said", () => {
      const unknown = compare(sdJwt({ _sd: ["x"], _sd_alg: "md5" }, name), sdJwt({ sub: "1" }, name));
      expect(unknown.notes).toContain(
        "The disclosures of A cannot be compared with its digests: its signed payload is compared.",
      );
      expect(unknown.notes).toContain("A verifier must reject B: its disclosures and digests do not belong together.");
      expect(brief(unknown)).toContain("payload /_sd removed value");
    });
  });

  test("disclosures of an SD-JWT are listed by name, and the JSON form by its first signature", () => {
    const issued = compact('{"alg":"ES256","typ":"dc+sd-jwt"}', "{}");
    const disclosure = (name: string): string => segment(json(["salt", name, "x"]));
    const found = compare(`${issued}~${disclosure("given_name")}~`, `${issued}~${disclosure("birthdate")}~`);
    expect(found.notes).toEqual([
      "Only A has 1 disclosure: given_name.",
      "Only B has 1 disclosure: birthdate.",
      "A verifier must reject A: its disclosures and digests do not belong together.",
      "A verifier must reject B: its disclosures and digests do not belong together.",
    ]);
    const signed = (payload: string): string =>
      json({
        payload: segment(payload),
        signatures: [1, 2].map(() => ({ protected: segment(HEADER), signature: "AAAA" })),
      });
    const forms = compare(signed('{"a":1}'), signed('{"a":2}'));
    expect(brief(forms)).toEqual(["payload /a changed value"]);
    expect(forms.notes.join()).toContain("A has 2 signatures: the first one is compared.");
  });

  test("many differences are counted, and a deep text is compared in full", () => {
    const many = (value: number): string =>
      json(Object.fromEntries(Array.from({ length: 900 }, (_, at) => [`c${at}`, value])));
    const found = payloads(many(1), many(2));
    expect([found.differences.length, found.more]).toEqual([MOST_DIFFERENCES, 900 - MOST_DIFFERENCES]);
    const deep = (leaf: string): string => `${"[".repeat(900)}${leaf}${"]".repeat(900)}`;
    expect(payloads(deep("1"), deep("2")).differences).toMatchObject([{ path: "/0".repeat(900), a: "1", b: "2" }]);
    const large = (claim: number): string => json({ claim, pad: "x".repeat(2_000_000) });
    expect(brief(payloads(large(1), large(2)))).toEqual(["payload  changed bytes"]);
  });
});

describe("laws", () => {
  const names = fc.constantFrom(
    "a",
    "b",
    "roles",
    "scope",
    "aud",
    "exp",
    "iat",
    "iss",
    "sid",
    "x/y",
    "m~n",
    "__proto__",
    "0",
  );
  const scalars = fc.constantFrom(
    "1",
    "1.0",
    "2",
    "1800000000",
    "1800000100",
    '"a"',
    '"\\u0061"',
    '"a b"',
    '"b a"',
    "null",
    "true",
    '""',
  );
  const { value } = fc.letrec<{ value: string }>((tie) => ({
    value: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      scalars,
      fc.array(tie("value"), { maxLength: 4 }).map((items) => `[${items.join(",")}]`),
      fc.array(fc.tuple(names, tie("value")), { maxLength: 4 }).map(objectOf),
    ),
  }));
  function objectOf(members: readonly (readonly [string, string])[]): string {
    return `{${members.map(([name, text]) => `${json(name)}:${text}`).join(",")}}`;
  }
  const objects = fc.array(fc.tuple(names, value), { maxLength: 6 }).map(objectOf);
  const tokens = fc
    .tuple(
      fc.oneof(objects, value),
      fc.constantFrom("AAAA", "AAAB", ""),
      fc.constantFrom(HEADER, '{"alg":"none"}', "{"),
    )
    .map(([payload, signature, header]) => compact(header, payload, signature));

  test("a token does not differ from itself, and texts without a difference are equal", () => {
    fc.assert(
      fc.property(tokens, tokens, (a, b) => {
        expect(compare(a, a).differences).toEqual([]);
        expect(compare(a, b).differences.length === 0).toBe(a === b);
      }),
      { numRuns: rounds(500) },
    );
  });

  test("swapping the sides swaps added and removed, and nothing else", () => {
    const other: Readonly<Record<Change, Change>> = { added: "removed", removed: "added", changed: "changed" };
    fc.assert(
      fc.property(tokens, tokens, (a, b) => {
        const there = compare(a, b).differences.map(({ part, path, change, kind, a: one, b: two }) =>
          json([part, path, change, kind, one, two]),
        );
        const back = compare(b, a).differences.map(({ part, path, change, kind, a: one, b: two }) =>
          json([part, path, other[change], kind, two, one]),
        );
        expect(there.toSorted()).toEqual(back.toSorted());
      }),
      { numRuns: rounds(500) },
    );
  });

  test("each place is true: added ones exist only in B, removed ones only in A, changed ones in both with other values", () => {
    fc.assert(
      fc.property(objects, objects, (a, b) => {
        for (const { part, path, change, kind, items } of payloads(a, b).differences) {
          if (part !== "payload" || path === "") continue;
          const [from, to] = [at(a, path), at(b, path)];
          if (change !== "added") expect(from, path).not.toBeNull();
          if (change !== "removed") expect(to, path).not.toBeNull();
          // An item of a list that went leaves its place to the next.
          if (change !== "changed" && !isInList(a, path) && !isInList(b, path))
            expect(change === "added" ? from : to, path).toBeNull();
          if (kind === "value" && change === "changed") expect(from).not.toBe(to);
          for (const item of items)
            if (item.path !== null) expect(at(item.change === "added" ? b : a, item.path)).not.toBeNull();
        }
      }),
      { numRuns: rounds(500) },
    );
  });
});

/** The value that a pointer leads to, the last of each name, as written; null if there is none. */
function nodeAt(text: string, path: string): JsonNode | null {
  let node = parseJson(text).root;
  for (const step of path.split("/").slice(1)) {
    if (node?.type === "object")
      node = lastMember(node, step.replaceAll("~1", "/").replaceAll("~0", "~"))?.value ?? null;
    else node = node?.type === "array" ? (node.items[Number(step)] ?? null) : null;
  }
  return node;
}

function at(text: string, path: string): string | null {
  const node = nodeAt(text, path);
  return node === null ? null : text.slice(node.range.start, node.range.end);
}

const isInList = (text: string, path: string): boolean =>
  nodeAt(text, path.slice(0, path.lastIndexOf("/")))?.type === "array";
