import { CLAUSES } from "../clauses.ts";
import { HARDENED_RS256, type HasPair } from "../hardened/index.ts";
import { ADMIN, cast, dateOf, honestHeader, PRIVATE, PUBLIC } from "../actors.ts";
import { JWE_FIXES } from "../jwe-fixes.ts";
import { verify } from "../naive/jws-or-jwe.ts";
import { oaepKeys, pairSetup, sealTo } from "../setups.ts";
import { readCompact } from "../toolkit/compact.ts";
import { defineScenario } from "../types.ts";

interface OnePair extends HasPair {
  readonly opener: CryptoKey;
  readonly sealer: CryptoKey;
}

export default defineScenario<OnePair>({
  id: "sign-encrypt-confusion",
  number: 39,
  family: "encryption",
  title: "Swapped for an encrypted token",
  summary: "The public key that verifies signatures also encrypts, and everyone has it.",
  cve: ["CVE-2022-3102", "CVE-2023-51774"],
  needs: "the public key",
  situation:
    "The API signs its own tokens and reads them with a library function that accepts signed and encrypted tokens alike. It gave that function its RSA key pair. A signature needs the private half. Encryption needs the public one.",
  actors: cast([PRIVATE], [PRIVATE, PUBLIC], [PUBLIC], {
    issuer: "is the API itself",
    service: "signs and reads its own tokens",
  }),
  loosened: null,
  hasNoFreeMode: true,
  naive: {
    file: "naive/jws-or-jwe.ts",
    summary: "accepts either kind of token",
    verify: (setup, token) => verify(token, { verifier: setup.pair.publicKey, opener: setup.opener }, dateOf(setup)),
    trace: (_, token) => [["it took it for", token.split(".").length === 5 ? "an encrypted token" : "a signed token"]],
  },
  hardened: HARDENED_RS256,
  consequence: "Mallory is admin now. She encrypted a token to the API, and the API took that for its own signature.",
  lesson: "Require a signed token, or an encrypted one. Never accept whichever comes.",
  clause: CLAUSES.format,
  fixes: JWE_FIXES.apart,
  question: {
    text: "What does it prove that the API can decrypt the token?",
    answers: ["That the issuer made it", "That somebody had the API's public key", "That nobody has read it before"],
    right: 1,
    why: "Encrypting to a public key is like dropping a letter into a box: the owner of the box can open it, but cannot tell who dropped it.",
  },
  setup: async (environment, variant) => {
    const base = await pairSetup(environment, variant);
    return { ...base, ...(await oaepKeys(base.pair)) };
  },
  forge: async (setup) => {
    const wanted = { ...readCompact(setup.honest).claims, ...ADMIN };
    const header = { ...honestHeader("RSA-OAEP-256"), cty: undefined };
    const content = JSON.stringify(wanted);
    const token = await sealTo(setup.sealer, content, header);
    return {
      steps: [
        {
          title: "Take an honest token",
          text: "It is signed with RS256. The key that checks it is published.",
          token: setup.honest,
          exhibit: { label: "The public key", text: setup.pair.publicPem },
        },
        {
          title: "Write other claims, and encrypt them to that key",
          text: "RSA-OAEP needs no secret. The result has five parts instead of three.",
          token,
          content,
        },
      ],
      token,
    };
  },
});
