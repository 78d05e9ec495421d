import { describe, expect, it } from "vitest";
import base64 from "../../../assembly/hmac.ts?assembly";
import { createPlainEngine } from "./plain-engine.ts";
import { HASHES } from "./sha2.ts";
import type { HmacAlgorithm, HmacEngine, HmacTarget } from "./types.ts";
import { createWasmEngine } from "./wasm-engine.ts";
import { rounds } from "../../testing/rounds.ts";

const module = await WebAssembly.compile(Buffer.from(base64, "base64"));
// The name, the maker, and how many random cases are tried.
const engines: readonly [string, (target: HmacTarget) => HmacEngine | Promise<HmacEngine>, number][] = [
  ["WebAssembly", (target) => createWasmEngine(module, target), rounds(10_000, 100)],
  ["plain JavaScript", createPlainEngine, rounds(2_000)],
];
const hashes: Record<HmacAlgorithm, string> = { HS256: "SHA-256", HS384: "SHA-384", HS512: "SHA-512" };
const algorithms = Object.keys(hashes) as HmacAlgorithm[];

const hex = (text: string): Uint8Array<ArrayBuffer> => Uint8Array.from(Buffer.from(text, "hex"));
const utf8 = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);

/** Puts keys into an engine's slots, the longer ones hashed (RFC 2104 section 2). */
function load(engine: HmacEngine, algorithm: HmacAlgorithm, keys: readonly Uint8Array[]): void {
  engine.keys.fill(0);
  keys.forEach((key, i) => {
    const block = key.length > engine.blockSize ? HASHES[algorithm](key) : key;
    engine.keys.set(block, i * engine.blockSize);
  });
}

/** RFC 4231 section 4, without test case 5, which cuts the value. */
const RFC_4231 = [
  {
    key: "0b".repeat(20),
    data: "4869205468657265",
    HS256: "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7",
    HS384: "afd03944d84895626b0825f4ab46907f15f9dadbe4101ec682aa034c7cebc59cfaea9ea9076ede7f4af152e8b2fa9cb6",
    HS512:
      "87aa7cdea5ef619d4ff0b4241a1d6cb02379f4e2ce4ec2787ad0b30545e17cdedaa833b7d6b8a702038b274eaea3f4e4be9d914eeb61f1702e696c203a126854",
  },
  {
    key: "4a656665",
    data: "7768617420646f2079612077616e7420666f72206e6f7468696e673f",
    HS256: "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
    HS384: "af45d2e376484031617f78d2b58a6b1b9c7ef464f5a01b47e42ec3736322445e8e2240ca5e69e2c78b3239ecfab21649",
    HS512:
      "164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea2505549758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d4a6b4b636e070a38bce737",
  },
  {
    key: "aa".repeat(20),
    data: "dd".repeat(50),
    HS256: "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe",
    HS384: "88062608d3e6ad8a0aa2ace014c8a86f0aa635d947ac9febe83ef4e55966144b2a5ab39dc13814b94e3ab6e101a34f27",
    HS512:
      "fa73b0089d56a284efb0f0756c890be9b1b5dbdd8ee81a3655f83e33b2279d39bf3e848279a722c806b485a47e67c807b946a337bee8942674278859e13292fb",
  },
  {
    key: "0102030405060708090a0b0c0d0e0f10111213141516171819",
    data: "cd".repeat(50),
    HS256: "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b",
    HS384: "3e8a69b7783c25851933ab6290af6ca77a9981480850009cc5577c6e1f573b4e6801dd23c4a7d679ccf8a386c674cffb",
    HS512:
      "b0ba465637458c6990e5a8c5f61d4af7e576d97ff94b872de76f8050361ee3dba91ca5c11aa25eb4d679275cc5788063a5f19741120c4f2de2adebeb10a298dd",
  },
  {
    key: "aa".repeat(131),
    data: Buffer.from("Test Using Larger Than Block-Size Key - Hash Key First").toString("hex"),
    HS256: "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54",
    HS384: "4ece084485813e9088d2c63a041bc5b44f9ef1012a2b588f3cd11f05033ac4c60c2ef6ab4030fe8296248df163f44952",
    HS512:
      "80b24263c7c1a3ebb71493c1dd7be8b49b46d1f41b4aeec1121b013783f8f3526b56d037e05f2598bd0fd2215d6a1e5295e64f73f63f0aec8b915a985d786598",
  },
  {
    key: "aa".repeat(131),
    data: Buffer.from(
      "This is a test using a larger than block-size key and a larger than block-size data. The key needs to be hashed before being used by the HMAC algorithm.",
    ).toString("hex"),
    HS256: "9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2",
    HS384: "6617178e941f020d351e2f254e8fd32c602420feb0b8fb9adccebb82461e99c5a678cc31e799176d3860e6110c46523e",
    HS512:
      "e37b6a775dc87dbaa4dfa9f96e5e3ffddebd71f8867289865df5a32d20cdc944b6022cac3c4982b10d5eeb55c3e4de15134676fb6de0446065c97440fa8c6a58",
  },
] as const;

/** A generator of 32-bit numbers with a seed (xorshift), so a failure can be repeated. */
function random(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}

describe.each(engines)("the engine in %s", (_, create, cases) => {
  it.each(algorithms)("has the values of RFC 4231 for %s", async (algorithm) => {
    for (const vector of RFC_4231) {
      const engine = await create({ algorithm, message: hex(vector.data), mac: hex(vector[algorithm]) });
      load(engine, algorithm, [utf8("no"), hex(vector.key)]);
      expect(engine.search(2)).toBe(1);
      expect(engine.search(1)).toBe(-1);
    }
  });

  it("agrees with crypto.subtle on thousands of random keys and messages", { timeout: 120_000 }, async () => {
    const next = random(0x2545f491);
    const bytes = (length: number): Uint8Array<ArrayBuffer> => Uint8Array.from({ length }, () => next(256));
    for (let round = 0; round < cases; round += 1) {
      const algorithm = algorithms[round % 3] as HmacAlgorithm;
      const message = bytes(next(300));
      // Never ending in a zero byte: HMAC cannot tell such a key from the one without it.
      const keys = Array.from({ length: 5 }, () => Uint8Array.of(...bytes(next(150)), 1 + next(255)));
      const at = next(keys.length);
      const imported = await crypto.subtle.importKey(
        "raw",
        keys[at] as Uint8Array<ArrayBuffer>,
        { name: "HMAC", hash: hashes[algorithm] },
        false,
        ["sign"],
      );
      const mac = new Uint8Array(await crypto.subtle.sign("HMAC", imported, message));
      const engine = await create({ algorithm, message, mac });
      load(engine, algorithm, keys);
      expect(engine.search(keys.length)).toBe(at);
    }
  });

  it("rejects a value that differs in one bit, at either end", async () => {
    for (const algorithm of algorithms) {
      const { data, key, [algorithm]: value } = RFC_4231[1];
      for (const [at, bit] of [
        [0, 1],
        [0, 128],
        [value.length / 2 - 1, 1],
      ] as const) {
        const mac = hex(value);
        mac[at] = (mac[at] as number) ^ bit;
        const engine = await create({ algorithm, message: hex(data), mac });
        load(engine, algorithm, [hex(key)]);
        expect(engine.search(1)).toBe(-1);
      }
    }
  });

  it("handles a message of one megabyte", async () => {
    const message = new Uint8Array(1_000_000).fill(0x2e);
    const mac = hex((await import("node:crypto")).createHmac("sha512", "secret").update(message).digest("hex"));
    const engine = await create({ algorithm: "HS512", message, mac });
    load(engine, "HS512", [utf8("public"), utf8("secret")]);
    expect(engine.search(2)).toBe(1);
  });

  it("never reports a key past the count it was given", async () => {
    const { data, key, HS256 } = RFC_4231[1];
    const engine = await create({ algorithm: "HS256", message: hex(data), mac: hex(HS256) });
    load(engine, "HS256", [utf8("a"), utf8("b"), hex(key)]);
    expect(engine.search(2)).toBe(-1);
    expect(engine.search(3)).toBe(2);
  });
});
