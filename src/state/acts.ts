export { envelopeOf } from "../core/envelope/envelope.ts";
export { layInner } from "../core/envelope/splice.ts";
export { setAlgorithm } from "./algorithm.ts";
export { copy, copyText } from "./copying.ts";
export { applyFix } from "./fixes.ts";
export { openFound, openWhole } from "./search.ts";
