import { describe, expect, it } from "vitest";
import { decodeLarge } from "./decode-large.ts";
import { parseToken } from "./parse.ts";

const encode = (text: string): string => Buffer.from(text, "utf8").toString("base64url");

describe("a large token", () => {
  it("decodes to the same texts as a live one, with the root's members and their places", () => {
    const payload = JSON.stringify({ exp: 1_700_000_000, list: Array.from({ length: 1000 }, (_, n) => ({ n })) });
    const text = `${encode('{"alg":"HS256"}')}.${encode(payload)}.AAAA`;
    const large = decodeLarge(text);
    const live = parseToken(text);
    expect(large.token.payload?.text).toBe(live.payload?.text);
    expect(large.token.segments).toEqual(live.segments);
    const { root } = large.payload;
    if (root?.type !== "object") throw new Error("no object");
    expect(root.members.map((member) => member.name)).toEqual(["exp", "list"]);
    const [exp, list] = root.members;
    expect(large.payload.text.slice(exp!.value.range.start, exp!.value.range.end)).toBe("1700000000");
    expect(list!.value).toMatchObject({ type: "array", items: [] });
    expect(JSON.parse(large.payload.text)).toEqual(JSON.parse(payload));
  });
});
