import { createHash } from "node:crypto";
import type { CertificateFacts, KeyMaterial, KeyReading } from "../../core/keys/types.ts";
import type { RuleContext } from "../../core/rules/types.ts";
import { NO_KEYS } from "../../core/keys/no-keys.ts";
import { compact, contextOf, SAMPLE_NOW } from "./context.ts";
import { judged } from "./own.ts";
import { healthy, type Samples } from "./sample.ts";

const sha1 = (octets: Buffer): string => createHash("sha1").update(octets).digest("base64url");
const sha256 = (octets: Buffer): string => createHash("sha256").update(octets).digest("base64url");

/** Bytes in place of a chain: the rules look at digests, and search the bytes for a key's numbers. */
const LEAF = Buffer.concat([Buffer.alloc(90, 1), Buffer.from("AQAB", "base64url"), Buffer.alloc(30, 2)]);
const ROOT = Buffer.alloc(120, 9);
const X5C = [LEAF, ROOT].map((octets) => octets.toString("base64"));

const facts = (
  thumbprints: CertificateFacts["thumbprints"],
  more: Partial<CertificateFacts> = {},
): CertificateFacts => ({
  subject: "CN=Root",
  issuer: "CN=Root",
  notBefore: SAMPLE_NOW - 9,
  notAfter: SAMPLE_NOW + 9,
  serialNumber: "1",
  thumbprints,
  isAuthority: false,
  isSelfIssued: false,
  ...more,
});
const OWN = { x5t: `-_${"A".repeat(25)}`, "x5t#S256": `-_${"B".repeat(41)}` };
const AUTHORITY = facts({ x5t: sha1(ROOT), "x5t#S256": sha256(ROOT) }, { isAuthority: true, isSelfIssued: true });

const material = (more: Partial<KeyMaterial> = {}): KeyMaterial => ({
  jwk: { kty: "RSA", n: "AQAB", e: "AQAB" },
  isPrivate: false,
  format: "spki",
  description: "RSA 2048 bits",
  thumbprint: "T",
  ...more,
});
const certified = (certificate = facts(OWN)): KeyMaterial => material({ format: "certificate", certificate });
const OTHER = material({ jwk: { kty: "RSA", n: "____", e: "AQAB" } });

function token(header: object, found: KeyMaterial, state: "verified" | "invalid", text = ""): () => RuleContext {
  const publicKey: KeyReading = { kind: "keys", format: found.format, keys: [found], repairs: [], unreadable: [] };
  const key = { source: "public-key" as const, material: found, secretBytes: null };
  return () =>
    contextOf(compact(JSON.stringify({ alg: "RS256", ...header }), `{"sub":"1"}`, `${"B".repeat(341)}A`), {
      publicKey,
      keys: { ...NO_KEYS, publicKey: { text } },
      judgement: judged(state, { alg: "RS256", key }),
    });
}

const CHAIN = 'header "[\\n    \\"AQEBAQEBAQEBAQEBAQEBAQE…QkJCQkJ\\"\\n  ]"';
const written = (from: string, to = OWN.x5t): string => `header "\\"${from}\\"" → "\\"${to}\\""`;
const shown = (value: string): string => `header "\\"${value}\\""`;
const B43 = "C".repeat(27);
const SPELLED = `+/${"A".repeat(25)}=`;

const jwkText = JSON.stringify({ kty: "RSA", n: "AQAB", e: "AQAB", x5t: B43, x5c: ["AAAA"] });
const carrier = (isOwn: boolean): KeyMaterial =>
  material({ format: "jwk", range: { start: 0, end: jwkText.length }, carried: { isOwn, certificate: facts(OWN) } });

/** Rules about the certificates of a token, of a key, and of the person who pasted one. */
export const certificateSamples: Samples = {
  x5t: {
    fires: [
      ["other", token({ x5t: B43 }, certified(), "verified"), "warn", shown(B43), written(B43)],
      ["spelled", token({ x5t: SPELLED }, certified(), "verified"), "warn", shown(SPELLED), written(SPELLED)],
      [
        "hash",
        token({ x5t: OWN["x5t#S256"] }, certified(), "verified"),
        "warn",
        shown(OWN["x5t#S256"]),
        written(OWN["x5t#S256"]),
      ],
      ["key", token({ x5t: "T" }, certified(), "verified"), "warn", shown("T"), written("T")],
      [
        "chain",
        token({ x5c: X5C, x5t: sha1(ROOT) }, material(), "verified"),
        "warn",
        shown(sha1(ROOT)),
        written(sha1(ROOT), sha1(LEAF)),
      ],
      [
        "other",
        token({}, carrier(true), "verified", jwkText),
        "warn",
        `public-key "\\"${B43}\\""`,
        `public-key "\\"${B43}\\"" → "\\"${OWN.x5t}\\""`,
      ],
    ],
    silent: [
      healthy(),
      token(OWN, certified(), "verified"),
      token({ x5c: X5C, x5t: sha1(LEAF), "x5t#S256": sha256(LEAF) }, material(), "verified"),
      token({ x5t: B43 }, material(), "verified"),
      // In hex: another rule reports that, with its own fix.
      token({ x5t: "ab".repeat(20) }, certified(), "verified"),
    ],
  },
  "HDR-07": {
    fires: [
      [
        "authority",
        token({ x5c: X5C }, { ...OTHER, format: "certificate", certificate: AUTHORITY }, "invalid"),
        "error",
        CHAIN,
        "use-token-key",
      ],
      ["other-key", token({ x5c: X5C }, OTHER, "invalid"), "error", CHAIN, "use-token-key"],
      ["not-own", token({ x5c: X5C }, OTHER, "verified"), "warn", CHAIN],
    ],
    silent: [],
  },
  "KEY-04": {
    fires: [
      [
        "authority",
        token({}, { ...OTHER, format: "certificate", certificate: AUTHORITY }, "invalid"),
        "warn",
        "public-key, whole",
      ],
    ],
    silent: [],
  },
  "KEY-24": {
    fires: [["differs", token({}, carrier(false), "verified", jwkText), "warn", 'public-key "[\\"AAAA\\"]"']],
    silent: [token({}, carrier(true), "verified", jwkText)],
  },
};
