import { base64url, EncryptJWT, type JSONWebKeySet } from "jose";
import { CLAUSES } from "../clauses.ts";
import { HARDENED_SEALED, type HasSeal } from "../hardened/index.ts";
import { ADMIN, cast, dateOf, honestClaims, honestHeader, KEY_ID, PRIVATE, PUBLIC, SECRET } from "../actors.ts";
import { JWE_FIXES } from "../jwe-fixes.ts";
import { verify } from "../naive/key-by-kid-alone.ts";
import { sealedSetup } from "../setups.ts";
import { readSegment } from "../toolkit/compact.ts";
import { splitSealed } from "../toolkit/jwe.ts";
import { defineScenario } from "../types.ts";

/** The kid of the key that tokens are encrypted with; the issuer's signing key has the usual kid. */
const SEAL_ID = "seal-1";

interface OneSet extends HasSeal {
  readonly keySet: JSONWebKeySet;
}

export default defineScenario<OneSet>({
  id: "dir-downgrade",
  number: 41,
  family: "encryption",
  title: "The token chooses the key management",
  summary: "A public key has 32 bytes too. With dir they are the key.",
  needs: "the issuer's public key",
  situation:
    "The API keeps all keys in one set: the secret that its tokens are encrypted with, and the issuer's public key for other tokens. It finds the key by kid, takes its bytes, and uses them as alg says.",
  actors: cast([SECRET, PRIVATE], [SECRET, PUBLIC], [PUBLIC], { issuer: "encrypts tokens with a secret" }),
  loosened: null,
  hasNoFreeMode: true,
  naive: {
    file: "naive/key-by-kid-alone.ts",
    summary: "any key, used in any way",
    verify: (setup, token) => verify(token, setup.keySet, dateOf(setup)),
    trace: (_, token) => {
      const { alg, kid } = readSegment(splitSealed(token)[0]);
      return [["key it used", `${String(kid)}, with ${String(alg)}, as the token says`]];
    },
  },
  hardened: HARDENED_SEALED,
  consequence: "Mallory is admin now. The secret she encrypted with is published in the issuer's key set.",
  lesson: "Each key is for one algorithm. Fix both before the token is read.",
  clause: CLAUSES.algorithm,
  fixes: JWE_FIXES.pinned("A256KW"),
  question: {
    text: "Would it be enough to allow only dir and A256KW?",
    answers: ["Yes, both need a secret", "No: the public key's bytes work with both", "Only for keys of 128 bits"],
    right: 1,
    why: "The list of algorithms must belong to the key: a public key is for signatures, and no symmetric algorithm may use it.",
  },
  setup: async (environment, variant) => {
    const base = await sealedSetup(environment, variant, "A256KW");
    const { publicJwk } = await environment.keys.p256("issuer");
    const issuer = { ...publicJwk, kid: KEY_ID, use: "sig", alg: "ES256" };
    const seal = { kty: "oct", k: base64url.encode(base.secret), kid: SEAL_ID, use: "enc", alg: "A256KW" };
    return {
      ...base,
      honest: await sealed(base.secret, "A256KW", SEAL_ID, honestClaims(environment.now)),
      keySet: { keys: [seal, issuer] },
      keyTexts: [...base.keyTexts, { name: "public key", kind: "public", text: JSON.stringify(issuer, null, 2) }],
    };
  },
  forge: async (setup) => {
    const issuer = setup.keySet.keys.find(({ kid }) => kid === KEY_ID);
    const octets = base64url.decode(issuer?.x ?? "");
    const own = await sealed(octets, "dir", KEY_ID, honestClaims(setup.now));
    const wanted = { ...honestClaims(setup.now), ...ADMIN };
    const token = await sealed(octets, "dir", KEY_ID, wanted);
    return {
      steps: [
        {
          title: "Take an honest token",
          text: "Its key is wrapped with the secret of seal-1. Mallory does not have it.",
          token: setup.honest,
        },
        {
          title: "Name another key, and another way to use it",
          text: "alg dir uses the key's bytes as they are. The x of a P-256 key has 32: as many as A256GCM needs.",
          token: own,
          content: JSON.stringify(honestClaims(setup.now)),
          exhibit: { label: "The issuer's public key", text: JSON.stringify(issuer, null, 2) },
        },
        {
          title: "Make yourself admin",
          text: "Encrypted again, with the same public bytes.",
          token,
          content: JSON.stringify(wanted),
        },
      ],
      token,
    };
  },
});

function sealed(key: Uint8Array, alg: string, kid: string, claims: Record<string, unknown>): Promise<string> {
  return new EncryptJWT(claims).setProtectedHeader({ ...honestHeader(alg), alg, enc: "A256GCM", kid }).encrypt(key);
}
