import { lastMember } from "../../json/query.ts";
import { mediaTypeName } from "../../registry/media-types.ts";
import { defineRule } from "../support/define.ts";
import { at, claimPlace, type Facts } from "../support/facts.ts";

const EVENT = "http://schemas.openid.net/event/backchannel-logout";

/** Whether `events` has the event of back-channel logout, whatever `typ` says. */
export function isLogoutEvent({ payloadValue }: Facts): boolean {
  const events = payloadValue("events");
  return events?.type === "object" && lastMember(events, EVENT) !== null;
}

/** A logout token that its recipient must refuse. */
export const logoutToken = defineRule({
  id: "logout-token",
  spec: "OpenID Connect Back-Channel Logout 1.0 sections 2.4 and 2.6",
  words: {
    nonce: [
      "A logout token must not have a nonce",
      "It keeps a logout token from being taken for an ID Token. A client refuses the token (OpenID Connect Back-Channel Logout section 2.4).",
    ],
    event: [
      "The logout token lacks its event",
      `events must have the member ${EVENT}, with an empty object. Without it a client refuses the token (OpenID Connect Back-Channel Logout section 2.6).`,
    ],
    whom: [
      "The logout token names neither a user nor a session",
      "It must have sub, sid or both: nobody knows whom to log out otherwise (OpenID Connect Back-Channel Logout section 2.4).",
    ],
  },
  look: (facts, say) => {
    const typ = facts.headerValue("typ");
    const isTyped = typ?.type === "string" && mediaTypeName(typ.value) === "logout+jwt";
    if (!isTyped && !isLogoutEvent(facts)) return;
    if (facts.payloadValue("nonce")) say("error", "nonce", { place: claimPlace(facts, "nonce") });
    const events = facts.payloadValue("events");
    if (!isLogoutEvent(facts) && (events !== null || facts.lacks("payload", "events")))
      say("error", "event", { place: claimPlace(facts, "events") ?? (typ && at("header", typ.range)) });
    if (["sub", "sid"].every((name) => facts.lacks("payload", name)))
      say("error", "whom", { place: typ && isTyped ? at("header", typ.range) : claimPlace(facts, "events") });
  },
});
