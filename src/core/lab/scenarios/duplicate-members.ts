import { CLAUSES } from "../clauses.ts";
import { FIXES } from "../fixes.ts";
import { HARDENED_RS256, type HasPair } from "../hardened/index.ts";
import { ADMIN, cast, dateOf, honestClaims, honestHeader, PRIVATE, PUBLIC } from "../actors.ts";
import { verify } from "../naive/two-readers.ts";
import { pairSetup } from "../setups.ts";
import { readCompact, signCompact } from "../toolkit/compact.ts";
import { withPrivateKey } from "../toolkit/signers.ts";
import { MAKE_ADMIN, tell } from "../toolkit/storyboard.ts";
import { defineScenario } from "../types.ts";

interface NamedSetup extends HasPair {
  /** The issuer's token for a user of that name. The issuer builds JSON by concatenating text. */
  tokenFor(name: string): Promise<string>;
}

export default defineScenario<NamedSetup>({
  id: "duplicate-members",
  number: 32,
  family: "parser",
  title: "Two members with one name",
  summary: "One reader keeps the first, the other the last.",
  needs: "two readers",
  situation:
    "A gateway checks the header with one JSON reader; behind it a library reads the same text with another. Each is correct on its own. If a name appears twice, they see different tokens.",
  actors: cast([PRIVATE], [PUBLIC], [], { service: "a gateway and a library" }),
  variants: [
    { id: "alg", label: "alg twice", note: "RS256 when checked, none when used" },
    { id: "role", label: "role twice", note: "put into a user name, and honestly signed" },
  ],
  loosened: { duplicates: "two-readers" },
  naive: {
    file: "naive/two-readers.ts",
    summary: "checked and used by two readers",
    verify: (setup, token) => verify(token, setup.pair.publicKey, dateOf(setup)),
    trace: () => [
      ["the check keeps", "the first member"],
      ["the library keeps", "the last member"],
    ],
  },
  hardened: HARDENED_RS256,
  consequence: "Mallory is admin now. Each reader was right, about a different token.",
  lesson: "Read once, and use what was checked. Reject duplicate names.",
  clause: CLAUSES.duplicates,
  fixes: FIXES.oneReading,
  question: {
    text: "Which member counts according to RFC 7515?",
    answers: ["The first", "The last one, or the token is rejected", "Both, as a list"],
    right: 1,
    why: "A parser must refuse duplicates or return the last, as ECMAScript's does. Many readers keep the first.",
  },
  setup: async (environment, variant) => {
    const base = await pairSetup(environment, variant);
    const tokenFor = (name: string): Promise<string> => {
      const rest = JSON.stringify(honestClaims(base.now)).slice(1);
      return signCompact(honestHeader("RS256"), `{"name":"${name}",${rest}`, withPrivateKey(base.pair));
    };
    return { ...base, tokenFor };
  },
  forge: async (setup) => {
    if (setup.variant === "role") {
      const name = 'Mallory","role":"admin';
      const token = await setup.tokenFor(name);
      return {
        steps: [
          {
            title: "An ordinary account",
            text: "The issuer puts the user name in the claims.",
            token: await setup.tokenFor("Mallory"),
          },
          {
            title: "Take an unusual name",
            text: "A quotation mark, a comma, and a member of its own. The issuer builds JSON from text.",
            token,
            exhibit: { label: "The name", text: name },
          },
          { title: "Send it", text: "role occurs twice: admin first, viewer last.", token },
        ],
        token,
      };
    }
    const honest = readCompact(setup.honest);
    const header = JSON.stringify(honest.header);
    return tell({
      honest: setup.honest,
      header: {
        title: "Write alg twice",
        text: "RS256 first, none last.",
        value: `${header.slice(0, -1)},"alg":"none"}`,
      },
      payload: { ...MAKE_ADMIN, value: { ...honest.claims, ...ADMIN } },
      signature: {
        title: "Remove the signature",
        text: "The library reads none, and needs no signature.",
        value: "",
      },
    });
  },
});
