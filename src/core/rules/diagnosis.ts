export { messageOf } from "./messages/index.ts";
export { runRules } from "./run.ts";
export { standingNotes } from "./standing/standing.ts";
