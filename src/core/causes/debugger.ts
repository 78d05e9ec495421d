import type { CauseRecord } from "./types.ts";

/** Causes in the tools that look at tokens. */
export const debuggerCauses = {
  "DBG-01": {
    topic: "tool",
    decides: "verifier",
    title: "A page re-signed the token",
    why: "The page that calls it valid shows a signature that it made itself; the pasted one may be bad.",
    todo: "Check the token as it was issued: here the verdict says which signature it is about.",
  },
  "DBG-02": {
    topic: "tool",
    decides: "trial",
    title: "The JSON was rewritten before signing",
    why: "Whitespace or the order of members changed, and with it the signed bytes.",
    todo: "Verify the bytes as received.",
  },
  "DBG-03": {
    topic: "tool",
    decides: "verifier",
    title: "Valid in another tool, but not here",
    why: "The other tool re-signed it, ignored a rule, or had another key.",
    todo: "Compare key, encoding of the secret and the exact bytes.",
  },
  "DBG-04": {
    topic: "tool",
    decides: "paste",
    title: "The token was sent to a server in the address",
    why: "A query parameter is part of the request, of logs and of the Referer header.",
    todo: "Put it behind # instead of ?, and treat this token as disclosed.",
  },
  "DBG-05": {
    topic: "tool",
    decides: "verifier",
    title: "A usable token was shared",
    why: "Whoever has it can use it until it expires.",
    todo: "Revoke it, or let it expire, and share a token without its signature.",
  },
  "DBG-06": {
    topic: "tool",
    decides: "nobody", // It is about tools that fetch keys by themselves; this page makes no request.
    title: "A tool looked for keys at iss",
    why: "It built a URL from iss and fetched it. The URL may belong to an attacker, or the request reveals where the token is used.",
    todo: "List the issuers whose keys may be fetched.",
  },
} as const satisfies Readonly<Record<string, CauseRecord>>;
