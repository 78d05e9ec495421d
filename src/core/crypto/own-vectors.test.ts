import type * as node from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { generalDecrypt } from "jose";
import { describe, expect, it } from "vitest";
import { CONTENT, mine, NONE, ownCases, ownKeys, without } from "../../testing/crypto/own-cases.ts";
import { jwe } from "../../testing/crypto/own-vectors.ts";
import { RFC_FILES, rfcCases, type RfcEntry } from "../../testing/crypto/rfc-cases.ts";
import { OTHER_RSA } from "../../testing/keys/pairs.ts";
import { runOwnCase } from "../../testing/crypto/run-own-case.ts";
import { readKeys } from "../keys/read.ts";
import { encodeUtf8 } from "../text/utf8.ts";
import { encryptJsonJwe } from "./jwe/encrypt-json.ts";

const keys = ownKeys();
const { cases, opinions } = ownCases(keys);

describe("tokens made by Node alone, in each form, from good to broken", () => {
  it.each(cases.map((own) => [own.name, own] as const))("gets the right verdict: %s", async (_, own) => {
    expect(await runOwnCase(own, readKeys)).toBe("");
  });

  it.each(opinions.map((opinion) => [opinion.name, opinion] as const))("jose agrees: %s", async (_, { says, is }) => {
    expect(await says()).toBe(is);
  });
});

const folder = process.env["JOTSCOPE_VECTORS"];

describe.skipIf(folder === undefined)("the tokens of the RFCs (skipped where JOTSCOPE_VECTORS is not set)", () => {
  it("verify and decrypt with their keys", async () => {
    const entries = RFC_FILES.flatMap((name) => JSON.parse(readFileSync(join(folder!, name), "utf8")) as RfcEntry[]);
    const { cases: ofRfcs } = rfcCases(entries);
    const said = await Promise.all(ofRfcs.map((own) => runOwnCase(own, readKeys)));
    expect(said.filter((words) => words !== "")).toEqual([]);
    expect(ofRfcs).toHaveLength(25);
  });
});

describe("what is encrypted here is opened by jose", () => {
  it.each(["RSA-OAEP-384", "RSA-OAEP-512"])(
    "for two recipients in JSON with %s, both of which a set has",
    async (alg) => {
      const [one, two] = [keys.rsa, OTHER_RSA];
      const open = ({ publicKey }: node.KeyPairKeyObjectResult, kid: string) => ({
        ...publicKey.export({ format: "jwk" }),
        kid,
      });
      const { encrypted_key, ...base } = jwe({
        header: { alg, enc: "A256GCM" },
        key: one.publicKey,
        split: (all) => ({ protected: without(all, "alg") }),
      });
      const token = { ...base, recipients: ["1", "2"].map((kid) => ({ header: { alg, kid }, encrypted_key })) };
      const set = JSON.stringify({ keys: [open(one, "1"), open(two, "2")] });
      const made = await encryptJsonJwe(
        { text: JSON.stringify(token), index: 1, content: encodeUtf8(CONTENT) },
        { ...NONE, publicKey: { text: set } },
        readKeys,
      );
      if (made.kind !== "encrypted") throw new Error(made.reason.code);
      const parsed = JSON.parse(made.token) as Parameters<typeof generalDecrypt>[0];
      expect(parsed.recipients).toHaveLength(2);
      for (const [index, { privateKey }] of [one, two].entries()) {
        const own = {
          name: alg,
          token: made.token,
          keys: mine(privateKey),
          state: "decrypted",
          content: CONTENT,
        } as const;
        expect(await runOwnCase(own, readKeys)).toBe("");
        // jose takes one key, so each recipient is tried alone.
        const alone = { ...parsed, recipients: [parsed.recipients[index]!] };
        expect(Buffer.from((await generalDecrypt(alone, privateKey)).plaintext).toString()).toBe(CONTENT);
      }
    },
  );
});
