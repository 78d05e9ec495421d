import type { Row } from "../../types.ts";
import { clouds } from "./clouds.ts";
import { compiledSays } from "./compiled.ts";
import { edges } from "./edges.ts";
import { javascriptSays } from "./javascript.ts";
import { jvmDotnetSays } from "./jvm-dotnet.ts";
import { platforms } from "./platforms.ts";
import { pythonSays } from "./python.ts";
import { rubyPhpSays } from "./ruby-php.ts";
import { services } from "./services.ts";

/**
 * Messages that the collected table lacks. What software prints is a fact; each group names the repository or documentation
 * that it is from, and the public threads whose end told the cause.
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
  ...edges,
];
