import { CLAUSES } from "../clauses.ts";
import { FIXES } from "../fixes.ts";
import { secretBench } from "../free/bench.ts";
import { HARDENED_KID_MAP, type HasSecret } from "../hardened/index.ts";
import { ADMIN, cast, KEY_ID, SECRET } from "../actors.ts";
import { verify as verifyQuery } from "../naive/kid-query.ts";
import { verify } from "../naive/kid-shell.ts";
import { secretSetup } from "../setups.ts";
import { readCompact } from "../toolkit/compact.ts";
import { withSecret } from "../toolkit/signers.ts";
import { MAKE_ADMIN, tell } from "../toolkit/storyboard.ts";
import { defineScenario } from "../types.ts";
import { createDocumentStore, type DocumentStore } from "../world/documents.ts";
import { createFileSystem } from "../world/files.ts";
import { createShell, type Shell } from "../world/shell.ts";

interface InjectionSetup extends HasSecret {
  readonly shell: Shell;
  readonly documents: DocumentStore;
}

/** A text that Mallory chose, long enough for a key. */
const CHOSEN = "mallory-chose-this-text-herself-2026";
/** A secret that leaked last year, and that everyone can read on a paste site. */
const LEAKED = "orders-2025-kP3vXw8nQz6LrT1mBd9Y";

const KIDS: Readonly<Record<string, unknown>> = {
  shell: `none; echo ${CHOSEN}`,
  substitution: `none ; echo ${CHOSEN}`,
  query: { $ne: "none" },
};

export default defineScenario<InjectionSetup>({
  id: "kid-injection",
  number: 18,
  family: "key",
  title: "kid in a command or a query",
  summary: "A name in one place becomes a command or an operator in another.",
  needs: "no key",
  situation:
    "One API reads the key with a shell command. Another one passes kid on to a document database, where an object is not a name but an operator; it rejects last year's leaked key when asked for it by name.",
  actors: cast([SECRET], [SECRET], []),
  variants: [
    { id: "shell", label: "second command", note: "a semicolon begins another command" },
    { id: "substitution", label: "substitution", note: "$( ) runs first; sleep shows from outside that it ran" },
    { id: "query", label: "NoSQL operator", note: "kid is an object: anything that is not none" },
  ],
  loosened: { kid: "shell" },
  loosenedFor: { query: { kid: "query" } },
  naive: {
    file: "naive/kid-shell.ts",
    summary: "pastes kid into a command",
    verify: (setup, token) => verify(token, setup.shell),
    trace: (_, token) => [["command", `cat /app/keys/${String(readCompact(token).header["kid"])}`]],
  },
  naiveFor: {
    query: {
      file: "naive/kid-query.ts",
      summary: "passes kid on unchanged",
      verify: (setup, token) => verifyQuery(token, setup.documents),
      trace: (_, token) => [["query", JSON.stringify({ kid: readCompact(token).header["kid"] })]],
    },
  },
  hardened: HARDENED_KID_MAP,
  consequence: "Mallory is admin now, and the service ran what she wrote.",
  lesson: "Check the type and the characters of kid first, then look it up in a map.",
  clause: CLAUSES.received,
  fixes: FIXES.kidMap,
  question: {
    text: "Why is the type of kid worth a check?",
    answers: [
      "JSON lets it be an object, and a query language gives objects a meaning",
      "Numbers are faster",
      "It must be a UUID",
    ],
    right: 0,
    why: "RFC 7515 says that kid is a string. Code that relies on that must check it.",
  },
  setup: async (environment, variant) => {
    const base = await secretSetup(environment, variant);
    const text = new TextDecoder().decode(base.secret);
    const files = createFileSystem({ [`/app/keys/${KEY_ID}`]: text });
    const shell = createShell(files);
    const documents = createDocumentStore({ "2025-01": LEAKED, [KEY_ID]: text });
    const world = variant === "query" ? [documents] : [shell, files];
    return { ...base, shell, documents, world, bench: secretBench(base.secret, base.now, { shell, documents }) };
  },
  forge: (setup) => {
    const honest = readCompact(setup.honest);
    const isQuery = setup.variant === "query";
    const kid = KIDS[setup.variant] ?? KIDS["shell"];
    return tell({
      honest: setup.honest,
      header: isQuery
        ? {
            title: "Make kid an operator",
            text: "Not a name, but a condition. The first document that fulfils it is the leaked key.",
            value: { ...honest.header, kid },
          }
        : {
            title: "Write a command into kid",
            text: "cat fails, and echo prints the key.",
            value: { ...honest.header, kid },
          },
      payload: { ...MAKE_ADMIN, value: { ...honest.claims, ...ADMIN } },
      signature: {
        title: isQuery ? "Sign with the leaked key" : "Sign with what echo prints",
        text: isQuery ? "It has been on a paste site since last year." : "The secret is the text Mallory chose.",
        value: withSecret(new TextEncoder().encode(isQuery ? LEAKED : CHOSEN)),
      },
    });
  },
});
