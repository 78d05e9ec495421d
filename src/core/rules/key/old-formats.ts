import { exportKey } from "../../keys/export.ts";
import type { KeyFormat } from "../../registry/key-formats.ts";
import { defineRule } from "../support/define.ts";
import { whole } from "../support/facts.ts";
import { fieldsOf, keysOf } from "./fields.ts";
import { type Args } from "../support/words.ts";

/** Formats for one kind of key, their names, and the general format that programs expect instead. */
const OLD: Readonly<
  Partial<Record<KeyFormat, { readonly name: string; readonly form: "spki" | "pkcs8"; readonly command: string }>>
> = {
  "pkcs1-public": { name: "PKCS #1", form: "spki", command: "openssl rsa -RSAPublicKey_in -pubout" },
  "pkcs1-private": { name: "PKCS #1", form: "pkcs8", command: "openssl pkcs8 -topk8 -nocrypt" },
  sec1: { name: "SEC 1", form: "pkcs8", command: "openssl pkcs8 -topk8 -nocrypt" },
};

/** A key in a format that this page reads but Java, Web Cryptography and many libraries refuse. */
export const oldFormat = defineRule({
  id: "KEY-03",
  spec: "RFC 5280 section 4.1, RFC 5958 section 2, RFC 8017 appendix A.1, RFC 5915",
  words: {
    spki: (a: Args<"name" | "command">) => [
      `The key is in ${a.name} (RSA PUBLIC KEY)`,
      `This page reads it. Web Cryptography, Java and many libraries want SPKI (PUBLIC KEY): ${a.command} converts it.`,
      "Write it as SPKI",
    ],
    pkcs8: (a: Args<"name" | "command">) => [
      `The key is in ${a.name}`,
      `This page reads it. Web Cryptography, Java and many libraries want PKCS #8 (PRIVATE KEY): ${a.command} converts it.`,
      "Write it as PKCS #8",
    ],
  },
  look: (_, say, context) => {
    for (const { pane, reading, text } of fieldsOf(context)) {
      const [key, ...others] = keysOf(reading);
      const old = key && OLD[key.format];
      if (!old || others.length > 0) continue;
      const exported = exportKey(key, old.form);
      say("info", old.form, {
        args: { name: old.name, command: old.command },
        place: whole(pane, text),
        class: "ok",
        fix: exported === null ? null : { kind: "replace-all", pane, text: exported },
      });
    }
  },
});
