import { CLAUSES } from "../clauses.ts";
import { FIXES } from "../fixes.ts";
import { HARDENED_RS256 } from "../hardened/index.ts";
import { ADMIN, cast, dateOf, PRIVATE, PUBLIC } from "../actors.ts";
import { verify } from "../naive/none-blocked.ts";
import { pairSetup } from "../setups.ts";
import { readCompact } from "../toolkit/compact.ts";
import { MAKE_ADMIN, tell } from "../toolkit/storyboard.ts";
import { algUsed } from "../trace.ts";
import { defineScenario } from "../types.ts";

const SPELLINGS: Readonly<Record<string, string>> = { capital: "None", upper: "NONE", mixed: "nOnE", empty: "" };

export default defineScenario({
  id: "alg-none-case",
  number: 2,
  family: "algorithm",
  title: "none, spelled differently",
  summary: "A block list stops none but lets None through.",
  needs: "no key",
  situation:
    "After alg none became known, the developer blocked it by name. The library underneath ignores case, or treats an empty name as no algorithm.",
  actors: cast([PRIVATE], [PUBLIC], []),
  variants: [
    { id: "capital", label: "None", note: "one capital letter" },
    { id: "upper", label: "NONE", note: "all capitals" },
    { id: "mixed", label: "nOnE", note: "mixed" },
    { id: "empty", label: "empty", note: "no name at all" },
  ],
  loosened: { algorithm: "block-list" },
  naive: {
    file: "naive/none-blocked.ts",
    summary: "a block list of one word",
    verify: (setup, token) => verify(token, setup.pair.publicKey, dateOf(setup)),
    trace: (_, token) => [algUsed(token), ["its block list", "none"]],
  },
  hardened: HARDENED_RS256,
  consequence: "Mallory is admin now. The block list knew a different spelling.",
  lesson: "List what is allowed. Nobody can list everything that is not.",
  clause: CLAUSES.allowList,
  fixes: FIXES.pin("RS256"),
  question: {
    text: "Would comparing without case have closed the hole?",
    answers: [
      "Yes, then every spelling is caught",
      "Only until the next name the library treats as none",
      "Yes, if it also trims spaces",
    ],
    right: 1,
    why: "A block list is a race against every spelling the code below it accepts. An allow list ends it: anything but RS256 is rejected.",
  },
  setup: pairSetup,
  forge: (setup) => {
    const honest = readCompact(setup.honest);
    const alg = SPELLINGS[setup.variant] ?? "None";
    return tell({
      honest: setup.honest,
      header: {
        title: alg === "" ? "Empty the alg" : `Change alg to ${alg}`,
        text: "Not the word on the block list, but the same to the library.",
        value: { ...honest.header, alg },
      },
      payload: { ...MAKE_ADMIN, value: { ...honest.claims, ...ADMIN } },
      signature: { title: "Remove the signature", text: "Nothing follows the last dot.", value: "" },
    });
  },
});
