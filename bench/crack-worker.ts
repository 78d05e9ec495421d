// Runs in a worker of Chromium: candidates per second of one worker, each contender for some seconds.
import { createHMAC, createSHA256 } from "hash-wasm";
import base64 from "../assembly/hmac.ts?assembly";
import { readMask } from "../src/core/crack/mask.ts";
import { createPlainEngine } from "../src/core/crack/plain-engine.ts";
import type { HmacAlgorithm, HmacEngine, HmacTarget } from "../src/core/crack/types.ts";
import { createWasmEngine } from "../src/core/crack/wasm-engine.ts";
import { createSearcher } from "../src/core/crack/work.ts";

const SECONDS = 2;
const encoder = new TextEncoder();
/** A token's signing input of usual length, and a value that no candidate produces. */
const message = encoder.encode(
  "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6IkpvaG4gRG9lIiwiaWF0IjoxNTE2MjM5MDIyfQ",
);
const MAC_LENGTH: Readonly<Record<HmacAlgorithm, number>> = { HS256: 32, HS384: 48, HS512: 64 };
const targetOf = (algorithm: HmacAlgorithm): HmacTarget => ({
  algorithm,
  message,
  mac: new Uint8Array(MAC_LENGTH[algorithm]).fill(1),
});

let counter = 0;
const candidate = (): Uint8Array<ArrayBuffer> => encoder.encode((counter++).toString(36).padStart(7, "a"));

/** Tries candidates in rounds until time is up; returns candidates per second. */
async function measure(round: () => number | Promise<number>): Promise<number> {
  await round();
  const started = performance.now();
  let tried = 0;
  while (performance.now() - started < SECONDS * 1000) tried += await round();
  return (tried / (performance.now() - started)) * 1000;
}

async function subtle(): Promise<number> {
  const sign = async (): Promise<void> => {
    const key = await crypto.subtle.importKey("raw", candidate(), { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
    await crypto.subtle.sign("HMAC", key, message);
  };
  await Promise.all(Array.from({ length: 128 }, sign));
  return 128;
}

async function hashWasm(): Promise<number> {
  for (let i = 0; i < 100; i += 1) {
    const hmac = await createHMAC(createSHA256(), candidate());
    hmac.update(message).digest("binary");
  }
  return 100;
}

/** hash-wasm with hand-made pads: one instance instead of a new one for each key. */
async function hashWasmByHand(): Promise<() => number> {
  const sha256 = await createSHA256();
  const pad = new Uint8Array(64);
  const keyed = (key: Uint8Array, byte: number): void => {
    pad.fill(byte);
    key.forEach((value, i) => (pad[i] = value ^ byte));
    sha256.init().update(pad);
  };
  return () => {
    for (let i = 0; i < 1000; i += 1) {
      const key = candidate();
      keyed(key, 0x36);
      const inner = sha256.update(message).digest("binary");
      keyed(key, 0x5c);
      sha256.update(inner).digest("binary");
    }
    return 1000;
  };
}

/** This project's own search, from mask to comparison. */
function own(algorithm: HmacAlgorithm, engine: HmacEngine): () => number {
  const searcher = createSearcher(engine, algorithm, 2026, () => performance.now());
  const reading = readMask("?l?l?l?l?l?l?l");
  if (reading.kind === "unusable") throw new Error(reading.problem.code);
  const [keyspace] = reading.keyspaces;
  if (!keyspace) throw new Error("a mask has a keyspace");
  const count = engine.kind === "wasm" ? 100_000 : 10_000;
  let from = 0;
  return () => {
    const { tried } = searcher.run({ kind: "keyspace", keyspace, from, count });
    from += count;
    return tried;
  };
}

const module = WebAssembly.compile(Uint8Array.from(atob(base64), (character) => character.charCodeAt(0)));
const wasm = async (algorithm: HmacAlgorithm): Promise<HmacEngine> =>
  createWasmEngine(await module, targetOf(algorithm));

const contenders: Readonly<Record<string, () => Promise<number>>> = {
  "hash-wasm, a new HMAC per key": () => measure(hashWasm),
  "hash-wasm, pads by hand": async () => measure(await hashWasmByHand()),
  "crypto.subtle, 128 at a time": () => measure(subtle),
  "Jotscope, plain JavaScript": () => measure(own("HS256", createPlainEngine(targetOf("HS256")))),
  "Jotscope, WebAssembly": async () => measure(own("HS256", await wasm("HS256"))),
  "Jotscope, WebAssembly, HS384": async () => measure(own("HS384", await wasm("HS384"))),
  "Jotscope, WebAssembly, HS512": async () => measure(own("HS512", await wasm("HS512"))),
};

addEventListener("message", ({ data }: MessageEvent<string>) => {
  if (data === "") postMessage(Object.keys(contenders));
  else void contenders[data]?.().then((rate) => postMessage(rate));
});
