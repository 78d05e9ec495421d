import type { JWK } from "jose";
import { encodeBase64Url } from "../../text/base64url.ts";
import { CLAUSES } from "../clauses.ts";
import { benchOf } from "../free/bench.ts";
import { FIXES } from "../fixes.ts";
import { HARDENED_RS256, type HasPair } from "../hardened/index.ts";
import { ADMIN, cast, dateOf, KEY_ID, PRIVATE, PUBLIC } from "../actors.ts";
import { verify } from "../naive/list-for-text-keys.ts";
import { pairSetup } from "../setups.ts";
import { readCompact } from "../toolkit/compact.ts";
import { withSecret } from "../toolkit/signers.ts";
import { MAKE_ADMIN, tell } from "../toolkit/storyboard.ts";
import { algUsed } from "../trace.ts";
import { defineScenario, type Held } from "../types.ts";

interface KeySetSetup extends HasPair {
  readonly webhookSecret: Uint8Array<ArrayBuffer>;
  readonly keySet: ReadonlyMap<string, JWK | string>;
}

const WEBHOOK_KID = "webhooks";
const HELD: Held = { name: "webhook secret", kind: "secret" };

export default defineScenario<KeySetSetup>({
  id: "jwk-alg-bypass",
  number: 11,
  family: "algorithm",
  title: "A JWK past the allow list",
  summary: "There is an allow list, but it does not apply to keys in JWK form.",
  cve: ["CVE-2026-48523"],
  needs: "a key for another job",
  situation:
    "The API holds several keys by kid: the issuer's, and secrets that partners sign their webhooks with. Its allow list says RS256. But JWKs bring their own algorithm, and for them the list is skipped.",
  actors: cast([PRIVATE], [PUBLIC, HELD], [HELD], { attacker: "a partner who receives webhooks" }),
  loosened: { algorithm: "token", otherKeys: "accepted" },
  naive: {
    file: "naive/list-for-text-keys.ts",
    summary: "list applies to PEM keys only",
    verify: (setup, token) => verify(token, setup.keySet, ["RS256"], dateOf(setup)),
    trace: (_, token) => [algUsed(token), ["its allow list", "RS256, not applied"]],
  },
  hardened: HARDENED_RS256,
  consequence: "Mallory is admin now, with a key that was hers for another job.",
  lesson: "Three must agree: the header's alg, the allowed list, and the key's own alg.",
  clause: CLAUSES.algorithm,
  fixes: FIXES.pin("RS256"),
  question: {
    text: "The allow list says RS256 and the chosen key says HS256. What is right?",
    answers: ["Use HS256, the key knows best", "Use RS256, the list knows best", "Refuse"],
    right: 2,
    why: "If they disagree, something is wrong, and there is no safe way to continue.",
  },
  setup: async (environment, variant) => {
    const base = await pairSetup(environment, variant);
    const webhookSecret = environment.keys.secret("webhooks");
    const keySet = new Map<string, JWK | string>([
      [KEY_ID, base.pair.publicPem],
      [WEBHOOK_KID, { kty: "oct", k: encodeBase64Url(webhookSecret), alg: "HS256", kid: WEBHOOK_KID }],
    ]);
    return {
      ...base,
      webhookSecret,
      keySet,
      keyTexts: [...base.keyTexts, { name: HELD.name, kind: "secret", text: encodeBase64Url(webhookSecret) }],
      bench: benchOf(base.pair, base.now, { otherSecret: webhookSecret }),
    };
  },
  forge: (setup) => {
    const honest = readCompact(setup.honest);
    return tell({
      honest: setup.honest,
      header: {
        title: "Name another key",
        text: `alg HS256 and kid ${WEBHOOK_KID}: a key the API holds for something else.`,
        value: { ...honest.header, alg: "HS256", kid: WEBHOOK_KID },
      },
      payload: { ...MAKE_ADMIN, value: { ...honest.claims, ...ADMIN } },
      signature: {
        title: "Sign with the webhook secret",
        text: "Mallory has it to check the webhooks she receives.",
        value: withSecret(setup.webhookSecret),
      },
    });
  },
});
