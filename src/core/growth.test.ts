import { expect, test } from "vitest";
import { growsTooFast, HOSTILE } from "../testing/growth.ts";
import { blocksOf } from "./arrival/blocks.ts";
import { bodyOf, commandsIn } from "./arrival/command.ts";
import { messageOf } from "./arrival/exchange.ts";
import { harIn } from "./arrival/har.ts";
import { exchangesIn, requestBodyAt } from "./arrival/http.ts";
import { jsonThing } from "./arrival/json-thing.ts";
import { pageLink } from "./arrival/page-link.ts";
import { walletParameters } from "./arrival/wallet-link.ts";
import { createSanitiser } from "./collect/sanitise.ts";
import { createScrubber as createFileScrubber } from "./collect/scrub-text.ts";
import { harOf, importedText } from "../testing/collect/archive.ts";
import { cardAt } from "./fields/card.ts";
import { suggest } from "./fields/suggest.ts";
import type { Surroundings } from "./fields/types.ts";
import { USUAL_STYLE } from "./claims/describe.ts";
import { readClockInput } from "./claims/clock-input.ts";
import { matchComplaint } from "./complaint/match.ts";
import { envelopeOf } from "./envelope/envelope.ts";
import { placesIn } from "./envelope/places.ts";
import { authorizationFields } from "./gateway/refusal.ts";
import { setStringMember } from "./json/edit.ts";
import { mendJson } from "./json/mend.ts";
import { parseJson } from "./json/parse.ts";
import { minifyJson } from "./json/minify.ts";
import { printJson } from "./json/print.ts";
import { duplicateMembers } from "./json/duplicates.ts";
import { readKeys } from "./keys/read.ts";
import { secretHints } from "./keys/secret-hints.ts";
import { decodeSecret } from "./keys/secret.ts";
import { checkPolicy } from "./policy/checks.ts";
import { readPolicy } from "./policy/read-policy.ts";
import { createScrubber } from "./report/scrub.ts";
import { bound } from "./rules/provider/bound.ts";
import { textKind } from "./rules/input/text-form.ts";
import { runRules } from "./rules/run.ts";
import { compact, contextOf, HEALTHY, HEALTHY_HEADER, SAMPLE_NOW } from "../testing/rules/context.ts";
import { readAddress } from "./share/address.ts";
import { textReadings } from "./solve/secret/texts.ts";
import { describeSubject } from "./subject/describe-subject.ts";
import { compareIds, indexIds, parseIds } from "./subject/compare-ids.ts";
import { readInstant } from "./subject/instant.ts";
import { findInvisible } from "./text/code-points.ts";
import { findHomoglyphs } from "./text/homoglyphs.ts";
import { foreignOf } from "./content/foreign.ts";
import { detectTokens } from "./token/detect.ts";
import { parseToken } from "./envelope/parse.ts";
import { projectToken } from "./envelope/project.ts";
import { readText } from "./verifier/read.ts";
import { sampled } from "../testing/rounds.ts";

const FIELD: Surroundings = {
  pane: "payload",
  profile: null,
  isEncrypted: false,
  keys: [],
  now: SAMPLE_NOW,
  timeStyle: USUAL_STYLE,
  newId: () => "",
};
const CLOCK = { now: SAMPLE_NOW, leeway: 0 };

function checked(text: string) {
  const value = JSON.stringify(text);
  const token = parseToken(compact(HEALTHY_HEADER, `{"iss":${value},"aud":${value},"sub":${value},"scope":${value}}`));
  const reading = readPolicy(
    `{"iss":${JSON.stringify(`${text}y`)},"aud":[${JSON.stringify(`${text}z`)},${JSON.stringify(`*${text.slice(1)}`)}],"sub":${JSON.stringify(`*${text}*`)}}`,
  );
  return { token, reading };
}

/** The rules over a context; none of them may fail. */
function judged(...given: Parameters<typeof contextOf>): void {
  const failed = runRules(contextOf(...given)).filter(({ rule }) => rule === "internal");
  if (failed.length > 0) throw new Error("a rule failed");
}

/** A token whose proof is sought in the paste. */
const BOUND = compact(HEALTHY_HEADER, `{"cnf":{"jkt":"${"A".repeat(43)}"}}`);

/** All that takes what was pasted or typed. */
const ENTRIES: Readonly<Record<string, (text: string) => unknown>> = {
  "tokens in a paste": detectTokens,
  "what else a text is": foreignOf,
  "a token": parseToken,
  "a token's panes": (text) =>
    projectToken(parseToken(text), { header: text, payload: text }, { encodeAsTyped: false }),
  "an envelope": (text) => [envelopeOf(parseToken(text)), placesIn(null, parseJson(text))],
  JSON: (text) => {
    const { root } = parseJson(text);
    return root && duplicateMembers(root);
  },
  "a date": (text) => readInstant(text, { now: SAMPLE_NOW, times: [], first: "utc" }),
  "a body below a request": (text) => requestBodyAt(`POST / HTTP/1.1\nA: b\n\n${text}`, 20),
  "printed JSON": (text) => [printJson(text), minifyJson(text)],
  "what is to be mended": mendJson,
  "an edit of JSON": (text) => setStringMember(text, "kid", text),
  "what fits in a field": (text) =>
    [0.25, 0.5, 1].map((part) => {
      const offset = Math.floor(text.length * part);
      return [suggest(text, offset, FIELD), cardAt(parseJson(text), offset, FIELD)];
    }),
  keys: (text) => readKeys(text),
  "requests in a paste": (text) => [
    commandsIn(`curl ${text}\ncurl -d '${text}`).map(bodyOf),
    exchangesIn(`GET ${text} HTTP/1.1\n${text}\nHTTP/1.1 401 No\n${text}`).map(messageOf),
    harIn(`{"log":{"entries":${text}`),
    walletParameters(`openid4vp://?${text}`),
    pageLink(`https://jwt.io/${text}`),
  ],
  "a file": (text) => {
    for (const file of [text, `{"log":{"entries":[{"a":"${text}`, harOf([{ url: text, post: text, body: text }])])
      importedText(file);
  },
  "a file's sanitised copy": (text) => {
    const sanitiser = createSanitiser(createFileScrubber());
    const cookies = [["Cookie", text]] as const;
    sanitiser.push(new TextEncoder().encode(harOf([{ url: `/?${text}`, post: text, body: text, headers: cookies }])));
    sanitiser.end();
  },
  "parts of a paste": (text) => Promise.all(blocksOf(text).map(({ start, end }) => jsonThing(text.slice(start, end)))),
  "a secret": (text) =>
    (["UTF-8", "Base64", "Base64url", "Hex"] as const).map((encoding) => decodeSecret({ text, encoding })),
  "hints at a secret": (text) => secretHints({ text, encoding: "UTF-8" }),
  "readings of a secret": textReadings,
  "a policy": readPolicy,
  "a verifier's configuration": (text) =>
    [
      "issuer: x-google-issuer: ",
      '{"Statement":[',
      "oidc_issuer_url = ",
      'resource "aws_iam_role" "a" {\nx = ',
      "<validate-jwt>",
      "auth_jwt x;\n",
    ].map((sign) => readText(sign + text)),
  "a call in code": (text) =>
    [
      "jwt.verify(token, key, {",
      "import jwt\njwt.decode(token, key, ",
      "jwt.Parse(t, f, ",
      "JWT.decode t, k, true, ",
      "new TokenValidationParameters { A = ",
    ].map((sign) => readText(sign + text)),
  "a complaint": matchComplaint,
  "a time": (text) => readClockInput(text, { now: SAMPLE_NOW, real: SAMPLE_NOW, times: [], first: "local" } as never),
  "known ids": (text) => compareIds(text, indexIds(parseIds(text))),
  "a subject": (text) => describeSubject(text),
  "a URL": (text) => [readAddress(`?token=${text}`, `#token=${text}`), readAddress(text, text)],
  "a report's text": (text) => createScrubber([text.slice(9), "eyJ0"], [text])(`x${text}`),
  characters: (text) => [findInvisible(text), findHomoglyphs(text)],
  "what a text is": (text) => textKind(parseToken(text)),
  "a request": authorizationFields,
  "rules over a text": (text) => judged(text),
  "rules over a payload": (text) => judged(compact(HEALTHY_HEADER, text)),
  "rules over values": (text) => {
    const value = JSON.stringify(text.slice(-text.length / 8));
    const claims = ["iss", "sub", "aud", "jti", "exp", "email", "password", "scope", "cnf"].map(
      (name) => `"${name}":${value}`,
    );
    return judged(
      compact(
        `{"alg":"HS256","kid":${value},"typ":${value},"jku":${value},"x5u":"https://${value.slice(1)}}`,
        `{${claims.join()}}`,
      ),
    );
  },
  "rules over a paste": (text) => {
    const pasted = `${text}${HEALTHY}`;
    const [{ removals } = { removals: [] }] = detectTokens(pasted).tokens;
    return judged(HEALTHY, { arrival: { pasted, removals } });
  },
  "the rule about a bound key over a paste": (text) =>
    bound.detect(contextOf(BOUND, { arrival: { pasted: `${text} ${BOUND}`, removals: [] } })),
  "a policy's checks": (text) => {
    const { token, reading } = checked(text);
    const [header, payload] = [token.header?.json.root, token.payload?.json.root];
    if (reading.kind !== "policy" || header?.type !== "object" || payload?.type !== "object")
      throw new Error("no policy");
    return checkPolicy(reading.policy, { header, payload, signatureBytes: 32 }, CLOCK);
  },
};

test.each(Object.entries(ENTRIES))("%s takes time at most proportional to the text", async (_, run) => {
  const slow: string[] = [];
  for (const [name, grow] of sampled(HOSTILE, 40)) if (await growsTooFast(run, grow)) slow.push(name);
  expect(slow).toEqual([]);
});
