import { CLAUSES } from "../clauses.ts";
import { benchOf } from "../free/bench.ts";
import { FIXES } from "../fixes.ts";
import { HARDENED_RS256, type HasPair } from "../hardened/index.ts";
import { ADMIN, cast, dateOf, PRIVATE, PUBLIC } from "../actors.ts";
import { verify } from "../naive/pem-regex-guard.ts";
import { pairSetup } from "../setups.ts";
import { readCompact } from "../toolkit/compact.ts";
import { withSecret } from "../toolkit/signers.ts";
import { MAKE_ADMIN, tell } from "../toolkit/storyboard.ts";
import { algUsed } from "../trace.ts";
import { defineScenario } from "../types.ts";
import { showBytes } from "./key-byte-variants.ts";

interface StoredSetup extends HasPair {
  readonly stored: string;
}

const BEFORE: Readonly<Record<string, string>> = { "line-feed": "\n", space: " ", tab: "\t", "line-feeds": "\r\n\r\n" };

export default defineScenario<StoredSetup>({
  id: "pem-guard-bypass",
  number: 8,
  family: "algorithm",
  title: "One space before the key",
  summary: "A pattern tells public keys from secrets, and one space defeats it.",
  cve: ["CVE-2023-48223", "CVE-2026-34950"],
  needs: "the public key",
  situation:
    "The API takes its key from a configuration file in which a space slipped in before it. The library tells a public key from a secret by a pattern anchored to the first character.",
  actors: cast([PRIVATE], [PUBLIC], [PUBLIC]),
  variants: [
    { id: "line-feed", label: "a line feed", note: "as after `key: |` in YAML" },
    { id: "space", label: "a space", note: "as after KEY= in an environment file" },
    { id: "tab", label: "a tab", note: "as in an indented heredoc" },
    { id: "line-feeds", label: "two CRLF", note: "blank lines of a Windows file" },
  ],
  loosened: { algorithm: "token", key: "guarded" },
  naive: {
    file: "naive/pem-regex-guard.ts",
    summary: "recognises keys by a pattern",
    verify: (setup, token) => verify(token, setup.stored, dateOf(setup)),
    trace: ({ stored }, token) => [algUsed(token), ["first character", JSON.stringify(stored.slice(0, 1))]],
  },
  hardened: HARDENED_RS256,
  consequence: "Mallory is admin now. To the pattern the key was just a secret.",
  lesson: "Parse a key, do not match it. If it parses, it has a type; if not, it is an error.",
  clause: CLAUSES.algorithm,
  fixes: FIXES.typedKey("RS256"),
  question: {
    text: "The pattern is changed to allow white space before the dashes. Is that enough?",
    answers: ["Yes", "Until the next form: a byte order mark, a comment, DER, a JWK", "Yes, if it ignores case"],
    right: 1,
    why: "The second CVE is the bypass of the first one's fix. A pattern describes some keys; a parser knows.",
  },
  setup: async (environment, variant) => {
    const base = await pairSetup(environment, variant);
    const stored = (BEFORE[variant] ?? "\n") + base.pair.publicPem;
    return { ...base, stored, bench: benchOf(base.pair, base.now, { storedKey: new TextEncoder().encode(stored) }) };
  },
  forge: (setup) => {
    const honest = readCompact(setup.honest);
    const secret = new TextEncoder().encode(setup.stored);
    return tell({
      honest: setup.honest,
      header: {
        title: "Change alg to HS256",
        text: "One shared secret instead of a key pair.",
        value: { ...honest.header, alg: "HS256" },
      },
      payload: { ...MAKE_ADMIN, value: { ...honest.claims, ...ADMIN } },
      signature: {
        title: "Sign with the space and the public key",
        text: "The secret is the text as configured, including the space before it. A few tries find it.",
        value: withSecret(secret),
        exhibit: { label: "The secret", text: showBytes(secret).replaceAll("\t", "→") },
      },
    });
  },
});
