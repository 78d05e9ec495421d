import { describe, expect, it } from "vitest";
import { secretFromJwk } from "../keys/oct-jwk.ts";
import type { KeyInputs } from "../keys/types.ts";
import { publicJwk } from "../keys/export.ts";
import { parseToken } from "../envelope/parse.ts";
import { judgeToken } from "./judge.ts";
import { RFC_SAMPLES, type RfcSample } from "../../testing/crypto/rfc-samples.ts";
import { signToken } from "./sign.ts";
import { fields, readJwks } from "../../testing/keys/inputs.ts";

function keysFor({ key }: RfcSample, half: "public" | "private"): KeyInputs {
  const secret = secretFromJwk(JSON.stringify(key));
  if (secret) return fields({ secret });
  return half === "public"
    ? fields({ publicKey: { text: JSON.stringify(publicJwk(key)) } })
    : fields({ privateKey: { text: JSON.stringify(key) } });
}

const algOf = (token: string): string => JSON.parse(parseToken(token).header?.text ?? "").alg;

describe.each(RFC_SAMPLES)("$clause", (sample) => {
  const { token } = sample;
  const signingInput = token.slice(0, token.lastIndexOf("."));

  it("verifies with the published key", async () => {
    expect((await judgeToken(parseToken(token), keysFor(sample, "public"), readJwks)).state).toBe("verified");
  });

  it("is invalid once any byte of the payload has changed", async () => {
    const payload = signingInput.split(".")[1] ?? "";
    const changed = `${payload[0] === "A" ? "B" : "A"}${payload.slice(1)}`;
    const judgement = await judgeToken(
      parseToken(token.replace(payload, changed)),
      keysFor(sample, "public"),
      readJwks,
    );
    expect(judgement).toMatchObject({ state: "invalid", reason: { code: "mismatch" } });
  });

  it("is signed by the published private key: exactly, if the algorithm is deterministic", async () => {
    const alg = algOf(token);
    const outcome = await signToken({ alg, signingInput }, keysFor(sample, "private"), readJwks);
    if (outcome.kind !== "signed") throw new Error(outcome.reason.code);
    const again = `${signingInput}.${outcome.signature}`;
    if (/^(?:HS|RS|EdDSA)/.test(alg)) expect(again).toBe(token);
    expect((await judgeToken(parseToken(again), keysFor(sample, "public"), readJwks)).state).toBe("verified");
  });
});

describe("RFC 7515 appendix A.5 and RFC 7519 section 6.1", () => {
  const unsecured =
    "eyJhbGciOiJub25lIn0.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.";

  it("is unsigned, and made by signing with none", async () => {
    expect((await judgeToken(parseToken(unsecured), fields(), readJwks)).state).toBe("unsigned");
    const outcome = await signToken({ alg: "none", signingInput: unsecured.slice(0, -1) }, fields(), readJwks);
    expect(outcome).toMatchObject({ kind: "signed", signature: "" });
  });
});
