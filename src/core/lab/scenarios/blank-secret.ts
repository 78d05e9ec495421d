import { CLAUSES } from "../clauses.ts";
import { FIXES } from "../fixes.ts";
import { secretBench } from "../free/bench.ts";
import { HARDENED_HS256, type HasSecret } from "../hardened/index.ts";
import { ADMIN, cast, SECRET } from "../actors.ts";
import { verify } from "../naive/blank-secret.ts";
import { secretSetup } from "../setups.ts";
import { readCompact } from "../toolkit/compact.ts";
import { withSecret } from "../toolkit/signers.ts";
import { MAKE_ADMIN, tell } from "../toolkit/storyboard.ts";
import { defineScenario } from "../types.ts";

export default defineScenario<HasSecret>({
  id: "blank-secret",
  number: 20,
  family: "signature",
  title: "Blank secret",
  summary: "The secret was never set, and an empty secret is a secret too.",
  cve: ["CVE-2019-20933", "CVE-2020-28637"],
  needs: "no key",
  situation:
    "Issuer and API read their secret from an environment variable. On this server it was never set. Nothing fails: both sides work with the empty secret and agree with each other.",
  actors: cast([SECRET], [SECRET], [], { issuer: "JWT_SECRET not set", service: "JWT_SECRET not set" }),
  loosened: { keySize: "any" },
  naive: {
    file: "naive/blank-secret.ts",
    summary: "no secret is a secret",
    verify: (_, token) => verify(token, {}),
    trace: () => [["key it used", "0 bytes"]],
  },
  hardened: HARDENED_HS256,
  consequence: "Mallory is admin now. Her key is empty, and so is the server's.",
  lesson: "Refuse to start without a secret of full length.",
  clause: CLAUSES.entropy,
  fixes: FIXES.randomSecret,
  question: {
    text: "Which other key gives the same HMAC as the empty one?",
    answers: ["None", "One zero byte", "A space"],
    right: 1,
    why: "HMAC pads a short key with zero bytes to its block size. WebCrypto refuses an empty key but accepts one zero byte, and the result is the same.",
  },
  setup: async (environment, variant) => {
    const blank = await secretSetup(environment, variant, "");
    const real = await secretSetup(environment, variant);
    return {
      ...blank,
      secret: real.secret,
      hardenedHonest: real.honest,
      forgedWith: { secret: { text: "00", encoding: "Hex" } },
      bench: secretBench(new Uint8Array(), blank.now),
    };
  },
  forge: (setup) => {
    const honest = readCompact(setup.honest);
    return tell({
      honest: setup.honest,
      payload: { ...MAKE_ADMIN, value: { ...honest.claims, ...ADMIN } },
      signature: {
        title: "Sign with nothing",
        text: "HMAC-SHA256 with a secret of no bytes.",
        value: withSecret(new Uint8Array()),
      },
    });
  },
});
