import { CLAUSES } from "../clauses.ts";
import { FIXES } from "../fixes.ts";
import { HARDENED_RS256, type HasPair } from "../hardened/index.ts";
import { ADMIN, cast, dateOf, honestClaims, honestHeader, PRIVATE, PUBLIC } from "../actors.ts";
import { verify } from "../naive/iss-contained.ts";
import { pairSetup } from "../setups.ts";
import { signCompact } from "../toolkit/compact.ts";
import { withPrivateKey } from "../toolkit/signers.ts";
import { defineScenario } from "../types.ts";

interface TenantSetup extends HasPair {
  /** The token that the platform signs for Mallory's tenant. */
  readonly tenant: string;
}

const NAMES: Readonly<Record<string, string>> = { http: "http", host: "https://id.", letter: "x", empty: "" };

export default defineScenario<TenantSetup>({
  id: "issuer-partial-match",
  number: 36,
  family: "substitution",
  title: "Part of the issuer's name",
  summary: "The issuer is compared with includes, so a part is enough.",
  cve: ["CVE-2024-53861"],
  needs: "a tenant of the same platform",
  situation:
    "A platform signs for many tenants with one key; iss tells them apart, and each tenant chooses its name. The API compares iss with one line that is right for a list but wrong for a string.",
  actors: cast([PRIVATE], [PUBLIC], [], { issuer: "a platform, signs for all tenants", attacker: "another tenant" }),
  variants: [
    { id: "http", label: "http", note: "the beginning" },
    { id: "host", label: "https://id.", note: "a longer beginning" },
    { id: "letter", label: "x", note: "a single letter" },
    { id: "empty", label: "empty", note: "contained in everything" },
  ],
  loosened: { issuer: "contained" },
  naive: {
    file: "naive/iss-contained.ts",
    summary: "part of the name is enough",
    verify: (setup, token) => verify(token, setup.pair.publicKey, dateOf(setup)),
    trace: () => [["iss", "contained in https://id.example"]],
  },
  hardened: HARDENED_RS256,
  consequence: "Mallory is admin now. As the owner of her tenant she made herself one.",
  lesson: "Issuers are equal or they are not. Almost equal is not equal.",
  clause: CLAUSES.issuer,
  fixes: FIXES.issuer,
  question: {
    text: "In which language does `iss in expected` mean something different for a string than for a list?",
    answers: ["Python", "None", "Only JavaScript"],
    right: 0,
    why: '"http" in "https://id.example" is true; "http" in ["https://id.example"] is not. That was PyJWT\'s bug.',
  },
  setup: async (environment, variant) => {
    const base = await pairSetup(environment, variant);
    const claims = { ...honestClaims(base.now), ...ADMIN, iss: NAMES[variant] ?? "http", jti: "7be0a2f9" };
    return { ...base, tenant: await signCompact(honestHeader("RS256"), claims, withPrivateKey(base.pair)) };
  },
  forge: async (setup) => ({
    steps: [
      { title: "The right tenant's token", text: "iss is https://id.example, role viewer.", token: setup.honest },
      {
        title: "Create a tenant",
        text: "Its name is part of the other's. Its owner gives herself the role admin.",
        token: setup.tenant,
      },
      { title: "Send its token", text: "Signed by the platform, with the same key.", token: setup.tenant },
    ],
    token: setup.tenant,
  }),
});
