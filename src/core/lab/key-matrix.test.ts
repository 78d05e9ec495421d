import { describe, expect, it } from "vitest";
import { difference, keyMatrix } from "./key-matrix.ts";
import { ATTACKER_FORMS, STORED_FORMS } from "./toolkit/key-forms.ts";
import { createKeyShop } from "./toolkit/key-shop.ts";

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

describe("the matrix of stored and tried key forms", () => {
  it("accepts exactly when the bytes are equal, and the rebuilt PEM matches the file's", async () => {
    const matrix = await keyMatrix(await createKeyShop().rsa("matrix"), 1_800_000_000);
    const cells = matrix.flat();
    expect(cells).toHaveLength(STORED_FORMS.length * ATTACKER_FORMS.length);
    for (const { accepted, why } of cells) expect(accepted).toBe(why === "the same bytes");
    const fitting = cells
      .filter(({ accepted }) => accepted)
      .map(({ stored, attacker }) => `${stored.id} ${attacker.id}`);
    expect(fitting.toSorted()).toEqual(
      ["spki-pem-lf rebuilt", ...STORED_FORMS.map(({ id }) => `${id} ${id}`)].toSorted(),
    );
  });

  it("names the smallest difference", () => {
    expect(difference(encode("a\n"), encode("a"))).toMatch(/^a line feed at the end/);
    expect(difference(encode("a\r\nb\r\n"), encode("a\nb\n"))).toMatch(/^carriage returns:/);
    expect(difference(encode("a\r\nb\r\n"), encode("a\nb"))).toMatch(/^carriage returns and/);
    expect(difference(encode("a\nb"), encode("ab"))).toMatch(/^line ends/);
    expect(difference(encode("-----X Y-----\na\n-----Z-----"), encode("a"))).toMatch(/^the armour/);
    expect(difference(encode("abc"), encode("abd"))).toMatch(/^another structure/);
    expect(difference(Uint8Array.of(200), encode("abd"))).toMatch(/^bytes against text/);
  });
});
