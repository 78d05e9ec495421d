import { defineRule } from "../support/define.ts";
import { at } from "../support/facts.ts";
import { type Args } from "../support/words.ts";

/** How `aud` names Microsoft Graph and its predecessor, by URL and by application id. */
const GRAPH =
  /^(?:https:\/\/graph\.(?:microsoft\.com|windows\.net)\/?|0000000[23]-0000-0000-c000-000000000000)(?:\/|@|$)/;
const ENTRA =
  /^https:\/\/(?:sts\.windows\.net|login\.microsoftonline\.(?:com|us)|login\.partner\.microsoftonline\.cn)\//;

const TITLE = "This token is only for Microsoft Graph";

/** A Microsoft Graph access token; with a nonce in its header only Graph can verify it: it was hashed before signing. */
export const graphToken = defineRule({
  id: "HDR-09",
  spec: "Microsoft identity platform, access tokens: tokens for Microsoft's APIs are not for validation",
  words: {
    nonce: (a: Args<"aud">) => [
      TITLE,
      `Its aud is ${a.aud}, and its header has a nonce. Microsoft signs such a token with a different nonce from the one it sends, so nobody else can verify it. Request a token for your own API's scope.`,
    ],
    graph: (a: Args<"aud">) => [TITLE, `Its aud is ${a.aud}. Request a token for your own API's scope.`],
  },
  look: (facts, say, { judgement }) => {
    const [iss, aud] = [facts.payloadValue("iss"), facts.payloadValue("aud")];
    if (iss?.type !== "string" || !ENTRA.test(iss.value) || aud?.type !== "string" || !GRAPH.test(aud.value)) return;
    if (judgement?.state === "verified") return;
    const isSigned = /^RS\d/.test(facts.alg ?? "") && facts.headerValue("nonce")?.type === "string";
    say("warn", isSigned ? "nonce" : "graph", {
      args: { aud: aud.value.slice(0, 60) },
      place: at("payload", aud.range),
    });
  },
  // Whatever the key: without Microsoft's own nonce none verifies it. Without a nonce the signature says more than `aud`.
  explains: [{ as: ["nonce"], rules: ["signature", "DBG-03"] }],
});
