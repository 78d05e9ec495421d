import { CLAUSES } from "../clauses.ts";
import { benchOf } from "../free/bench.ts";
import { FIXES } from "../fixes.ts";
import { HARDENED_ES256, type HasPair } from "../hardened/index.ts";
import { ADMIN, cast, dateOf, PRIVATE, PUBLIC } from "../actors.ts";
import { verify } from "../naive/pem-prefix-guard.ts";
import { pairSetup } from "../setups.ts";
import { readCompact } from "../toolkit/compact.ts";
import { sshLine } from "../toolkit/key-forms.ts";
import type { KeyPair } from "../toolkit/key-shop.ts";
import { withSecret } from "../toolkit/signers.ts";
import { MAKE_ADMIN, tell } from "../toolkit/storyboard.ts";
import { algUsed } from "../trace.ts";
import { defineScenario } from "../types.ts";
import { showBytes } from "./key-byte-variants.ts";

interface StoredSetup extends HasPair {
  readonly stored: Uint8Array<ArrayBuffer>;
}

const encoder = new TextEncoder();
const FORMS: Readonly<Record<string, (pair: KeyPair) => Uint8Array<ArrayBuffer>>> = {
  ssh: (pair) => encoder.encode(sshLine(pair)),
  der: ({ spki }) => spki.slice(),
  jwk: ({ publicJwk }) => encoder.encode(JSON.stringify(publicJwk)),
};

export default defineScenario<StoredSetup>({
  id: "es-hs-confusion",
  number: 6,
  family: "algorithm",
  title: "ES256 to HS256, past a guard",
  summary: "The guard knows PEM. The key is an SSH line, or plain DER.",
  cve: ["CVE-2022-29217", "CVE-2024-33663"],
  needs: "the public key",
  situation:
    "The library's authors know of key confusion: anything that starts like a PEM file is rejected as an HMAC secret. But it also reads keys in other forms, and this API stores an elliptic curve key in one of them.",
  actors: cast([PRIVATE], [PUBLIC], [PUBLIC], { issuer: "signs with ES256" }),
  variants: [
    { id: "ssh", label: "OpenSSH line", note: "as in authorized_keys, and on profile pages of Git hosts" },
    { id: "der", label: "DER", note: "the bytes without any text around them" },
    { id: "jwk", label: "JWK text", note: "the JSON of the key" },
  ],
  loosened: { algorithm: "token", key: "guarded" },
  naive: {
    file: "naive/pem-prefix-guard.ts",
    summary: "guards against PEM only",
    verify: (setup, token) => verify(token, setup.stored, dateOf(setup)),
    trace: ({ stored }, token) => [algUsed(token), ["key it used", `${stored.length} bytes as stored`]],
  },
  hardened: HARDENED_ES256,
  consequence: "Mallory is admin now. The guard did not recognise the key.",
  lesson: "Do not guess what a text is. Require a typed key, and reject anything else.",
  clause: CLAUSES.algorithm,
  fixes: FIXES.typedKey("ES256"),
  question: {
    text: "What would a guard have to know to be complete?",
    answers: [
      "The beginnings of PEM, SSH and DER",
      "Every form in which the library can ever read a public key",
      "The length of elliptic curve keys",
    ],
    right: 1,
    why: "Each form that the reader accepts and the guard forgets is a hole. A typed key needs no guard.",
  },
  setup: async (environment, variant) => {
    const base = await pairSetup(environment, variant, "ES256");
    const stored = (FORMS[variant] ?? FORMS["ssh"])?.(base.pair) ?? new Uint8Array();
    return { ...base, stored, bench: benchOf(base.pair, base.now, { storedKey: stored }) };
  },
  forge: (setup) => {
    const honest = readCompact(setup.honest);
    return tell({
      honest: setup.honest,
      header: {
        title: "Change alg to HS256",
        text: "One shared secret instead of a key pair.",
        value: { ...honest.header, alg: "HS256" },
      },
      payload: { ...MAKE_ADMIN, value: { ...honest.claims, ...ADMIN } },
      signature: {
        title: "Sign with the public key",
        text: `The secret is the key as it is stored: ${setup.stored.length} bytes that do not start with -----BEGIN.`,
        value: withSecret(setup.stored),
        exhibit: { label: "The secret", text: showBytes(setup.stored) },
      },
    });
  },
});
