import { generateKeyPairSync, sign as nodeSign } from "node:crypto";
import { describe, expect, it } from "vitest";
import { signatureFault } from "../keys/numbers/degenerate.ts";
import { importKey } from "../keys/import/import.ts";
import type { UsableKey } from "../keys/import/import-secret.ts";
import { algorithmRow, type SignatureAlgorithm } from "../registry/algorithms.ts";
import { checkSignature } from "./check-signature.ts";
import { materialOf } from "../../testing/keys/inputs.ts";

const row = algorithmRow("ES256") as SignatureAlgorithm;
const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
const signingInput = new Uint8Array([1, 2, 3]);
const good = new Uint8Array(nodeSign("sha256", signingInput, { key: privateKey, dsaEncoding: "ieee-p1363" }));
const check = async (signature: Uint8Array<ArrayBuffer>, key?: UsableKey) =>
  checkSignature(
    { signingInput, signature },
    key ?? (await importKey(await materialOf(publicKey.export({ format: "jwk" })), row, "verify")),
    row.signatureBytes,
    (octets) => signatureFault(row, octets),
  );

describe("a signature checked against one key", () => {
  it("verifies if it is that key's, and is a mismatch if not", async () => {
    expect(await check(good)).toEqual({ code: "verified" });
    expect(await check(good.toReversed())).toEqual({ code: "mismatch" });
  });

  it("of the wrong length is reported as such, before anything else", async () => {
    expect(await check(new Uint8Array(63))).toEqual({ code: "signature-length", actual: 63, expected: 64 });
  });

  it("with numbers that no signer makes is reported as such, and not as a mismatch", async () => {
    expect(await check(new Uint8Array(64))).toEqual({ code: "signature-degenerate", fault: "zero" });
    expect(await check(new Uint8Array(64).fill(255))).toEqual({ code: "signature-degenerate", fault: "order" });
  });

  it("with a key that the browser cannot use gives the browser's reason, and never rejects", async () => {
    const forSigning = await crypto.subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, false, ["sign"]);
    expect(await check(good, { kind: "native", row, key: forSigning.privateKey })).toMatchObject({
      code: "import-failed",
      message: expect.any(String),
    });
  });
});
