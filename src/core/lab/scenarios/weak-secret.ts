import { CLAUSES } from "../clauses.ts";
import { FIXES } from "../fixes.ts";
import { secretBench } from "../free/bench.ts";
import { HARDENED_HS256, type HasSecret } from "../hardened/index.ts";
import { ADMIN, cast, dateOf, SECRET } from "../actors.ts";
import { verify } from "../naive/weak-secret.ts";
import { secretSetup } from "../setups.ts";
import { readCompact, signingInput } from "../toolkit/compact.ts";
import { hmac } from "../toolkit/hmac.ts";
import { withSecret } from "../toolkit/signers.ts";
import { MAKE_ADMIN, tell } from "../toolkit/storyboard.ts";
import { defineScenario } from "../types.ts";

interface WeakSetup extends HasSecret {
  readonly weak: string;
  readonly hardenedHonest: string;
}

/** Secrets from documentation, examples and habit: every word list begins with them. */
const WORDS = [
  "secret",
  "your-256-bit-secret",
  "changeme",
  "password",
  "jwt_secret",
  "supersecret",
  "mysecret",
  "secretkey",
  "keyboard cat",
  "your_jwt_secret",
  "a-string-secret-at-least-256-bits-long",
  "shhhhh",
  "topsecret",
  "qwerty123",
];

export default defineScenario<WeakSetup>({
  id: "weak-secret",
  number: 21,
  family: "signature",
  title: "Guess the secret",
  summary: "A token is enough to try secrets offline, as fast as your machine can.",
  needs: "one token",
  situation:
    "The verifier is correct. Its secret comes from the documentation. Anyone with one token can try words until one produces the same signature, and nobody notices.",
  actors: cast([SECRET], [SECRET], [], { attacker: "has one token and a list of words" }),
  cost: "A processor core tries about a million secrets a second, a graphics card nearly two billion. The list here has fourteen. The page's cracker searches longer ones.",
  asks: true,
  variants: [
    { id: "your-256-bit-secret", label: "your-256-bit-secret", note: "from the debugger of jwt.io" },
    { id: "secret", label: "secret", note: "from everywhere" },
    {
      id: "a-string-secret-at-least-256-bits-long",
      label: "a-string-secret-at-least-256-bits-long",
      note: "long enough, and in every list",
    },
  ],
  loosened: { keySize: "any" },
  loosenedFor: { "a-string-secret-at-least-256-bits-long": null },
  naive: {
    file: "naive/weak-secret.ts",
    summary: "a word for a secret",
    verify: (setup, token) => verify(token, setup.weak, dateOf(setup)),
    trace: ({ weak }) => [["key it used", `${weak.length} characters, in every list`]],
  },
  hardened: HARDENED_HS256,
  consequence: "Mallory is admin now, and can be until the secret is changed.",
  lesson: "A secret a person can remember is one a machine can guess.",
  clause: CLAUSES.entropy,
  fixes: FIXES.randomSecret,
  question: {
    text: "The secret is 38 characters long and comes from an example. Is it strong?",
    answers: ["Yes, it has more than 256 bits", "No: anything published is a single guess"],
    right: 1,
    why: "Length counts only for random secrets. A published text has no entropy at all.",
  },
  setup: async (environment, variant) => {
    const weak = variant === "" ? "your-256-bit-secret" : variant;
    const guessable = await secretSetup(environment, variant, weak);
    const real = await secretSetup(environment, variant);
    return {
      ...guessable,
      weak,
      secret: real.secret,
      hardenedHonest: real.honest,
      forgedWith: guessable.workbench,
      bench: secretBench(new TextEncoder().encode(weak), guessable.now),
    };
  },
  forge: async (setup, { target }) => {
    const captured = target === "naive" ? setup.honest : setup.hardenedHonest;
    const { found, tried } = await guess(captured);
    const secret = new TextEncoder().encode(found ?? WORDS[0]);
    const honest = readCompact(captured);
    const { steps, token } = await tell({
      honest: captured,
      payload: { ...MAKE_ADMIN, value: { ...honest.claims, ...ADMIN } },
      signature: {
        title: "Sign with the secret",
        text: found === null ? "Nothing was found. Any word will have to do." : `HMAC-SHA256 with ${found}.`,
        value: withSecret(secret),
      },
    });
    const [first, ...rest] = steps;
    if (!first) throw new Error("no steps");
    const search = {
      title: "Try the words of a list",
      text: found === null ? `None of ${WORDS.length} fits.` : `Number ${tried} of ${WORDS.length} fits: ${found}`,
      token: captured,
      exhibit: { label: "The list", text: WORDS.join("\n") },
    };
    return { steps: [first, search, ...rest], token };
  },
});

/** The first word of the list whose HMAC matches the token's. */
async function guess(token: string): Promise<{ readonly found: string | null; readonly tried: number }> {
  const { signature } = readCompact(token);
  for (const [index, word] of WORDS.entries()) {
    const mac = await hmac(new TextEncoder().encode(word), signingInput(token));
    if (mac.every((byte, at) => byte === signature[at])) return { found: word, tried: index + 1 };
  }
  return { found: null, tried: WORDS.length };
}
