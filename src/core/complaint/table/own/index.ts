import type { Row } from "../../types.ts";
import { clients } from "./clients.ts";
import { clouds } from "./clouds.ts";
import { compiledSays } from "./compiled.ts";
import { edges } from "./edges.ts";
import { javascriptSays } from "./javascript.ts";
import { jvmDotnetSays } from "./jvm-dotnet.ts";
import { platforms } from "./platforms.ts";
import { pythonSays } from "./python.ts";
import { rubyPhpSays } from "./ruby-php.ts";
import { servers } from "./servers.ts";
import { services } from "./services.ts";

/** About the number of parts, not about another fault. */
const OF_PARTS = /malformed|parts?\b|segments|dots|period|well formed|compact/i;

/** A text without three parts may be encrypted and have five. */
function withEncrypted(row: Row): Row {
  const isOne = row.rules[0] === "IN-08" && OF_PARTS.test(row.text) && !row.rules.includes("IN-09");
  return isOne ? { ...row, rules: [...row.rules, "IN-09"] } : row;
}

/**
 * Messages that the collected table lacks. What software prints is a fact; each group names its repository or
 * documentation, and the public threads that ended with the cause.
 */
export const OWN: readonly Row[] = [
  ...javascriptSays,
  ...pythonSays,
  ...rubyPhpSays,
  ...jvmDotnetSays,
  ...compiledSays,
  ...platforms,
  ...clouds,
  ...services,
  ...clients,
  ...servers,
  ...edges,
].map(withEncrypted);
