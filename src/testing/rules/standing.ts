import type { RuleContext } from "../../core/rules/types.ts";
import { NO_KEYS } from "../../core/keys/no-keys.ts";
import { compact, contextOf, HEALTHY_HEADER, HEALTHY_PAYLOAD, SAMPLE_NOW } from "./context.ts";
import { judged } from "./own.ts";
import { healthy, of, type Samples } from "./sample.ts";

const N = SAMPLE_NOW;
const RS = { alg: "RS256", typ: "JWT" };
const made =
  (claims: object, header: object = RS, more: Partial<RuleContext> = {}, signature?: string) =>
  () =>
    contextOf(
      compact(JSON.stringify(header), JSON.stringify({ iat: N - 60, exp: N + 600, ...claims }), signature),
      more,
    );
const bySecret = (text: string): Partial<RuleContext> => ({
  judgement: judged("verified", { key: { source: "secret", material: null, secretBytes: text.length } }),
  keys: { ...NO_KEYS, secret: { text, encoding: "UTF-8" } },
});

const GOOGLE = { iss: "https://accounts.google.com", sub: "1", aud: "a" };

/** Notes shown next to the panes. */
export const standingSamples: Samples = {
  origin: {
    fires: [
      ["both", made({ ...GOOGLE, nonce: "n" }), "info"],
      ["both", made({ iss: "https://cognito-idp.us-east-1.amazonaws.com/p", token_use: "access" }), "info"],
      ["issuer", made(GOOGLE), "info"],
      ["kind", made({ iss: "https://issuer.example" }, { alg: "RS256", typ: "application/AT+jwt" }), "info"],
      ["kind", made({ iss: "a", sub: "a", aud: "b" }), "info"],
    ],
    silent: [
      healthy(),
      of("!"),
      of(""),
      made({ iss: "https://issuer.example/realms/a/b" }, { alg: "RS256", typ: "jwt" }),
    ],
  },
  "DBG-05": {
    fires: [
      ["live", made(GOOGLE), "info", 'payload "1800000600"'],
      ["live", made({ iss: "https://login.acme.com", sub: "1" }), "info", 'payload "1800000600"'],
      ["live", made({ iss: "supabase", role: "service_role" }, { alg: "HS256" }), "info", 'payload "1800000600"'],
      ["live", made(GOOGLE, RS, { judgement: judged("verified") }), "info", 'payload "1800000600"'],
      [
        "live",
        made(GOOGLE, { alg: "HS256" }, bySecret("Zx81-not-in-any-list-of-published-secrets")),
        "info",
        'payload "1800000600"',
      ],
    ],
    silent: [
      healthy(),
      of(compact(HEALTHY_HEADER, HEALTHY_PAYLOAD.replace("issuer.example", "localhost:8080"))),
      made({ ...GOOGLE, exp: N }),
      made({ ...GOOGLE, nbf: N + 60 }),
      made({ ...GOOGLE, exp: undefined }),
      made(GOOGLE, { alg: "none" }),
      made(GOOGLE, RS, {}, ""),
      made(GOOGLE, RS, { provenance: "kept" }),
      made(GOOGLE, { alg: "HS256" }, bySecret("your-256-bit-secret")),
      made({ iss: "https://idp.test.example.com" }),
      made({ iss: "https://10.0.0.7/realms/a" }),
      made({ iss: "https://keycloak/realms/a" }),
      made({ iss: "my-service" }),
      made({ iss: "http://issuer.acme.com" }),
    ],
  },
};
