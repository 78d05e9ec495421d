import { describe, expect, test } from "vitest";
import { decodeSecret } from "../core/keys/secret.ts";
import { toHex } from "../core/text/hex.ts";
import { readCases, type TokenCase } from "./cases.ts";
import { startCase, unmet } from "./token-cases.ts";

/** A secret's text as people have it, and the bytes that signed; none if no reading of the field made the signature. */
interface SecretCase extends Omit<TokenCase, "paste" | "secret"> {
  readonly secret: string;
  readonly token: string;
  readonly expect: TokenCase["expect"] & { readonly octetsHex?: string };
}

const cases = readCases("secrets.json") as readonly SecretCase[] | null;
const suffix = cases === null ? " (skipped: neither JOTSCOPE_CASES nor JOTSCOPE_VECTORS leads to secrets.json)" : "";

describe.skipIf(cases === null)(`secrets, each with the bytes that signed${suffix}`, () => {
  test.concurrent.each((cases ?? []).map((one) => [one.id, one.about, one] as const))("%s: %s", async (_, __, one) => {
    const paste = { ...one, paste: one.token };
    expect((await unmet(paste)).join("\n")).toBe("");
    const { workbench, settled } = startCase(paste);
    const view = await settled();
    const [finding] = view.findings;
    expect(finding?.variant, "found, and no guess").toMatch(/^found-/);
    expect(finding?.severity).toBe("error");
    if (one.expect.octetsHex === undefined) return;
    if (finding?.fix) workbench.actions.applyFix(finding.fix);
    const after = await settled();
    expect(after.verdict.state).toBe("verified");
    const decoding = decodeSecret(after.fields.keys.secret);
    expect("bytes" in decoding && toHex(decoding.bytes)).toBe(one.expect.octetsHex);
  });
});
