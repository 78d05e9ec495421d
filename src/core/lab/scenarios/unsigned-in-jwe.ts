import { CLAUSES } from "../clauses.ts";
import { HARDENED_NESTED, type HasOpener } from "../hardened/index.ts";
import { ADMIN, cast, dateOf, honestClaims, honestHeader, OPENER, PRIVATE, PUBLIC, SEALER } from "../actors.ts";
import { JWE_FIXES } from "../jwe-fixes.ts";
import { verify } from "../naive/unsigned-inside.ts";
import { nestedSetup, sealTo } from "../setups.ts";
import { segment } from "../toolkit/compact.ts";
import { defineScenario } from "../types.ts";

export default defineScenario<HasOpener>({
  id: "unsigned-in-jwe",
  number: 40,
  family: "encryption",
  title: "Unsigned, but encrypted",
  summary: "Inside the envelope is a token that nobody signed.",
  cve: ["CVE-2026-29000"],
  needs: "the service's public key",
  situation:
    "Tokens are signed by the issuer and then encrypted to the API. The API's library verifies a signed token inside, but lets an unsigned one pass: it came encrypted, after all.",
  actors: cast([PRIVATE, SEALER], [OPENER, PUBLIC], [SEALER]),
  loosened: null,
  hasNoFreeMode: true,
  naive: {
    file: "naive/unsigned-inside.ts",
    summary: "accepts none inside an encrypted token",
    verify: (setup, token) => verify(token, { opener: setup.opener, issuer: setup.pair.publicKey }, dateOf(setup)),
    trace: () => [["inside it allows", "RS256, none"]],
  },
  hardened: HARDENED_NESTED,
  consequence:
    "Mallory is admin now. The API opened an envelope and believed the letter because the envelope was sealed.",
  lesson: "After decrypting, verify the signature inside, with the usual list of algorithms.",
  clause: CLAUSES.operations,
  fixes: JWE_FIXES.verifyInside,
  question: {
    text: "Would a longer encryption key help?",
    answers: ["Yes", "No: the attacker uses it as intended", "Only with A256GCM"],
    right: 1,
    why: "The encryption is perfectly sound. It hides the content from everyone but the API, and that is all it does.",
  },
  setup: nestedSetup,
  forge: async (setup) => {
    const wanted = { ...honestClaims(setup.now), ...ADMIN };
    const inner = `${segment({ alg: "none", typ: honestHeader("none")["typ"] })}.${segment(wanted)}.`;
    const token = await sealTo(setup.sealer, inner);
    return {
      steps: [
        {
          title: "Take an honest token",
          text: "Five parts: a signed token inside an encrypted one. Mallory cannot open it, and need not.",
          token: setup.honest,
        },
        {
          title: "Write an unsigned token",
          text: "alg is none, the role is admin, the third part is empty.",
          token: inner,
        },
        {
          title: "Encrypt it to the service's public key",
          text: "Anyone can. From outside it looks like every other token.",
          token,
          content: inner,
        },
      ],
      token,
    };
  },
});
