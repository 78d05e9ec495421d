import { calculateJwkThumbprint, type JWK } from "jose";
import { afterEach, describe, expect, it, vi } from "vitest";
import { RFC_SAMPLES } from "../../../testing/crypto/rfc-samples.ts";
import { thumbprint } from "./thumbprint.ts";

afterEach(() => vi.unstubAllGlobals());

/** RFC 7638 section 3.1. */
const RFC7638: JWK = {
  kty: "RSA",
  n: "0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw",
  e: "AQAB",
  alg: "RS256",
  kid: "2011-04-29",
};
/** RFC 8037 appendix A.3. */
const RFC8037: JWK = { kty: "OKP", crv: "Ed25519", x: "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo" };

describe("the thumbprint", () => {
  it("is that of RFC 7638 section 3.1 and of RFC 8037 appendix A.3", async () => {
    expect(await thumbprint(RFC7638)).toBe("NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs");
    expect(await thumbprint(RFC8037)).toBe("kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k");
  });

  it("is the one that jose computes, for keys of every type", async () => {
    const keys: JWK[] = [...RFC_SAMPLES.map(({ key }) => key), { kty: "AKP", alg: "ML-DSA-44", pub: "AAAA", kid: "x" }];
    for (const key of keys) expect(await thumbprint(key)).toBe(await calculateJwkThumbprint(key));
  });

  it("is the same for both halves of a pair", async () => {
    expect(await thumbprint({ ...RFC8037, d: "nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A" })).toBe(
      await thumbprint(RFC8037),
    );
  });

  it("needs no secure context", async () => {
    vi.stubGlobal("crypto", {});
    expect(await thumbprint(RFC7638)).toBe("NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs");
  });

  it("is refused if a member is missing or the type is unknown", async () => {
    await expect(thumbprint({ kty: "EC", crv: "P-256", x: "AA" })).rejects.toThrow("no member y");
    await expect(thumbprint({ kty: "constructor" })).rejects.toThrow("kty");
  });
});
