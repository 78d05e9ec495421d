import type { Row } from "../types.ts";
import { anywhere } from "./anywhere.ts";
import { compiled } from "./compiled.ts";
import { gateways } from "./gateways.ts";
import { javascript } from "./javascript.ts";
import { jvmDotnet } from "./jvm-dotnet.ts";
import { providers } from "./providers.ts";
import { pythonRubyPhp } from "./python-ruby-php.ts";

/**
 * The messages, and the rules that each can come from: collected in 2026 from the sources of the libraries and gateways
 * named, from their documentation, and from what their users reported.
 */
export const MESSAGES: readonly Row[] = [
  ...javascript,
  ...pythonRubyPhp,
  ...jvmDotnet,
  ...compiled,
  ...gateways,
  ...providers,
  ...anywhere,
];
