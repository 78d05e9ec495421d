import { CLAUSES } from "../clauses.ts";
import { benchOf } from "../free/bench.ts";
import { FIXES } from "../fixes.ts";
import { HARDENED_RS256, type HasPair } from "../hardened/index.ts";
import { ADMIN, cast, dateOf, PRIVATE, PUBLIC } from "../actors.ts";
import { verify } from "../naive/client-secret.ts";
import { pairSetup } from "../setups.ts";
import { readCompact } from "../toolkit/compact.ts";
import { withSecret } from "../toolkit/signers.ts";
import { tell } from "../toolkit/storyboard.ts";
import { algUsed } from "../trace.ts";
import { defineScenario, type Held } from "../types.ts";

const CLIENT_SECRET = "orders-app-7Qv2mB9xKd4T-c0Rf8nYwL3pZs6Hj";
const HELD: Held = { name: "client secret", kind: "secret" };

export default defineScenario<HasPair>({
  id: "client-secret-hs",
  number: 10,
  family: "algorithm",
  title: "The client secret as a key",
  summary: "OpenID Connect allows HS256 with the client secret, and everyone has the client.",
  cve: ["CVE-2026-33322"],
  needs: "the client secret",
  situation:
    "The issuer signs ID tokens with RS256. The verifier also accepts HS256 with the client secret, because the standard allows it. That secret ships inside an app, where Mallory found it.",
  actors: cast([PRIVATE], [PUBLIC, HELD], [HELD], { attacker: "has unpacked the app" }),
  loosened: { algorithm: "token", otherKeys: "accepted" },
  naive: {
    file: "naive/client-secret.ts",
    summary: "HS256 with the client secret",
    verify: (setup, token) => verify(token, setup.pair.publicKey, CLIENT_SECRET, dateOf(setup)),
    trace: (_, token) => [algUsed(token), ["key it used", "the client secret"]],
  },
  hardened: HARDENED_RS256,
  consequence: "Mallory is whoever she says she is. The issuer never saw this token.",
  lesson: "One issuer, one algorithm. A secret that proves a client does not prove an issuer.",
  clause: CLAUSES.algorithm,
  fixes: FIXES.pin("RS256"),
  question: {
    text: "Who can make an ID token that is verified with the client secret?",
    answers: ["Only the issuer", "The issuer and everyone who has the client's secret", "Only the user"],
    right: 1,
    why: "An HMAC key both verifies and signs. Whoever can verify with it can also forge.",
  },
  setup: async (environment, variant) => {
    const base = await pairSetup(environment, variant);
    const otherSecret = new TextEncoder().encode(CLIENT_SECRET);
    return {
      ...base,
      keyTexts: [...base.keyTexts, { name: HELD.name, kind: "secret", text: CLIENT_SECRET }],
      bench: benchOf(base.pair, base.now, { otherSecret }),
    };
  },
  forge: (setup) => {
    const honest = readCompact(setup.honest);
    return tell({
      honest: setup.honest,
      header: {
        title: "Change alg to HS256",
        text: "The verifier has a secret for that, too.",
        value: { ...honest.header, alg: "HS256" },
      },
      payload: {
        title: "Become someone else",
        text: "sub and role are whatever you like.",
        value: { ...honest.claims, sub: "alice", ...ADMIN },
      },
      signature: {
        title: "Sign with the client secret",
        text: "HMAC-SHA256 with the text found in the app.",
        value: withSecret(new TextEncoder().encode(CLIENT_SECRET)),
        exhibit: { label: "The secret", text: CLIENT_SECRET },
      },
    });
  },
});
