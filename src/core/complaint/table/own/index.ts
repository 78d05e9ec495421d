import type { Row } from "../../types.ts";
import { clouds } from "./clouds.ts";
import { edges } from "./edges.ts";
import { libraryMessages } from "./libraries.ts";
import { platforms } from "./platforms.ts";

/**
 * Messages that the collected table lacks. What software prints is a fact; each group names the repository or documentation
 * that it is from, and the public threads whose end told the cause.
 */
export const OWN: readonly Row[] = [...libraryMessages, ...platforms, ...clouds, ...edges];
