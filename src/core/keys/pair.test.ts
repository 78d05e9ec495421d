import { describe, expect, it } from "vitest";
import { readJwks } from "../../testing/keys/inputs.ts";
import { arePair } from "./pair.ts";

const half = { kty: "OKP", crv: "Ed25519", x: "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo" };
const whole = { ...half, d: "nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A" };
const other = { ...half, x: "AAAAAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo" };
const read = (value: object) => readJwks(JSON.stringify(value));

describe("two key fields", () => {
  it("match if they hold the two halves of one key, whatever else the keys say", async () => {
    expect(arePair(await read({ ...half, kid: "a" }), await read({ ...whole, kid: "b" }))).toBe(true);
    expect(arePair(await read(whole), await read(whole))).toBe(true);
    expect(arePair(await read({ keys: [other, half] }), await read(whole))).toBe(true);
  });

  it("do not match if the halves are of different keys", async () => {
    expect(arePair(await read(other), await read(whole))).toBe(false);
  });

  it("say nothing if one is empty, not a key, a secret, not private, or still being read", async () => {
    const secret = await read({ kty: "oct", k: "AAAA" });
    expect(arePair(await readJwks(""), await read(whole))).toBeNull();
    expect(arePair(await read(half), await readJwks("x"))).toBeNull();
    expect(arePair(secret, secret)).toBeNull();
    expect(arePair(await read(half), await read(other))).toBeNull();
    expect(arePair(null, await read(whole))).toBeNull();
  });
});
