import { EncryptJWT } from "jose";
import { encodeUtf8 } from "../../text/utf8.ts";
import { CLAUSES } from "../clauses.ts";
import { secretBench } from "../free/bench.ts";
import { verify as fewIterations } from "../hardened/few-iterations.ts";
import { cast, dateOf, honestClaims } from "../actors.ts";
import { JWE_FIXES } from "../jwe-fixes.ts";
import { verify } from "../naive/any-iterations.ts";
import { readSegment } from "../toolkit/compact.ts";
import { splitSealed } from "../toolkit/jwe.ts";
import type { TraceLine } from "../trace.ts";
import { defineScenario, type Held, type Setup } from "../types.ts";

const PASSWORD = "correct horse battery staple";
const ALG = "PBES2-HS256+A128KW";
/** The iteration count that the service asks of its users. */
const HONEST = 50_000;
/** The count of the attack, and the largest number that many parsers accept. */
const ASKED = 1_000_000;
const LARGEST = 2 ** 31 - 1;

const OWN: Held = { name: "her own password", kind: "secret" };

interface HasPassword extends Setup {
  readonly password: Uint8Array<ArrayBuffer>;
}

export default defineScenario<HasPassword>({
  id: "pbes2-exhaustion",
  number: 44,
  family: "encryption",
  title: "Two billion hashes, please",
  summary: "p2c says how much work the password takes, and the attacker sets it.",
  cve: ["CVE-2022-36083", "CVE-2023-50966", "CVE-2023-51775", "CVE-2023-52428"],
  needs: "nothing",
  situation:
    "To move an account, users upload a token encrypted with their own password, and type that password. The iteration count that makes guessing slow is in the token's header.",
  actors: cast([], [OWN], [OWN], {
    issuer: "not involved",
    service: "decrypts uploads",
    attacker: "uploads a token",
  }),
  isCapped: true,
  cost: `Capped: ${ASKED.toLocaleString("en")} iterations, which a core does in about a second. With ${LARGEST.toLocaleString("en")} it is busy for a quarter of an hour or longer, for each request.`,
  loosened: null,
  hasNoFreeMode: true,
  naive: {
    file: "naive/any-iterations.ts",
    summary: "as many iterations as asked",
    verify: (setup, token) => verify(token, setup.password, dateOf(setup)),
    trace: (_, token) => [iterationsOf(token)],
  },
  hardened: {
    file: "hardened/few-iterations.ts",
    summary: "a limit of its own",
    verify: (setup, token) => fewIterations(token, setup.password, dateOf(setup)),
    trace: () => [["iterations it does", "100,000 at most"]],
  },
  consequence:
    "It did all of that work, and even accepted the token. A few hundred of these, and no core is left for anyone else.",
  lesson: "Check p2c before the work begins, and reject a count that is too high.",
  clause: CLAUSES.iterations,
  fixes: JWE_FIXES.boundedIterations,
  question: {
    text: "Why not simply forbid large iteration counts to everyone?",
    answers: [
      "They make a stolen token hard to guess: the limit must leave room for that",
      "RFC 7518 asks for at least a million",
      "Browsers cannot count that far",
    ],
    right: 0,
    why: "RFC 7518 recommends at least 1,000; current advice for PBKDF2 with SHA-256 is several hundred thousand. The limit is the service's choice, never the token's.",
  },
  setup: async ({ now }, variant) => {
    const password = encodeUtf8(PASSWORD);
    return {
      variant,
      now,
      password,
      honest: await sealed(now, password, HONEST),
      keyTexts: [{ name: OWN.name, kind: "secret", text: PASSWORD }],
      world: [],
      workbench: { secret: { text: PASSWORD, encoding: "UTF-8" } },
      bench: secretBench(password, now),
    };
  },
  forge: async (setup) => {
    const token = await sealed(setup.now, setup.password, ASKED);
    const content = JSON.stringify(honestClaims(setup.now));
    return {
      steps: [
        {
          title: "Take an honest token",
          text: `Encrypted with a password and ${HONEST.toLocaleString("en")} iterations.`,
          token: setup.honest,
          content,
        },
        {
          title: "Ask for more iterations",
          text: `p2c is ${ASKED.toLocaleString("en")} here. Only the header has to say so: the token need not be valid, so the number costs the attacker nothing.`,
          token,
          content,
        },
      ],
      token,
    };
  },
});

function sealed(now: number, password: Uint8Array, p2c: number): Promise<string> {
  return new EncryptJWT(honestClaims(now))
    .setProtectedHeader({ alg: ALG, enc: "A128GCM" })
    .setKeyManagementParameters({ p2c })
    .encrypt(password);
}

function iterationsOf(token: string): TraceLine {
  return ["iterations it did", Number(readSegment(splitSealed(token)[0])["p2c"]).toLocaleString("en")];
}
