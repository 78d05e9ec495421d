import fc from "fast-check";
import { expect, test } from "vitest";
import { parseJson } from "../json/parse.ts";
import { minifyJson } from "../json/minify.ts";
import { printJson } from "../json/print.ts";
import type { JsonMember } from "../json/types.ts";
import { decodeBase64Url, encodeBase64Url } from "../text/base64url.ts";
import { encodeUtf8 } from "../text/utf8.ts";
import { parseToken } from "./parse.ts";
import { createSourceMap, membersAt, type SourceMap } from "./source-map.ts";

const HEADER = encodeBase64Url(encodeUtf8('{"alg":"HS256"}'));

/** The map of the payload of a token that encodes exactly `encoded`, for a pane that shows `shown`. */
function mapOf(encoded: string, shown: string, token = `${HEADER}.${encodeBase64Url(encodeUtf8(encoded))}.AAAA`) {
  const parsed = parseToken(token);
  const [, segment] = parsed.segments;
  const { payload } = parsed;
  if (segment === undefined || payload === null) throw new Error("no payload");
  const pane = parseJson(shown);
  return { map: createSourceMap(segment, payload, pane), pane, token };
}

function made({ map }: { readonly map: SourceMap | null }): SourceMap {
  if (map === null) throw new Error("no map");
  return map;
}

function member(pane: ReturnType<typeof parseJson>, name: string): JsonMember {
  const found = pane.root?.type === "object" ? pane.root.members.find((one) => one.name === name) : undefined;
  if (found === undefined) throw new Error(`no member ${name}`);
  return found;
}

test("a claim's characters in the token are those that carry its bits, shared ones marked", () => {
  const text = '{"a":1,"b":2}';
  const mapped = mapOf(text, printJson(text));
  // "a":1 is bytes 1 to 6: bits 8 to 48, characters 1 to 8; the first also carries bits of the brace.
  expect(made(mapped).carriersOf(member(mapped.pane, "a").range)).toEqual({
    range: { start: HEADER.length + 2, end: HEADER.length + 9 },
    sharedStart: true,
    sharedEnd: false,
  });
});

test("the last character belongs to a claim though only some of its bits do", () => {
  const mapped = mapOf('{"ab":1,"c":2}', '{"ab":1,"c":2}');
  // Bytes 1 to 7: bits 8 to 56, characters 1 to 9; the last also carries bits of the comma.
  expect(made(mapped).carriersOf(member(mapped.pane, "ab").range)).toEqual({
    range: { start: HEADER.length + 2, end: HEADER.length + 11 },
    sharedStart: true,
    sharedEnd: true,
  });
});

test("a character shared by two claims means the one with more bits, or on a tie the earlier", () => {
  // Bytes: { 0, "":1 is 1 to 5, the comma 5, "b" from 6: character 6 has bits 36 to 42, four of byte 4 and two of byte 5.
  const mapped = mapOf('{"":1,"b":2}', '{"":1,"b":2}');
  const map = made(mapped);
  const start = HEADER.length + 1;
  expect(map.memberAt(start + 1)?.name).toBe("");
  expect(map.memberAt(start + 6)?.name).toBe("");
  expect(map.memberAt(start + 8)?.name).toBe("b");
  expect(map.memberAt(start)).toBeNull();
});

test("an edited pane maps to the bytes that are actually encoded", () => {
  const typed = '{\n  "n" :  1.0 ,\n  "s": "é  x"\n}';
  const mapped = mapOf(minifyJson(typed), typed);
  const carriers = made(mapped).carriersOf(member(mapped.pane, "s").range);
  const [from, to] = [carriers?.range.start ?? 0, carriers?.range.end ?? 0];
  expect(new TextDecoder().decode(widened(mapped.token, from, to))).toContain('"s":"é  x"');
});

test("white space that is encoded as typed is mapped too, also between other white space", () => {
  const mapped = mapOf('{ "a" : 1 }', '{\n  "a": 1\n}');
  expect(made(mapped).carriersOf(member(mapped.pane, "a").range)).not.toBeNull();
});

test("white space inside the segment carries nothing and is skipped", () => {
  const segment = encodeBase64Url(encodeUtf8('{"a":1,"b":2}'));
  const token = `${HEADER}.${segment.slice(0, 5)}\n${segment.slice(5)}.AAAA`;
  const mapped = mapOf("", '{"a":1,"b":2}', token);
  const carriers = made(mapped).carriersOf(member(mapped.pane, "b").range);
  const [from, to] = [carriers?.range.start ?? 0, carriers?.range.end ?? 0];
  const clean = token.slice(HEADER.length + 1).replace("\n", "");
  const shift = HEADER.length + 2;
  expect(new TextDecoder().decode(widened(clean, from - shift, to - shift, 0))).toContain('"b":2');
  expect(made(mapped).memberAt(HEADER.length + 1 + 5)).toBeNull();
});

test("there is no map if the bytes are not UTF-8, or the pane differs", () => {
  const bad = `${HEADER}.${encodeBase64Url(new Uint8Array([0x7b, 0xff, 0x7d]))}.AAAA`;
  expect(mapOf("", "{\ufffd}", bad).map).toBeNull();
  expect(mapOf('{"a":1}', '{"a":2}').map).toBeNull();
  expect(mapOf('{"a":1}', '{"a":1').map).toBeNull();
});

/** The bytes of the base64url characters from `from` to `to`, widened to groups of four within their segment. */
function widened(token: string, from: number, to: number, start = HEADER.length + 1): Uint8Array {
  const segment = token.slice(start).split(".")[0] ?? "";
  const first = Math.floor((from - start) / 4) * 4;
  const last = Math.ceil((to - start) / 4) * 4;
  return decodeBase64Url(segment.slice(first, last)).bytes;
}

const objects = fc.dictionary(fc.string({ unit: "binary", maxLength: 6 }), fc.jsonValue({ maxDepth: 2 }), {
  minKeys: 1,
  maxKeys: 6,
});

test("the highlighted characters, widened to groups of four, decode to bytes that contain the claim", () => {
  fc.assert(
    fc.property(objects, fc.boolean(), (object, pretty) => {
      const encoded = pretty ? JSON.stringify(object, null, 1) : JSON.stringify(object);
      const mapped = mapOf(encoded, printJson(encoded));
      const { root } = mapped.pane;
      const source = parseJson(encoded).root;
      for (const [index, one] of (root?.type === "object" ? root.members : []).entries()) {
        const carriers = made(mapped).carriersOf(one.range);
        if (carriers === null) throw new Error("a claim is encoded");
        const bytes = Buffer.from(widened(mapped.token, carriers.range.start, carriers.range.end));
        const range = source?.type === "object" ? source.members[index]?.range : undefined;
        const claim = encodeUtf8(encoded.slice(range?.start, range?.end));
        expect(bytes.includes(Buffer.from(claim))).toBe(true);
      }
    }),
  );
});

test("round trip: a character that only one claim has bits in leads to that claim", () => {
  fc.assert(
    fc.property(objects, (object) => {
      const encoded = JSON.stringify(object);
      const mapped = mapOf(encoded, printJson(encoded));
      const map = made(mapped);
      const { root } = mapped.pane;
      for (const one of root?.type === "object" ? root.members : []) {
        const carriers = map.carriersOf(one.range);
        if (carriers === null) throw new Error("a member is encoded");
        const { range, sharedStart, sharedEnd } = carriers;
        const wrong: number[] = [];
        for (let offset = range.start + Number(sharedStart); offset < range.end - Number(sharedEnd); offset += 1)
          if (map.memberAt(offset) !== one) wrong.push(offset);
        expect(wrong).toEqual([]);
      }
    }),
  );
});

test("each character of the token that carries bits leads to a character of the pane whose bits it carries", () => {
  fc.assert(
    fc.property(objects, (object) => {
      const encoded = JSON.stringify(object);
      const mapped = mapOf(encoded, printJson(encoded));
      const map = made(mapped);
      const { start, end } = map.carriersOf({ start: 0, end: mapped.pane.text.length })!.range;
      const wrong: number[] = [];
      for (let offset = start; offset < end; offset += 1) {
        const index = map.characterAt(offset) ?? -1;
        // Half of a surrogate pair has no bytes.
        const length = (mapped.pane.text.codePointAt(index) ?? 0) > 0xffff ? 2 : 1;
        const carriers = map.carriersOf({ start: index, end: index + length });
        if (carriers === null || carriers.range.start > offset || carriers.range.end <= offset) wrong.push(offset);
      }
      expect(wrong).toEqual([]);
      expect([map.characterAt(start - 1), map.characterAt(end)]).toEqual([null, null]);
    }),
  );
});

test("a caret means the member around it, or the only one on its line", () => {
  const pane = parseJson('{\n  "a": 1,\n  "b": 2\n}');
  const names = (offset: number): readonly string[] =>
    membersAt(pane, { start: offset, end: offset }).map(({ name }) => name);
  expect(names(pane.text.indexOf('"a"'))).toEqual(["a"]);
  expect(names(pane.text.indexOf(",") + 1)).toEqual(["a"]);
  expect(names(pane.text.indexOf('  "b"'))).toEqual(["b"]);
  expect(names(0)).toEqual([]);
  expect(names(pane.text.length)).toEqual([]);
});

test("a selection means every member that it touches", () => {
  const pane = parseJson('{"a":1,"b":2,"c":3}');
  expect(membersAt(pane, { start: 3, end: 9 }).map(({ name }) => name)).toEqual(["a", "b"]);
});
