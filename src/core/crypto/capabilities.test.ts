import { afterEach, describe, expect, it, vi } from "vitest";
import { algorithmRow, SIGNATURE_ALGORITHMS } from "../registry/algorithms.ts";
import { capabilities, isAvailable, isNative } from "./capabilities.ts";

afterEach(() => {
  vi.unstubAllGlobals();
  // What was tried under a stub is remembered, and other files share this worker.
  vi.resetModules();
});

const row = (alg: string) => {
  const found = algorithmRow(alg);
  if (!found) throw new Error(alg);
  return found;
};

describe("capabilities", () => {
  it("are all algorithms in Node, some of them in software", async () => {
    expect(await capabilities()).toEqual(new Set(SIGNATURE_ALGORITHMS));
    expect(await isNative(row("PS512"))).toBe(true);
    expect(await isNative(row("Ed25519"))).toBe(true);
    expect(await isNative(row("ES256K"))).toBe(false);
    expect(await isAvailable(row("ES256K"))).toBe(true);
  });

  it("are only none without a secure context", async () => {
    vi.stubGlobal("crypto", { getRandomValues: () => undefined });
    expect(await capabilities()).toEqual(new Set(["none"]));
  });

  it("are tried once, with keys that leave nothing behind: public or not extractable", async () => {
    vi.resetModules();
    const { isNative: fresh } = await import("./capabilities.ts");
    const { subtle } = globalThis.crypto;
    const [importKey, generateKey] = [vi.spyOn(subtle, "importKey"), vi.spyOn(subtle, "generateKey")];
    for (const alg of ["RS256", "ES256"]) expect([await fresh(row(alg)), await fresh(row(alg))]).toEqual([true, true]);
    expect(importKey.mock.calls.map(([, , , ...rest]) => rest)).toEqual([[false, ["verify"]]]);
    expect(generateKey.mock.calls.map(([, ...rest]) => rest)).toEqual([[false, ["sign", "verify"]]]);
    vi.restoreAllMocks();
  });

  it("are found by trying: an algorithm that is refused and has no software is missing", async () => {
    vi.resetModules();
    const { capabilities: fresh } = await import("./capabilities.ts");
    const { subtle } = globalThis.crypto;
    const refuse = async (name: string): Promise<never> => {
      throw new DOMException(`Unrecognized name ${name}`, "NotSupportedError");
    };
    vi.stubGlobal("crypto", {
      subtle: {
        importKey: subtle.importKey.bind(subtle),
        generateKey: (params: { name: string }, ...rest: [boolean, KeyUsage[]]) =>
          params.name === "Ed25519" ? refuse(params.name) : subtle.generateKey(params as never, ...rest),
      },
    });
    const found = await fresh();
    expect(SIGNATURE_ALGORITHMS.filter((alg) => !found.has(alg))).toEqual(["EdDSA", "Ed25519"]);
  });
});
