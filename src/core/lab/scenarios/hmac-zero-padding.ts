import { CLAUSES } from "../clauses.ts";
import { FIXES } from "../fixes.ts";
import { secretBench } from "../free/bench.ts";
import { HARDENED_HS256, type HasSecret } from "../hardened/index.ts";
import { ADMIN, cast, dateOf, SECRET } from "../actors.ts";
import { verify } from "../naive/padded-secret.ts";
import { secretSetup } from "../setups.ts";
import { readCompact } from "../toolkit/compact.ts";
import { withSecret } from "../toolkit/signers.ts";
import { MAKE_ADMIN, tell } from "../toolkit/storyboard.ts";
import { defineScenario, type Held } from "../types.ts";

const OLD = "orders-2019";
const HELD: Held = { name: "old secret", kind: "secret" };

export default defineScenario<HasSecret>({
  id: "hmac-zero-padding",
  number: 22,
  family: "signature",
  title: "A new key with zeros at its end",
  summary: "The short secret was padded to full length, and is the same key as before.",
  needs: "the old secret",
  situation:
    "The old secret was short, and it has leaked. A check now requires 32 bytes. Someone padded the old one with zero bytes until the check passed, and called it a new key.",
  actors: cast([SECRET], [SECRET], [HELD], { attacker: "has the leaked secret" }),
  loosened: { keySize: "any" },
  naive: {
    file: "naive/padded-secret.ts",
    summary: "pads the secret with zeros",
    verify: (setup, token) => verify(token, OLD, dateOf(setup)),
    trace: () => [["key it used", `32 bytes, ${32 - OLD.length} of them zero`]],
  },
  hardened: HARDENED_HS256,
  consequence: "Mallory is admin now, with the secret that was supposedly replaced.",
  lesson: "A key's length counts only if all of it is random.",
  clause: CLAUSES.entropy,
  fixes: FIXES.randomSecret,
  question: {
    text: "Do two different keys ever give the same HMAC for every message?",
    answers: [
      "Never",
      "Yes: those that differ only by zero bytes at the end, up to the block's size",
      "Only by chance",
    ],
    right: 1,
    why: "HMAC first pads a key with zeros to 64 bytes (for SHA-256). A longer key is equivalent to its hash.",
  },
  setup: async (environment, variant) => {
    const old = await secretSetup(environment, variant, OLD);
    const real = await secretSetup(environment, variant);
    return {
      ...old,
      secret: real.secret,
      hardenedHonest: real.honest,
      forgedWith: old.workbench,
      bench: secretBench(new TextEncoder().encode(OLD), old.now),
    };
  },
  forge: (setup) => {
    const honest = readCompact(setup.honest);
    return tell({
      honest: setup.honest,
      payload: { ...MAKE_ADMIN, value: { ...honest.claims, ...ADMIN } },
      signature: {
        title: "Sign with the old secret",
        text: `${OLD}, ${OLD.length} bytes. HMAC adds the zeros by itself.`,
        value: withSecret(new TextEncoder().encode(OLD)),
      },
    });
  },
});
