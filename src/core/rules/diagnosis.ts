export { messageOf } from "./message.ts";
export { runRules } from "./run.ts";
export { standingNotes } from "./standing/standing.ts";
