import { sha256 } from "@noble/hashes/sha2.js";
import { stringMember } from "../../json/query.ts";
import type { JsonDocument } from "../../json/types.ts";
import { familyOf } from "../../registry/algorithms.ts";
import { mediaTypeName } from "../../registry/media-types.ts";
import { encodeBase64Url } from "../../text/base64url.ts";
import { encodeUtf8 } from "../../text/utf8.ts";
import { cameAsBearer } from "../support/bearer.ts";
import { pastedText, tokensBeside } from "../support/beside.ts";
import { defineRule, type Say } from "../support/define.ts";
import { at, claimPlace, excerpt, type Facts } from "../support/facts.ts";
import { type RequestShown, requestWith } from "../support/request-shown.ts";
import type { Place, RuleContext } from "../types.ts";
import { dpopWords } from "./dpop.words.ts";

type Saying = Say<typeof dpopWords>;

/** A proof: the open token, or one pasted with it, whose claims have no place in the panes. */
interface Proof {
  readonly text: string;
  readonly claims: JsonDocument;
  readonly place: (claim: string) => Place | null;
}

/** A DPoP proof, and whether the request that it was pasted with is the one that it was made for. */
export const dpopProof = defineRule({
  id: "dpop-proof",
  spec: "RFC 9449 sections 4.2, 4.3, 7.1 and 8",
  words: dpopWords,
  look: (facts, say, context) => {
    const proof = isProof(facts) ? own(facts) : onlyBeside(context);
    if (proof === null) {
      sayLikely(facts, say);
      return;
    }
    if (proof.text === context.token.text) {
      sayHeader(facts, say);
      if (cameAsBearer(context) && !sentAsProof(context, proof.text)) say("error", "bearer", { class: "not-a-token" });
    }
    const request = requestWith(context, proof.text);
    sayMethod(proof, request, say);
    sayAddress(proof, request, say);
    if (request !== null) sayToken(proof, request, say);
    sayNonce(proof, context, say);
  },
  explains: [
    { as: ["symmetric"], rules: ["HDR-07"] },
    { as: ["type"], rules: ["HDR-07"] },
  ],
});

const isType = (typ: string | null): boolean => mediaTypeName(typ ?? "") === "dpop+jwt";

function isProof({ headerValue, token }: Facts): boolean {
  const typ = headerValue("typ");
  return token.form === "jws" && typ?.type === "string" && isType(typ.value);
}

const own = (facts: Facts): Proof => ({
  text: facts.token.text,
  claims: facts.claims,
  place: (claim) => claimPlace(facts, claim),
});

/** The proof pasted with the open token; null if there is none, or several. */
function onlyBeside(context: RuleContext): Proof | null {
  const proofs = tokensBeside(context).filter(({ token: { header } }) =>
    isType(header && stringMember(header.json, "typ")),
  );
  const [only] = proofs;
  if (only === undefined || proofs.length > 1 || only.token.payload === null) return null;
  return { text: only.token.text, claims: only.token.payload.json, place: () => null };
}

/** In a field of its own, whatever else was pasted. */
function sentAsProof(context: RuleContext, text: string): boolean {
  const pasted = pastedText(context);
  return /\bdpop["']?\s{0,9}:\s{0,9}["']?$/i.test(pasted.slice(0, Math.max(0, pasted.indexOf(text))).slice(-40));
}

/** The claims of a proof under another `typ`. */
function sayLikely(facts: Facts, say: Saying): void {
  const { headerValue, payloadValue } = facts;
  const isLikely =
    headerValue("jwk")?.type === "object" && ["htm", "htu"].every((name) => payloadValue(name)?.type === "string");
  if (!isLikely) return;
  const typ = headerValue("typ");
  say("error", "type", {
    args: { typ: typ?.type === "string" ? excerpt(typ.value, 30) : "" },
    place: typ && at("header", typ.range),
  });
}

function sayHeader(facts: Facts, say: Saying): void {
  const { alg, headerValue } = facts;
  const named = headerValue("alg");
  if (familyOf(alg) === "HMAC" || alg?.toLowerCase() === "none")
    say("error", "symmetric", { args: { alg: alg ?? "" }, place: named && at("header", named.range) });
  else if (facts.lacks("header", "jwk")) {
    const typ = headerValue("typ");
    say("error", "no-key", { place: typ && at("header", typ.range) });
  }
}

/** Methods whose name in other letters is a mistake, not a method of its own. */
const METHODS = /^(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)$/;

function sayMethod({ claims, place }: Proof, request: RequestShown | null, say: Saying): void {
  const htm = stringMember(claims, "htm");
  if (htm === null) return;
  const where = place("htm");
  const upper = htm.toUpperCase();
  if (htm !== upper && METHODS.test(upper) && (request === null || request.method.toUpperCase() === upper))
    say("error", "method-case", {
      args: { proof: excerpt(htm, 20), method: upper },
      place: where,
      fix: where && { kind: "replace", place: where, insert: JSON.stringify(upper) },
    });
  else if (request !== null && htm !== request.method)
    say("error", "method", { args: { proof: excerpt(htm, 20), request: excerpt(request.method, 20) }, place: where });
}

function sayAddress({ claims, place }: Proof, request: RequestShown | null, say: Saying): void {
  const htu = stringMember(claims, "htu");
  if (htu === null) return;
  const where = place("htu");
  if (!/^[a-z][a-z\d+.-]*:\/\/[^/]/i.test(htu) || !URL.canParse(htu)) {
    say("error", "address", { args: { value: excerpt(htu, 80) }, place: where });
    return;
  }
  const [bare = ""] = htu.split(/[?#]/, 1);
  if (bare !== htu)
    say("warn", "query", {
      place: where,
      fix: where && { kind: "replace", place: where, insert: JSON.stringify(bare) },
    });
  if (request === null) return;
  const [proof, sent] = [new URL(bare), request.url];
  const isSchemeKnown = sent.protocol !== "either:";
  // A default port is dropped only by a scheme that has one.
  const host = isSchemeKnown ? sent.host : sent.host.replace(proof.protocol === "https:" ? /:443$/ : /:80$/, "");
  const part = proof.host !== host.toLowerCase() ? "host" : proof.pathname !== sent.pathname ? "path" : null;
  if (part !== null)
    say("error", "url", {
      args: {
        part,
        proof: excerpt(bare, 80),
        request: excerpt(`${isSchemeKnown ? `${sent.protocol}//` : ""}${sent.host}${sent.pathname}`, 80),
      },
      place: where,
    });
  else if (isSchemeKnown && proof.protocol !== sent.protocol)
    say("error", "scheme", {
      args: { proof: proof.protocol.slice(0, -1), request: sent.protocol.slice(0, -1) },
      place: where,
    });
}

/** Whether `ath` is of the access token in the request's Authorization field, whatever form that token has. */
function sayToken({ claims, place }: Proof, { text }: RequestShown, say: Saying): void {
  const sent = [...text.matchAll(/\bauthorization["']?:\s{0,9}["']?(?:DPoP|Bearer) ([\w.~+/-]{1,20000}=*)/gi)];
  const token = sent[0]?.[1];
  if (token === undefined || sent.length > 1) return;
  const ath = stringMember(claims, "ath");
  if (ath === null) say("error", "no-hash");
  else if (ath !== encodeBase64Url(sha256(encodeUtf8(token)))) say("error", "other-token", { place: place("ath") });
}

/** A server that demands a nonce, in the same paste. */
function sayNonce({ claims, place }: Proof, context: RuleContext, say: Saying): void {
  const pasted = pastedText(context);
  if (!/\buse_dpop_nonce\b/.test(pasted)) return;
  const nonce = /^[<\s]{0,9}dpop-nonce:[ \t]{0,9}([\w.~+/=-]{1,500})/im.exec(pasted)?.[1];
  if (nonce !== undefined && stringMember(claims, "nonce") !== nonce)
    say("error", "nonce", { args: { nonce: excerpt(nonce, 60) }, place: place("nonce") });
}
