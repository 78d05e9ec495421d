import { defineRule } from "../support/define.ts";
import { keysOf } from "../key/fields.ts";
import { whole } from "../support/facts.ts";

/** A signature made here says nothing about the pasted token. If that one did not verify, this is said just as loudly. */
export const reSigned = defineRule({
  id: "DBG-01",
  spec: "RFC 7515 section 5.2",
  words: {
    invalid: [
      "The pasted token did NOT verify; this signature was made here",
      "The signature you see was made by this page over the changed token. The original failed with the same key.",
      "Revert",
    ],
    malformed: [
      "The pasted token could not be verified; this signature was made here",
      "The original was malformed. That this one verifies says nothing about the original.",
      "Revert",
    ],
    unsigned: [
      "The pasted token was not signed; this signature was made here",
      "The original had no signature. That this one verifies says nothing about the original.",
      "Revert",
    ],
  },
  look: (_, say, context) => {
    if (context.provenance !== "re-signed" || !context.original) return;
    const { state } = context.original;
    if (state === "invalid" || state === "malformed") {
      say("warn", state, { place: whole("token", context.token.text), fix: { kind: "revert" } });
    } else if (state === "unsigned") {
      say("warn", "unsigned", { place: whole("token", context.token.text), fix: { kind: "revert" } });
    }
  },
});

/** The token was in a query string, which reaches the server and its logs. */
export const inQuery = defineRule({
  id: "DBG-04",
  spec: "RFC 6750 section 5.3, RFC 9700 section 4.3.2",
  words: {
    query: [
      "The server saw this token",
      "It was in the query string, which is sent in requests and written to logs. It has been removed from the address bar; use # instead of ? in links, and treat the token as known to the server.",
    ],
  },
  look: (_, say, { arrival }) => {
    if (arrival?.fromAddress === "query") say("security", "query");
  },
});

/** A secret key was in the link: whoever has the link has the key, and links are stored in many places. */
export const keyInLink = defineRule({
  id: "key-in-link",
  spec: "RFC 8725 section 2.2, RFC 7517 section 9.2",
  words: {
    secret: [
      "The link contained the secret",
      "Whoever has the link can sign tokens with it, and links stay in browser histories, chats and logs. It has been removed from the address bar; treat the secret as published and replace it where it is used.",
    ],
    "private-key": [
      "The link contained a private key",
      "Whoever has the link can sign with it, and links stay in browser histories, chats and logs. It has been removed from the address bar; treat the key as published and replace it where it is used.",
    ],
  },
  look: (_, say, { keys, linkKeys = [], publicKey, privateKey }) => {
    const isFromLink = (text: string): boolean => text !== "" && linkKeys.includes(text);
    if (isFromLink(keys.secret.text)) say("security", "secret", { place: whole("secret", keys.secret.text) });
    for (const [pane, { text }, reading] of [
      ["public-key", keys.publicKey, publicKey],
      ["private-key", keys.privateKey, privateKey],
    ] as const) {
      if (isFromLink(text) && keysOf(reading).some(({ isPrivate }) => isPrivate))
        say("security", "private-key", { place: whole(pane, text) });
    }
  },
});
