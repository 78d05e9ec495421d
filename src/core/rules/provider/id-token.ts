import { cameAsBearer } from "../support/bearer.ts";
import { defineRule } from "../support/define.ts";
import { at, type Facts } from "../support/facts.ts";
import { type Args } from "../support/words.ts";

/** The claim that identifies an ID Token; null if there is none. */
export function idTokenSign({ payloadValue, headerValue }: Facts): string | null {
  const says = (name: string, value: string): boolean => {
    const node = payloadValue(name);
    return node?.type === "string" && node.value.toLowerCase() === value;
  };
  if (says("token_use", "id")) return "token_use";
  if (says("typ", "id")) return "typ";
  const typ = headerValue("typ");
  if (typ?.type === "string" && /at\+jwt$/i.test(typ.value)) return null;
  if (["scope", "scp", "permissions"].some((name) => payloadValue(name) !== null)) return null;
  return ["at_hash", "c_hash", "nonce"].find((name) => payloadValue(name)?.type === "string") ?? null;
}

/** An ID Token that was sent to an API: it tells the client who signed in, but grants nothing. */
export const idTokenAsBearer = defineRule({
  id: "CLM-09",
  spec: "OpenID Connect Core section 2, RFC 9068 section 5, RFC 8725 section 3.12",
  words: {
    bearer: (a: Args<"name">) => [
      "An ID Token was sent as Bearer",
      `${a.name} shows that it is one: it is for the client that signed the user in. APIs may reject it; send the access token instead (RFC 9068 section 5).`,
    ],
  },
  look: (facts, say, context) => {
    if (!cameAsBearer(context)) return;
    const name = idTokenSign(facts);
    const range = name === null ? undefined : facts.payloadValue(name)?.range;
    if (name === null || range === undefined) return;
    say("warn", "bearer", { args: { name }, place: at("payload", range) });
  },
});
