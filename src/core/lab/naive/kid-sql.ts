import { decodeProtectedHeader } from "jose";
import type { SqlDatabase } from "../world/sql.ts";
import { verifyHmac } from "../toolkit/verify-hmac.ts";

/** Keeps each key in a row of a table. */
export async function verify(token: string, database: SqlDatabase) {
  const { kid = "" } = decodeProtectedHeader(token);
  const rows = database.query(`SELECT secret FROM keys WHERE kid = '${kid}'`); // guilty: kid becomes part of the statement.
  const [secret] = rows;
  if (secret === undefined) throw new Error("unknown kid");
  return verifyHmac(token, new TextEncoder().encode(secret));
}
