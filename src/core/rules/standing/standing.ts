import { durationWords } from "../../claims/describe.ts";
import { wellKnownSecret } from "../../crack/well-known.ts";
import { issuerOf, kindOf, lookAt, type LookedAt } from "../../registry/issuers.ts";
import { defineRule } from "../support/define.ts";
import { answersTo } from "../run.ts";
import { at, excerpt, type Facts } from "../support/facts.ts";
import { when } from "../support/when.ts";
import type { Finding, RuleContext } from "../types.ts";
import { type Args } from "../support/words.ts";

const SAID = "This is only what the token claims.";

function lookedAt({ header, payload }: Facts): LookedAt {
  return lookAt(header.document, payload.document);
}

/** What the token claims to be: its issuer and kind. The token says so itself, so this is not a finding about it. */
const origin = defineRule({
  id: "origin",
  spec: "RFC 7519 section 4.1.1, RFC 7515 section 4.1.9",
  words: {
    both: (a: Args<"kind" | "issuer">) => [`Looks like ${a.kind} from ${a.issuer}`, SAID],
    issuer: (a: Args<"issuer">) => [`Looks like a token from ${a.issuer}`, SAID],
    kind: (a: Args<"kind">) => [`Looks like ${a.kind}`, SAID],
  },
  look: (facts, say) => {
    if (!facts.payload.object) return;
    const token = lookedAt(facts);
    const issuer = issuerOf(token);
    const kind = kindOf(token);
    if (issuer === null && kind === null) return;
    say("info", issuer === null ? "kind" : kind === null ? "issuer" : "both", {
      args: { issuer: issuer?.name ?? "", kind: kind ?? "" },
    });
  },
});

/** Hosts that are reachable only from their own network, or reserved for examples and tests (RFC 2606, RFC 6761). */
const NOT_PRODUCTION =
  /^(?:localhost|[^.]*|[\d.]+|\[.*\]|.*\.(?:example|test|invalid|localhost|local|internal|lan|home|corp|dev|svc|cluster\.local)|(?:.*\.)?example\.(?:com|net|org|edu)|jwt\.io)$/i;

/** Whether `iss`, as it stands, is the issuer of a real service and not of an example. */
function isProduction(iss: string, issuer: ReturnType<typeof issuerOf>): boolean {
  if (issuer?.isPublic === true) return iss !== "supabase-demo";
  const host = /^https:\/\/([^/:?#]+)/i.exec(iss)?.[1];
  return host !== undefined && !NOT_PRODUCTION.test(host);
}

/** A token that anyone who has it can use right now. Nothing is wrong with it; the question is who else has it. */
const live = defineRule({
  id: "DBG-05",
  ticks: true,
  spec: "RFC 6750 section 5.2, RFC 9700 section 4.3",
  words: {
    live: (a: Args<"issuer" | "span" | "until">) => [
      `This token looks live: ${a.issuer}, valid for another ${a.span}`,
      `It stays in this page. Anyone else who has it can use it until ${a.until}. If it came through a chat, a ticket, a log or another site, sign out or revoke it when you are done; if you pass it on, leave out the signature.`,
    ],
  },
  look: (facts, say, context) => {
    const { times, clock, provenance, judgement, keys, token } = context;
    const isSigned = ["jws", "jws-json", "sd-jwt"].includes(token.form);
    if (!isSigned || provenance !== "original" || (facts.segment("signature")?.bytes.length ?? 0) < 32) return;
    if (facts.alg === null || facts.alg.toLowerCase() === "none") return;
    const exp = times.find(({ claim }) => claim === "exp");
    const isLive = exp?.state === "valid" && exp.seconds !== null && times.every(({ state }) => state !== "not-yet");
    if (!isLive || exp.seconds === null) return;
    // Signed with a published secret, it is a demonstration.
    if (judgement?.key?.source === "secret" && wellKnownSecret(keys.secret.text) !== null) return;
    const known = lookedAt(facts);
    const issuer = issuerOf(known);
    const iss = known.claim("iss");
    if (!isProduction(iss, issuer)) return;
    say("info", "live", {
      args: {
        issuer: issuer?.name ?? excerpt(/^https:\/\/([^/]+)/.exec(iss)?.[1] ?? iss, 60),
        span: durationWords(exp.seconds - clock.now),
        until: when(exp.seconds, context),
      },
      place: at("payload", exp.range),
    });
  },
});

/** Notes shown beside the panes, whatever the diagnosis lists: on a healthy token as well. */
export const STANDING = [origin, live] as const;

/** The notes beside the panes for a context. They have the shape and words of findings but are never listed as such. Never throws. */
export function standingNotes(context: RuleContext): readonly Finding[] {
  return answersTo(context, STANDING, (rule) => {
    try {
      return rule.detect(context);
    } catch {
      // A failing note must not interrupt; the diagnosis reports a failure of the same facts.
      return [];
    }
  });
}
