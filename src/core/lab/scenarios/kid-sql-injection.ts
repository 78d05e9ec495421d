import { CLAUSES } from "../clauses.ts";
import { FIXES } from "../fixes.ts";
import { secretBench } from "../free/bench.ts";
import { HARDENED_KID_MAP, type HasSecret } from "../hardened/index.ts";
import { ADMIN, cast, KEY_ID, SECRET } from "../actors.ts";
import { verify } from "../naive/kid-sql.ts";
import { secretSetup } from "../setups.ts";
import { readCompact } from "../toolkit/compact.ts";
import { withSecret } from "../toolkit/signers.ts";
import { MAKE_ADMIN, tell } from "../toolkit/storyboard.ts";
import { defineScenario } from "../types.ts";
import { createSqlDatabase, type SqlDatabase } from "../world/sql.ts";

interface SqlSetup extends HasSecret {
  readonly sql: SqlDatabase;
}

const KID = "x' UNION SELECT '1';--";

export default defineScenario<SqlSetup>({
  id: "kid-sql-injection",
  number: 17,
  family: "key",
  title: "kid in an SQL statement",
  summary: "The attacker finishes the statement that fetches the key.",
  needs: "no key",
  situation:
    "The API keeps its keys in a table and builds the SQL from text. The kid becomes part of it, quotation marks included.",
  actors: cast([SECRET], [SECRET], []),
  loosened: { kid: "sql", keySize: "any" },
  naive: {
    file: "naive/kid-sql.ts",
    summary: "pastes kid into SQL",
    verify: (setup, token) => verify(token, setup.sql),
    trace: ({ sql }) => [["statement", sql.log.at(-1) ?? ""]],
  },
  hardened: HARDENED_KID_MAP,
  consequence: "Mallory is admin now. The database returned the key she wrote into the query.",
  lesson: "Text from a token is a value, never part of a statement.",
  clause: CLAUSES.received,
  fixes: FIXES.kidMap,
  question: {
    text: "Why does the attacker not need to read the table?",
    answers: [
      "The UNION adds a row of her own, and that row becomes the key",
      "The table is public",
      "The comment at the end prints it",
    ],
    right: 0,
    why: "She does not steal a key, she brings one: the secret is the text '1' she wrote herself.",
  },
  setup: async (environment, variant) => {
    const base = await secretSetup(environment, variant);
    const sql = createSqlDatabase("keys", "kid", "secret", { [KEY_ID]: new TextDecoder().decode(base.secret) });
    return { ...base, sql, world: [sql], bench: secretBench(base.secret, base.now, { sql }) };
  },
  forge: (setup) => {
    const honest = readCompact(setup.honest);
    return tell({
      honest: setup.honest,
      header: {
        title: "Finish the statement",
        text: "The quotation mark closes the string, UNION adds a row, and the dashes comment out the rest.",
        value: { ...honest.header, kid: KID },
        exhibit: { label: "What the database is asked", text: `SELECT secret FROM keys WHERE kid = '${KID}'` },
      },
      payload: { ...MAKE_ADMIN, value: { ...honest.claims, ...ADMIN } },
      signature: {
        title: "Sign with your own row",
        text: "HMAC-SHA256 with the secret 1.",
        value: withSecret(new TextEncoder().encode("1")),
      },
    });
  },
});
