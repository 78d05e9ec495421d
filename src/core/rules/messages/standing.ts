import type { Wordings } from "./wording.ts";

const SAID = "By its own word alone.";

export const standingWordings: Wordings = {
  "origin/both": (a) => [`Reads as ${a["kind"]} of ${a["issuer"]}`, SAID],
  "origin/issuer": (a) => [`Reads as a token of ${a["issuer"]}`, SAID],
  "origin/kind": (a) => [`Reads as ${a["kind"]}`, SAID],
  "DBG-05/live": (a) => [
    `This token looks live: ${a["issuer"]}, good for another ${a["span"]}`,
    `It stays in this page. Whoever else has it can use it until ${a["until"]}. If it came through a chat, a ticket, a log or another site, sign out or revoke it when you are done here; where you pass it on, leave out the signature.`,
  ],
};
