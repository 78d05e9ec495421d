import { expect, it } from "vitest";
import { signatureNote, signatureTitle } from "./signature-note.ts";

const first = `aGk.aGk.${"A".repeat(342)}`;

it.each([
  [first, "256 bytes of signature."],
  [`aGk.aGk2.${"A".repeat(342)}`, "The signature of step 1, over other bytes."],
  ["aGk.aGk.", "No signature: nothing follows the last dot."],
  [`aGk.aGk.${"B".repeat(43)}`, "Another signature: 32 bytes instead of 256."],
  [`aGk.aGk.B${"A".repeat(341)}`, "Another signature of 256 bytes."],
  [`${first}==`, "Different characters, the same signature bytes."],
  [`${first}${".".repeat(1_000_000)}`, "More than three segments, 1,000,350 characters in all."],
  ['{"payload":"x.y.z"}', "Written as JSON: the signature is one of its members."],
  [`aGk.${"A".repeat(40)}.AAAA.AAAAAAAA.AAAA`, "Encrypted: 6 bytes of ciphertext, 3 bytes of tag."],
])("of %.20s… it says what became of it", (token, said) => {
  expect(signatureNote(first, token)).toBe(said);
});

it("for an encrypted token it names a ciphertext in that place", () => {
  expect(signatureTitle("a.b.c.d.e")).toBe("Ciphertext");
  expect(signatureTitle(first)).toBe("Signature");
});
