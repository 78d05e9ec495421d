import { CLAUSES } from "../clauses.ts";
import { benchOf } from "../free/bench.ts";
import { FIXES } from "../fixes.ts";
import { HARDENED_RS256, type HasPair } from "../hardened/index.ts";
import { ADMIN, cast, dateOf, PRIVATE, PUBLIC } from "../actors.ts";
import { verify } from "../naive/key-as-stored.ts";
import { pairSetup } from "../setups.ts";
import { readCompact } from "../toolkit/compact.ts";
import { ATTACKER_FORMS, STORED_FORMS } from "../toolkit/key-forms.ts";
import { withSecret } from "../toolkit/signers.ts";
import { MAKE_ADMIN, tell } from "../toolkit/storyboard.ts";
import { algUsed } from "../trace.ts";
import { defineScenario, type Variant } from "../types.ts";
import { toHex } from "../../text/hex.ts";

interface StoredSetup extends HasPair {
  /** The attacker's form, the HMAC, and the bytes that the service stores. */
  readonly form: string;
  readonly alg: string;
  readonly stored: Uint8Array<ArrayBuffer>;
}

const variants: readonly Variant[] = ["HS256", "HS384", "HS512"].flatMap((alg) =>
  ATTACKER_FORMS.map(({ id, label, note }) => ({
    id: alg === "HS256" ? id : `${id}-${alg.toLowerCase()}`,
    label: `${label}, ${alg}`,
    note,
  })),
);

/** A variant's form and HMAC. */
function read(variant: string): { readonly form: string; readonly alg: string } {
  const [, form = "spki-pem-lf", bits] = /^(.*?)(?:-hs(384|512))?$/.exec(variant) ?? [];
  return { form: form === "" ? "spki-pem-lf" : form, alg: `HS${bits ?? "256"}` };
}

/** The form in which the service must store the key for an attacker's form to match: the same, except that the rebuilt one matches a PEM file. */
function storedForm(form: string): string {
  return form === "rebuilt" ? "spki-pem-lf" : form;
}

export default defineScenario<StoredSetup>({
  id: "key-byte-variants",
  number: 7,
  family: "algorithm",
  title: "The same with other key bytes",
  summary: "One byte decides: a final line feed, a carriage return, missing armour.",
  cve: ["CVE-2017-11424"],
  needs: "the public key",
  situation:
    "As before, but Mallory does not know in which form the API stores the public key. An HMAC takes bytes: the right key in the wrong encoding is a different secret. So the forger tries them all.",
  actors: cast([PRIVATE], [PUBLIC], [PUBLIC]),
  variants,
  loosened: { algorithm: "token", key: "bytes" },
  naive: {
    file: "naive/key-as-stored.ts",
    summary: "alg from the token, bytes as stored",
    verify: (setup, token) => verify(token, setup.stored, dateOf(setup)),
    trace: ({ stored }, token) => [algUsed(token), ["key it used", `${stored.length} bytes as stored`]],
  },
  hardened: HARDENED_RS256,
  consequence: "Mallory is admin now. She found the right encoding of the key.",
  lesson: "A parsed key has no encoding. Parse it once, for one algorithm, and keep that.",
  clause: CLAUSES.algorithm,
  fixes: FIXES.typedKey("RS256"),
  question: {
    text: "Only the JWK Set is published, and the API stores a PEM file. Can the forger still hit the right bytes?",
    answers: [
      "No, a PEM file cannot be made from a JWK",
      "Yes: n and e have one DER encoding, and so one usual PEM text",
      "Only with the certificate",
    ],
    right: 1,
    why: "DER allows one encoding of each value, and PEM breaks its Base64 after 64 characters. Only the line ends are left to guess.",
  },
  setup: async (environment, variant) => {
    const base = await pairSetup(environment, variant);
    const { form, alg } = read(variant);
    const stored = STORED_FORMS.find(({ id }) => id === storedForm(form))?.bytes(base.pair) ?? new Uint8Array();
    return { ...base, form, alg, stored, bench: benchOf(base.pair, base.now, { storedKey: stored }) };
  },
  forge: (setup) => {
    const honest = readCompact(setup.honest);
    const form = ATTACKER_FORMS.find(({ id }) => id === setup.form) ?? ATTACKER_FORMS[0];
    if (!form) throw new Error("no such form");
    const bytes = form.bytes(setup.pair);
    return tell({
      honest: setup.honest,
      header: {
        title: `Change alg to ${setup.alg}`,
        text: "One secret instead of a key pair.",
        value: { ...honest.header, alg: setup.alg },
      },
      payload: { ...MAKE_ADMIN, value: { ...honest.claims, ...ADMIN } },
      signature: {
        title: "Sign with the key's bytes",
        text: `${form.label}, ${bytes.length} bytes: ${form.note}.`,
        value: withSecret(bytes, setup.alg),
        exhibit: { label: "The secret, with its line ends", text: showBytes(bytes) },
      },
    });
  },
});

/** Bytes as text with visible line ends; other bytes as hex. */
export function showBytes(bytes: Uint8Array): string {
  if (bytes.every((byte) => byte === 10 || byte === 13 || (byte >= 32 && byte < 127)))
    return new TextDecoder().decode(bytes).replaceAll("\r", "←").replaceAll("\n", "↵\n");
  return toHex(bytes, " ");
}
