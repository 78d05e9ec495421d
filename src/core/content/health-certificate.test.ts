import { deflateSync } from "node:zlib";
import { encode } from "cborg";
import { expect, test } from "vitest";
import { fromHex } from "../text/hex.ts";
import { foreignOf } from "./foreign.ts";
import { decodeBase45 } from "./health-certificate.ts";

const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
function base45(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += 2) {
    const isPair = at + 1 < bytes.length;
    let value = isPair ? bytes[at]! * 256 + bytes[at + 1]! : bytes[at]!;
    for (let digits = isPair ? 3 : 2; digits > 0; digits -= 1) {
      text += ALPHABET[value % 45];
      value = Math.floor(value / 45);
    }
  }
  return text;
}

const claims = encode(
  new Map<number, unknown>([
    [1, "AT"],
    [4, 1_635_876_000],
    [6, 1_620_324_000],
    [
      -260,
      new Map([
        [
          1,
          new Map<string, unknown>([
            ["ver", "1.0.0"],
            ["dob", "1998-02-26"],
          ]),
        ],
      ]),
    ],
  ]),
);
const signed = encode([fromHex("a10126"), new Map(), claims, new Uint8Array(64).fill(7)]);
const tagged = Uint8Array.from([0xd2, ...signed]);
const CERTIFICATE = `HC1:${base45(deflateSync(tagged))}`;

/** RFC 9285 sections 4.3 and 4.4. */
test.each([
  ["BB8", "AB"],
  ["%69 VD92EX0", "Hello!!"],
  ["UJCLQE7W581", "base-45"],
  ["QED8WEX0", "ietf!"],
])("Base45 %s", (text, plain) => {
  expect(Buffer.from(decodeBase45(text)!).toString()).toBe(plain);
});

test.each(["GGW", ":::", "A", "AAAA", "ab8", "B", "::"])("Base45 does not contain %s", (text) => {
  expect(decodeBase45(text)).toBeNull();
});

test("a certificate is unpacked, and its claims are read by name", () => {
  for (const text of [CERTIFICATE, `${CERTIFICATE}\n`]) {
    const found = foreignOf(text)!;
    expect([found.name, found.certain]).toEqual(["an EU health certificate (HC1)", true]);
    expect(found.about).toContain("does not verify");
    const payload = found.items.find(({ name }) => name === "payload");
    expect(payload?.items?.map(({ name }) => name)).toEqual(["iss (1)", "exp (4)", "iat (6)", "hcert (-260)"]);
    expect(payload?.items?.[1]?.note).toBe("2021-11-02T18:00:00.000Z");
  }
});

test.each([
  ["HC1:hello", "not Base45"],
  [`HC1:${CERTIFICATE.slice(5)}`, "Base45"],
  [`HC1:${base45(Uint8Array.of(1, 2, 3, 4))}`, "complete zlib data"],
  [`HC1:${base45(deflateSync("hello"))}`, "not a signed COSE message"],
  [`HC1:${base45(deflateSync(new Uint8Array(2_000_000)))}`, "complete zlib data"],
  [`HC1:${"A".repeat(30_000)}`, "more than 20,000 characters"],
])("a broken one is only called likely, and says where it breaks", (text, why) => {
  const found = foreignOf(text)!;
  expect([found.certain, found.items]).toEqual([false, []]);
  expect(found.about).toContain(why);
});
