import { encodeBase64Url } from "../../text/base64url.ts";
import { CLAUSES } from "../clauses.ts";
import { FIXES } from "../fixes.ts";
import { HARDENED_JTI, type HasSeen } from "../hardened/index.ts";
import { cast, PRIVATE, PUBLIC } from "../actors.ts";
import { verify } from "../naive/der-too.ts";
import { seenSetup } from "../setups.ts";
import { readCompact } from "../toolkit/compact.ts";
import { ecdsaToDer } from "../toolkit/der.ts";
import { tell } from "../toolkit/storyboard.ts";
import { defineScenario } from "../types.ts";

export default defineScenario<HasSeen>({
  id: "ecdsa-der",
  number: 26,
  family: "signature",
  title: "The same signature in DER",
  summary: "Two encodings of r and s are accepted, so each token has two spellings.",
  needs: "one used token",
  situation:
    "JWS writes r and s as 64 bytes. Most crypto libraries return DER. To please everyone, this API accepts both, and it remembers used tokens by their text.",
  actors: cast([PRIVATE], [PUBLIC], [], { issuer: "signs with ES256", attacker: "has used her token" }),
  loosened: { ecdsaForm: "der-too", replay: "text" },
  naive: {
    file: "naive/der-too.ts",
    summary: "takes DER as well",
    verify: (setup, token) => verify(token, setup.pair.publicKey, setup.seen.naive),
    trace: (_, token) => [["signature", `${readCompact(token).signature.length} bytes`]],
  },
  hardened: HARDENED_JTI,
  consequence: "The same payment was made twice, with the same signature in another encoding.",
  lesson: "Be strict in what you accept. Each leniency is a second encoding.",
  clause: CLAUSES.ecdsaForm,
  fixes: FIXES.rememberJti,
  question: {
    text: "How can you tell the two forms apart?",
    answers: [
      "DER begins with 0x30 and is usually 70 to 72 bytes long; JWS has exactly 64",
      "DER has no s",
      "Not at all",
    ],
    right: 0,
    why: "ES256 always has 64 bytes. Anything else is not ES256 and can be rejected without computing anything.",
  },
  setup: seenSetup,
  forge: async (setup) => {
    const der = ecdsaToDer(readCompact(setup.honest).signature);
    const forgery = await tell({
      honest: setup.honest,
      start: { title: "Use the token once", text: "As intended. The API remembers it." },
      signature: {
        title: "Write the signature in DER",
        text: `A SEQUENCE of two INTEGERs: ${der.length} bytes instead of 64.`,
        value: encodeBase64Url(der),
      },
    });
    return { ...forgery, before: [setup.honest] };
  },
});
