import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { openDisclosures } from "../../envelope/disclosures.ts";
import { parseJson } from "../../json/parse.ts";
import { segment } from "../../../testing/rules/context.ts";
import { createOtherDigests, otherSdHash } from "./other-digests.ts";

const DISCLOSURE = segment('["salt", "given_name", "Erika"]');
const hashed = (text: string, hash = "sha256"): Buffer => createHash(hash).update(text).digest();
const DIGEST = hashed(DISCLOSURE).toString("base64url");

/** How the digest of a disclosure was made, and where it was found. */
function found(
  digest: string,
  where: (digest: string) => object = (one) => ({ _sd: [one] }),
  more: readonly string[] = [],
) {
  const payload = parseJson(JSON.stringify(where(digest)));
  const texts = [DISCLOSURE, ...more];
  const selective = {
    disclosures: texts.map((text, index) => ({ text, range: { start: 1000 * index, end: 1000 * index + 1 } })),
    binding: null,
  };
  const { disclosures } = openDisclosures(payload, selective);
  const other = createOtherDigests(payload, disclosures, "sha-256").made(disclosures[0]!);
  return other && { ...other, text: payload.text.slice(other.place.range.start, other.place.range.end) };
}

describe("a digest that is there, but made otherwise", () => {
  const hex = hashed(DISCLOSURE).toString("hex");
  const standard = hashed(DISCLOSURE).toString("base64");
  it.each([
    ["hex", hex, /in hex/],
    ["hex in capitals", hex.toUpperCase(), /in hex/],
    ["hex with colons", hex.match(/../g)!.join(":"), /in hex/],
    ["base64url of hex", segment(hex), /base64url of its hex/],
    ["padding", `${DIGEST}=`, /padded/],
    ["standard Base64", standard, /padded|standard/],
    ["the decoded JSON", hashed('["salt", "given_name", "Erika"]').toString("base64url"), /decoded JSON/],
    ["another hash", hashed(DISCLOSURE, "sha512").toString("base64url"), /sha-512 instead of sha-256/],
  ])("%s is recognised in its place, and the right one is written there", (_, digest, how) => {
    const other = found(digest);
    expect(other?.args.how).toMatch(how);
    expect(other).toMatchObject({ text: JSON.stringify(digest), fix: { insert: JSON.stringify(DIGEST) } });
  });

  it("is found in a list and in another disclosure, where writing it would change that one's digest", () => {
    expect(found(hex, (one) => ({ list: [{ "...": one }] }))?.text).toBe(JSON.stringify(hex));
    const outer = segment(JSON.stringify(["salt", "address", { _sd: [hex] }]));
    const inner = found(hex, () => ({ _sd: [] }), [outer]);
    expect(inner).toMatchObject({ place: { pane: "token", range: { start: 1000, end: 1001 } }, fix: null });
  });

  it("is never another value's digest, or text outside the digest lists", () => {
    expect(found("x")).toBeNull();
    expect(found(hashed("other").toString("hex"))).toBeNull();
    expect(found(hex, (one) => ({ note: one }))).toBeNull();
  });
});

describe("an sd_hash that was made otherwise", () => {
  const bound = `a.b.c~${DISCLOSURE}~`;
  it.each([
    [hashed(bound).toString("hex"), /hex/, true],
    [hashed(bound.slice(0, -1)).toString("base64url"), /without the last ~/, true],
    [hashed("a.b.c").toString("base64url"), /issuer's JWT alone/, false],
    [hashed("a.b.c~").toString("base64url"), /without the disclosures/, false],
    [hashed(bound, "sha384").toString("base64url"), /sha-384 instead of sha-256/, true],
  ])("%s", (said, how, covers) => {
    expect(otherSdHash(said, bound, "sha-256")).toEqual({ how: expect.stringMatching(how) as string, covers });
  });

  it("of another presentation is not taken for this one's", () => {
    expect(otherSdHash(hashed("z").toString("base64url"), bound, "sha-256")).toBeNull();
  });
});
