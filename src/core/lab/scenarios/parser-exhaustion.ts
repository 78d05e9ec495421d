import { CLAUSES } from "../clauses.ts";
import { FIXES } from "../fixes.ts";
import { HARDENED_RS256 } from "../hardened/index.ts";
import { cast, dateOf, PRIVATE, PUBLIC } from "../actors.ts";
import { verify } from "../naive/split-everything.ts";
import { pairSetup } from "../setups.ts";
import { defineScenario } from "../types.ts";

/** How many dots are sent. */
const DOTS = 1_000_000;

export default defineScenario({
  id: "parser-exhaustion",
  number: 47,
  family: "parser",
  title: "A million dots",
  summary: "Before anything is checked, the text is split into a million pieces.",
  cve: ["CVE-2025-27144"],
  needs: "one token, or none",
  situation:
    "The API splits the Authorization header at every dot. Each piece costs memory, and it happens before the signature is checked: anyone can trigger it.",
  actors: cast([PRIVATE], [PUBLIC], [], { attacker: "sends long requests" }),
  isCapped: true,
  cost: "Capped: one request with a million dots, run in a worker. Each piece is an object of at least 16 bytes: 16 MB for 1 MB sent. An attacker sends such requests by the thousand, from many places.",
  loosened: { tokenLength: "any", form: "any" },
  naive: {
    file: "naive/split-everything.ts",
    summary: "splits at every dot",
    verify: (setup, token) => verify(token, setup.pair.publicKey, dateOf(setup)),
    trace: (_, token) => [
      ["pieces it made", (token.length - token.replaceAll(".", "").length + 1).toLocaleString("en")],
    ],
  },
  hardened: HARDENED_RS256,
  consequence:
    "It did all that work, and even accepted the token. A few thousand of these, and nobody else gets an answer.",
  lesson: "Check the length first. It costs nothing.",
  clause: CLAUSES.format,
  fixes: FIXES.limit,
  question: {
    text: "Why is this worse than an ordinary long request?",
    answers: ["A small text becomes many objects: the cost is multiplied", "Dots are special in HTTP", "It is not"],
    right: 0,
    why: "Attacks on availability look for work that costs the sender little and the receiver much.",
  },
  setup: pairSetup,
  forge: async (setup) => {
    const token = setup.honest + ".".repeat(DOTS);
    return {
      steps: [
        {
          title: "Take an honest token",
          text: "Any text would do; with this one the verifier even says yes.",
          token: setup.honest,
        },
        { title: "Add a million dots", text: `${token.length.toLocaleString("en")} characters, one megabyte.`, token },
      ],
      token,
    };
  },
});
