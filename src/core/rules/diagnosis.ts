export { messageOf } from "./messages/index.ts";
export { runRules } from "./run.ts";
