import { encodeBase64Url } from "../../text/base64url.ts";
import { encodeUtf8 } from "../../text/utf8.ts";
import { CLAUSES } from "../clauses.ts";
import { FIXES } from "../fixes.ts";
import { HARDENED_RS256, type HasPair } from "../hardened/index.ts";
import { ADMIN, cast, dateOf, honestClaims, KEY_ID, PRIVATE, PUBLIC } from "../actors.ts";
import { verify } from "../naive/b64-ignored.ts";
import { pairSetup } from "../setups.ts";
import { segment } from "../toolkit/compact.ts";
import { withPrivateKey } from "../toolkit/signers.ts";
import { defineScenario } from "../types.ts";

interface NotaryExtra extends HasPair {
  /** A service of the issuer that signs any text as it is (RFC 7797), without listing b64 in crit. */
  notarise(text: string): Promise<string>;
}

export default defineScenario<NotaryExtra>({
  id: "b64-confusion",
  number: 31,
  family: "parser",
  title: "b64: signed as text, read as claims",
  summary: "The service signs plain text. The text is the base64url of claims.",
  needs: "a service that signs text",
  situation:
    "With b64 false the payload is signed as it is, without base64url. The issuer signs users' short notes this way, and forgets to list b64 in crit. A verifier that does not know b64 reads the note as base64url.",
  actors: cast([PRIVATE], [PUBLIC], [], { issuer: "signs tokens and users' notes", attacker: "writes a note" }),
  loosened: { b64: "ignored", typ: "ignored" },
  naive: {
    file: "naive/b64-ignored.ts",
    summary: "does not know b64",
    verify: (setup, token) => verify(token, setup.pair.publicKey, dateOf(setup)),
    trace: () => [
      ["b64", "not checked"],
      ["payload", "decoded, though it was signed as text"],
    ],
  },
  hardened: HARDENED_RS256,
  consequence: "Mallory is admin now. The issuer signed it, as a note.",
  lesson: "Signer and verifier must agree on what is signed. b64 needs crit, and has no place in a JWT.",
  clause: CLAUSES.b64,
  fixes: FIXES.crit,
  question: {
    text: "What would have happened if the issuer had listed b64 in crit?",
    answers: [
      "A verifier that does not know it would have rejected the token",
      "Nothing else",
      "The note would have been encrypted",
    ],
    right: 0,
    why: "That is why RFC 7797 requires it: a verifier that does not know b64 reads different bytes from those signed.",
  },
  setup: async (environment, variant) => {
    const base = await pairSetup(environment, variant);
    const notarise = async (text: string): Promise<string> => {
      const input = `${segment({ alg: "RS256", kid: KEY_ID, b64: false })}.${text}`;
      return `${input}.${encodeBase64Url(await withPrivateKey(base.pair)(encodeUtf8(input)))}`;
    };
    return { ...base, notarise };
  },
  forge: async (setup) => {
    const note = segment({ ...honestClaims(setup.now), ...ADMIN });
    const harmless = await setup.notarise("Call-me-at-noon");
    const token = await setup.notarise(note);
    return {
      steps: [
        {
          title: "How a note is signed",
          text: "The text is in the middle, unencoded. b64 says so, crit does not.",
          token: harmless,
        },
        {
          title: "Write a note of claims",
          text: "Its text happens to be base64url.",
          token: harmless,
          exhibit: { label: "The note", text: note },
        },
        { title: "Have it signed", text: "The signature is the issuer's, over exactly these characters.", token },
      ],
      token,
    };
  },
});
