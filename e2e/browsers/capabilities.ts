import type { Engine } from "./engine.ts";

/** What the page uses and a browser may lack, and what the page then does. */
export const CAPABILITIES: readonly (readonly [string, string])[] = [
  ["Ed25519", "refused, with a message"],
  ["ML-DSA", "the page's own code"],
  ["Ed448", "the page's own code"],
  ["secp256k1", "the page's own code"],
  ["AES-192", "the page's own code, for keys that are locked with it"],
  ["WebAssembly SIMD", "the search for weak secrets is slower"],
  ["Trusted Types", "only the policy's other directives apply"],
  ["Violations reported to workers", "the self-test takes a refusal as proof"],
  ["WebTransport", "one less way out to block"],
  ["Reading the clipboard by a button", "Ctrl+V pastes"],
];

/** Detects each capability by trying it on a text page of the site, opened in an engine. In the order of the table. */
export function checkCapabilities(engine: Engine): Promise<boolean[]> {
  return engine.run(async () => {
    const makes = (algorithm: object | string, usages: string[]): Promise<boolean> =>
      crypto.subtle.generateKey(algorithm as AlgorithmIdentifier, false, usages as KeyUsage[]).then(
        () => true,
        () => false,
      );
    // A module of one function that adds nothing to a vector.
    const simd = [
      0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 10, 1, 8, 0, 65, 0, 253, 15, 253, 98, 11,
    ];
    return [
      await makes("Ed25519", ["sign"]),
      await makes("ML-DSA-65", ["sign"]),
      await makes("Ed448", ["sign"]),
      await makes({ name: "ECDSA", namedCurve: "K-256" }, ["sign"]),
      await makes({ name: "AES-CBC", length: 192 }, ["encrypt"]),
      WebAssembly.validate(new Uint8Array(simd)),
      "trustedTypes" in globalThis,
      await new Promise<boolean>((resolve) => {
        const source = `addEventListener("securitypolicyviolation", () => postMessage(true));
          fetch("https://probe.invalid/").catch(() => setTimeout(() => postMessage(false), 1000));`;
        const blob = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
        // This page of the site has no policy, so the test's script can start a worker.
        const policy = document.createElement("meta");
        policy.httpEquiv = "Content-Security-Policy";
        policy.content = "connect-src 'none'";
        document.head.append(policy);
        const worker = new Worker(blob);
        worker.addEventListener("message", ({ data }) => {
          worker.terminate();
          resolve(data === true);
        });
      }),
      "WebTransport" in globalThis,
      typeof navigator.clipboard?.readText === "function",
    ];
  });
}
