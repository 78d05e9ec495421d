import { describe, expect, it } from "vitest";
import { readMask } from "../core/crack/mask.ts";
import { readTarget } from "../core/crack/target.ts";
import { engineModule, startCrackWorker } from "./crack-client.ts";

/** The example of jwt.io's debugger, whose secret is its own name. */
const TOKEN =
  "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6IkpvaG4gRG9lIiwiaWF0IjoxNTE2MjM5MDIyfQ.SflKxwRJSMeKKF2QT4fwpMeJf36POk6yJV_adQssw5c";

function target() {
  const reading = readTarget(TOKEN);
  if (reading.kind === "unusable") throw new Error(reading.problem.code);
  return reading.target;
}

describe("a search worker, in a real browser", () => {
  it("runs the WebAssembly engine, and finds the secret among the lines of a unit", async () => {
    const worker = startCrackWorker(await engineModule(), target(), 2026);
    expect(await worker.engine).toBe("wasm");
    const bytes = new TextEncoder().encode("one\nyour-256-bit-secret\nthree");
    const { found, tried } = await worker.run({ kind: "words", bytes, mutations: {} });
    expect(new TextDecoder().decode(found ?? new Uint8Array())).toBe("your-256-bit-secret");
    expect(tried).toBe(2);
    worker.terminate();
  });

  it("finds the same without WebAssembly", async () => {
    const worker = startCrackWorker(null, target(), 2026);
    expect(await worker.engine).toBe("plain");
    const reading = readMask("your-?d?d?d-bit-secret");
    if (reading.kind === "unusable") throw new Error(reading.problem.code);
    const [keyspace] = reading.keyspaces;
    if (!keyspace) throw new Error("a mask has a keyspace");
    const { found } = await worker.run({ kind: "keyspace", keyspace, from: 0, count: keyspace.count });
    expect(new TextDecoder().decode(found ?? new Uint8Array())).toBe("your-256-bit-secret");
    worker.terminate();
  });

  it("has the bundled list of passwords, one per line", async () => {
    const worker = startCrackWorker(null, target(), 2026);
    const lines = new TextDecoder().decode(await worker.passwords()).split("\n");
    expect(lines.length).toBeGreaterThan(40_000);
    expect(lines.slice(0, 100)).toContain("dragon");
    worker.terminate();
  });
});
