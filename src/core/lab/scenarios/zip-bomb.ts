import { CLAUSES } from "../clauses.ts";
import { HARDENED_NESTED, type HasOpener } from "../hardened/index.ts";
import { cast, dateOf, honestClaims, honestHeader, OPENER, PRIVATE, PUBLIC, SEALER } from "../actors.ts";
import { JWE_FIXES } from "../jwe-fixes.ts";
import { verify } from "../naive/unpack-all.ts";
import { nestedSetup, sealTo } from "../setups.ts";
import { signCompact } from "../toolkit/compact.ts";
import { withPrivateKey } from "../toolkit/signers.ts";
import { defineScenario } from "../types.ts";

/** How many spaces are compressed: few enough that the token has an ordinary length. */
const SPACES = 4_000_000;

interface HasInner extends HasOpener {
  /** Mallory's own signed token, from before it was encrypted. */
  readonly inner: string;
}

export default defineScenario<HasInner>({
  id: "zip-bomb",
  number: 45,
  family: "encryption",
  title: "A bomb in the envelope",
  summary: "A few kilobytes unpack to megabytes, before anything is verified.",
  cve: ["CVE-2024-28176", "CVE-2024-28180", "CVE-2024-33664", "CVE-2025-63811"],
  needs: "the service's public key",
  situation:
    "Encrypted tokens may be compressed (zip: DEF). The API decrypts and unpacks them, and only then checks the signature inside. Anyone can encrypt to the API, and repetitive text compresses a thousand to one.",
  actors: cast([PRIVATE, SEALER], [OPENER, PUBLIC], [SEALER]),
  isCapped: true,
  cost: "Capped: 4 MB from 8,000 characters. A request of a megabyte unpacks to a gigabyte, which ends most servers.",
  loosened: null,
  hasNoFreeMode: true,
  naive: {
    file: "naive/unpack-all.ts",
    summary: "unpacks anything",
    verify: (setup, token) => verify(token, { opener: setup.opener, issuer: setup.pair.publicKey }, dateOf(setup)),
    trace: (setup, token) => [
      [
        "it unpacked",
        token === setup.honest ? "a token" : `${(SPACES + setup.inner.length).toLocaleString("en")} characters`,
      ],
    ],
  },
  hardened: HARDENED_NESTED,
  consequence: "It unpacked all of it, and even accepted the token. A few hundred at once, and memory runs out.",
  lesson: "Stop unpacking at a limit. Better: refuse zip, which also leaks secrets through its length.",
  clause: CLAUSES.compression,
  fixes: JWE_FIXES.boundedSize,
  question: {
    text: "Why does a limit on the token's length not help?",
    answers: ["It does", "This one is as long as an ordinary one", "The length is encrypted"],
    right: 1,
    why: "DEFLATE packs up to a thousand to one. The limit has to apply to the decompressed bytes.",
  },
  setup: async (environment, variant) => {
    const base = await nestedSetup(environment, variant);
    const { now } = environment;
    const inner = await signCompact(honestHeader("RS256"), honestClaims(now), withPrivateKey(base.pair));
    return { ...base, inner };
  },
  forge: async (setup) => {
    const content = `${setup.inner}${" ".repeat(SPACES)}`;
    const token = await sealTo(setup.sealer, content, { zip: "DEF" });
    return {
      steps: [
        {
          title: "Take an honest token",
          text: "Mallory's own, as it was signed. Any text would do; with this one the verifier even says yes.",
          token: setup.inner,
        },
        {
          title: "Add four million spaces, compress and encrypt",
          text: `${content.length.toLocaleString("en")} characters in a token of ${token.length.toLocaleString("en")}.`,
          token,
          content: `${setup.inner} … and ${SPACES.toLocaleString("en")} spaces`,
        },
      ],
      token,
    };
  },
});
