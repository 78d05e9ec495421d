import { CLAUSES } from "../clauses.ts";
import { FIXES } from "../fixes.ts";
import { HARDENED_RS256, type HasPair } from "../hardened/index.ts";
import { ADMIN, cast, PRIVATE, PUBLIC } from "../actors.ts";
import { verify } from "../naive/json-polyglot.ts";
import { pairSetup } from "../setups.ts";
import { readCompact, segment, split } from "../toolkit/compact.ts";
import { defineScenario } from "../types.ts";

export default defineScenario<HasPair>({
  id: "json-polyglot",
  number: 33,
  family: "parser",
  title: "One text, two tokens",
  summary: "Verified as JSON, read as compact.",
  cve: ["CVE-2022-39227"],
  needs: "one token",
  situation:
    "A JWS may also be written as a JSON object. The library verifies that form too; the code around it knows dots only, and takes the claims from between the first two.",
  actors: cast([PRIVATE], [PUBLIC], []),
  loosened: { form: "any" },
  naive: {
    file: "naive/json-polyglot.ts",
    summary: "verifies one form, reads the other",
    verify: (setup, token) => verify(token, setup.pair.publicKey),
    trace: () => [
      ["verified", "the members of a JSON object"],
      ["read", "what is between two dots"],
    ],
  },
  hardened: HARDENED_RS256,
  consequence: "Mallory is admin now. The honest token is inside, and it was verified.",
  lesson: "Accept one form. Use the claims that verification returned.",
  clause: CLAUSES.format,
  fixes: FIXES.oneReading,
  question: {
    text: "Where are the forged claims in the JSON object?",
    answers: ["In payload", "In the name of an unknown member", "In signature"],
    right: 1,
    why: "Unknown members are ignored. Their names may contain anything, including dots and base64url.",
  },
  setup: pairSetup,
  forge: async (setup) => {
    const [header, payload, signature] = split(setup.honest);
    const honest = { protected: header, payload, signature };
    const forged = segment({ ...readCompact(setup.honest).claims, ...ADMIN });
    const token = JSON.stringify({ [` ${header}.${forged}.`]: "", ...honest });
    return {
      steps: [
        { title: "Take an honest token", text: "Log in as yourself.", token: setup.honest },
        {
          title: "Write it as JSON",
          text: "The flattened form has the same three parts as members (RFC 7515, section 7.2.2).",
          token: JSON.stringify(honest),
        },
        {
          title: "Add a member with dots",
          text: "Its name is itself a token, with role: admin between the dots.",
          token,
          exhibit: { label: "The claims in the name", text: forged },
        },
      ],
      token,
    };
  },
});
