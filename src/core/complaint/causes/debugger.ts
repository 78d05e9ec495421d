import type { Cause } from "../types.ts";

/** Causes that lie in tools. */
export const debuggerCauses: Readonly<Record<string, Cause>> = {
  "DBG-01": {
    topic: "tool",
    title: "A page signed the token anew",
    why: "The page that says valid shows a signature that it made itself; the one that was pasted may be bad.",
    todo: "Judge the token as it was issued: here the verdict names which signature it judges.",
  },
  "DBG-02": {
    topic: "tool",
    title: "The JSON was written anew before signing",
    why: "White space or the order of members changed, and with it the signed bytes.",
    todo: "Verify over the bytes as they came.",
  },
  "DBG-06": {
    topic: "tool",
    title: "A page or library looked for keys at iss",
    why: "It made an address of iss and asked there, which may be nobody’s, or tell where the token is used.",
    todo: "Name the issuers whose keys may be fetched.",
  },
};
