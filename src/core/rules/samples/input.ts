import type { Arrival } from "../types.ts";
import type { Removal } from "../../token/types.ts";
import { compact, HEALTHY, HEALTHY_HEADER, HEALTHY_PAYLOAD, segment } from "./context.ts";
import { header, healthy, of, payload, type Samples } from "./sample.ts";

const removed = (kind: Removal["kind"], text: string): { readonly arrival: Arrival } => ({
  arrival: { pasted: text + HEALTHY, removals: [{ kind, text, range: { start: 0, end: text.length } }] },
});

/** A paste of which the middle was cut out. */
const torn = (before: string, text: string, after: string) =>
  of(before, {
    arrival: {
      pasted: before + text + after,
      removals: [
        { kind: "text", text: text + after, range: { start: before.length, end: (before + text + after).length } },
      ],
    },
  });

const [H = "", P = "", S = ""] = HEALTHY.split(".");
const jwe = (head: string, rest = `.${"A".repeat(16)}.AAAA.${"A".repeat(22)}`) => `${segment(head)}.${rest}`;
const DIR = `{"alg":"dir","enc":"A128GCM"}`;
const sdJwt = (...parts: string[]) => [HEALTHY, ...parts].join("~");
const DISCLOSURE = segment(`["c2FsdA","given_name","Ada"]`);
const KB = compact(`{"alg":"ES256","typ":"kb+jwt"}`, `{"nonce":"1"}`);
const flat = (members: Record<string, unknown>) =>
  JSON.stringify({ payload: P, protected: H, signature: S, ...members });
const nested = (depth: number) => `${"[".repeat(depth)}${"]".repeat(depth)}`;

export const inputSamples: Samples = {
  "IN-01": {
    fires: [["scheme", healthy(removed("scheme", "Bearer "))]],
    silent: [healthy(), healthy(removed("white-space", " "))],
  },
  "IN-02": {
    fires: [
      ["quotes", healthy(removed("quotes", `"`))],
      ["space", healthy(removed("white-space", "\n"))],
      ["wraps", healthy(removed("line-wrap", "\n"))],
      ["inside", of(`${H}.${P.slice(0, 9)} ${P.slice(9)}.${S}`)],
    ],
    silent: [healthy(), healthy(removed("cookie", "a=b; t="))],
  },
  "IN-13": {
    fires: [
      ["wrapping", healthy(removed("command", "curl -H 'Authorization: Bearer "))],
      ["wrapping", healthy(removed("text", "| "))],
      ["stray", healthy(removed("text", "|"))],
    ],
    silent: [healthy(), healthy(removed("quotes", `"`))],
  },
  "IN-03": {
    fires: [
      ["empty", of("")],
      ["empty", of(" \n")],
      ["literal", of("undefined")],
      ["literal", of("[object Object]")],
      ["literal", of("Bearer undefined")],
      ["literal", of(`Authorization: Bearer null`)],
      ["placeholder", of("Bearer ${TOKEN}")],
      ["placeholder", of("{{access_token}}")],
      ["placeholder", of("<your token here>")],
      ["placeholder", of("YOUR_ACCESS_TOKEN")],
      ["placeholder", of("curl -H 'Authorization: Bearer $TOKEN' https://api.example")],
    ],
    silent: [healthy(), of("undefined behaviour"), of("Bearer $1,000 reward"), of("Bearer opaque"), of('{"a":"{b}"}')],
  },
  "IN-04": {
    fires: [
      ["basic", of("Basic YWxhZGRpbjpvcGVuc2VzYW1l")],
      ["basic", of("YWxhZGRpbjpvcGVuc2VzYW1l")],
    ],
    silent: [healthy(), of("YWxhZGRpbiBvcGVuc2VzYW1l")],
  },
  "IN-05": {
    fires: [["percent", of(`${H}%2E${P}%2E${S}`)]],
    silent: [healthy(), of("100%25 sure")],
  },
  "IN-07": {
    fires: [
      ["escaped", of(HEALTHY.replaceAll(".", "\\."))],
      ["escaped", of(HEALTHY.replaceAll(".", "\\u002e"))],
      ["escaped", of(HEALTHY.replaceAll(".", "&#46;"))],
      ["escaped", of(`${HEALTHY.slice(0, 64)}\\n${HEALTHY.slice(64)}`)],
      ["base64", of(segment(HEALTHY))],
      ["json", of(`"${H}.${P}.${S}"`)],
      ["header", of(`${segment(HEALTHY)}.${P}.${S}`)],
    ],
    silent: [healthy(), of(segment("hello there, world"))],
  },
  "IN-10": {
    fires: [
      ["vendor", of("ghp_0123456789abcdefghij0123456789abcdef")],
      ["pem", of("-----BEGIN PUBLIC KEY-----\nMFkw\n-----END PUBLIC KEY-----")],
      ["jwk", of(`{"kty":"oct","k":"AAAA"}`)],
      ["jwks", of(`{"keys":[]}`)],
      ["url", of("https://example.com/token")],
      ["json", of(`{"error":"invalid_grant"}`)],
      ["prose", of("please find the token attached")],
      ["opaque", of("f81d4fae7dec11d0a76500a0c91e6bf6")],
      ["paseto", of(`v4.public.${"A".repeat(90)}`)],
      ["session", of(`${segment(`{"user":"ada"}`)}.YdExAA.${"a".repeat(27)}`)],
      ["session", of(`${segment(`{"user":"ada"}`)}:1nYQ9b:${"a".repeat(43)}`)],
    ],
    silent: [
      of(`${H}.YdExAA.${"a".repeat(27)}`),
      of(`${segment(`{"user":"ada"}`)}.${P}.${S}`),
      healthy(),
      of(""),
      of("null"),
      of("Basic YWxhZGRpbjpvcGVuc2VzYW1l"),
    ],
  },
  "IN-08": {
    fires: [
      ["one", of(H)],
      ["two", of(`${H}.${P}`)],
      ["many", of(`${HEALTHY}.AAAA`)],
      ["concatenated", of(`${HEALTHY}${HEALTHY}`)],
    ],
    silent: [healthy(), of(jwe(DIR)), of(sdJwt("")), of("")],
  },
  "IN-23": {
    fires: [
      ["header", of(`.${P}.${S}`)],
      ["signature", of(`${H}.${P}.`)],
    ],
    silent: [
      of(`${H}.${P}...`),
      torn(`${H}.${P}.`, "..", ""),
      healthy(),
      of(compact(`{"alg":"none"}`, HEALTHY_PAYLOAD, "")),
    ],
  },
  "IN-18": {
    fires: [["detached", of(`${H}..${S}`)]],
    silent: [healthy(), of(`${H}.${P}.`)],
  },
  "IN-20": {
    fires: [["size", payload(`{"groups":"${"x".repeat(8192)}"}`)]],
    silent: [healthy(), payload(`{"groups":"${"x".repeat(4096)}"}`)],
  },
  "IN-11": {
    fires: [
      ["last", of(HEALTHY.slice(0, -2))],
      ["length", of(`${H}.${P.slice(0, P.length - (P.length % 4) + 1)}.${S}`)],
      ["ellipsis", of(`${H}.${P}...`)],
      ["ellipsis", torn(HEALTHY.slice(0, -9), "...", "")],
      ["json", of(`${H}.${segment(HEALTHY_PAYLOAD.slice(0, 30))}`)],
      ["middle", of(`${H}.${P.slice(0, 9)}...${S.slice(-9)}`)],
      ["middle", of(`${H.slice(0, 9)}....${S.slice(-9)}`)],
      ["start", of(HEALTHY.slice(1))],
      ["start", of(HEALTHY.slice(3))],
    ],
    silent: [of(HEALTHY.slice(9)), healthy(), of(`${H}.${P}.`)],
  },
  "IN-06": {
    fires: [
      ["alphabet", of(`${H}.${P}.${"+/".repeat(21)}A`)],
      ["padding", of(`${HEALTHY}=`)],
      ["padding-all", of(`${H}==.${P}=.${S}=`)],
    ],
    silent: [healthy(), of(`${H}.${P}.${"-_".repeat(21)}A`)],
  },
  "IN-12": {
    fires: [
      ["visible", of(`${H}.${P}.!${S.slice(1)}`)],
      ["visible", of(`${H}.${P}.\u2013${S.slice(1)}`)],
      ["torn", torn(HEALTHY.slice(0, -9), "!", HEALTHY.slice(-8))],
      ["torn", torn(HEALTHY.slice(0, -9), "=", HEALTHY.slice(-8))],
      ["hidden", of(`${H}.${P}.\u200b${S}`)],
      ["ellipsis", of(`${H}.${P}.${S.slice(0, 20)}\u2026`)],
    ],
    silent: [
      healthy(),
      of(`${HEALTHY}=`),
      of(HEALTHY, {
        arrival: {
          pasted: `"${HEALTHY}",`,
          removals: [
            { kind: "quotes", text: `"`, range: { start: 0, end: 1 } },
            { kind: "quotes", text: `"`, range: { start: HEALTHY.length + 1, end: HEALTHY.length + 2 } },
            { kind: "text", text: ",", range: { start: HEALTHY.length + 2, end: HEALTHY.length + 3 } },
          ],
        },
      }),
      torn(HEALTHY, ")", ""),
      torn(HEALTHY, ", ", "and more"),
      torn(HEALTHY, "\\n", ""),
      of(HEALTHY, {
        arrival: {
          pasted: `“${HEALTHY}”`,
          removals: [
            { kind: "quotes", text: "“", range: { start: 0, end: 1 } },
            { kind: "quotes", text: "”", range: { start: HEALTHY.length + 1, end: HEALTHY.length + 2 } },
          ],
        },
      }),
      of(HEALTHY.replaceAll(".", "\\.")),
      healthy(removed("url", "#token=")),
    ],
  },
  "IN-14": {
    fires: [["bits", of(`${HEALTHY.slice(0, -1)}B`)]],
    // What is left over of a signature that was cut, or of a header that lacks its beginning, is not its spelling.
    silent: [
      healthy(),
      of(HEALTHY.slice(0, -1)),
      of(HEALTHY.slice(1)),
      header(`{"alg":"RS256"}`, {}, `${"B".repeat(77)}C`),
    ],
  },
  "IN-16": {
    fires: [
      ["utf8", of(`${H}.eyJhIjoi_yJ9.${S}`)],
      [
        "binary",
        of(
          `${H}.${Buffer.from(Array.from({ length: 60 }, (_, i) => (i % 3 === 0 ? 200 : 65))).toString("base64url")}.${S}`,
        ),
      ],
      [
        "compressed",
        of(
          `${segment(`{"alg":"ES256","zip":"DEF"}`)}.${Buffer.from([0x7d, 0x92, 0x4b, 0xdb]).toString("base64url")}.${S}`,
        ),
      ],
      ["twice", payload(JSON.stringify(`{"sub":"ada"}`))],
      ["type", payload(`"{not so}"`)],
      ["type", payload("[1]")],
      ["type", header(`"HS256"`)],
      ["plain", payload("Example of Ed25519 signing")],
      ["plain", header("HS256")],
      ["depth", payload(`{"a":${nested(1100)}}`)],
      ["trailing-comma", payload(`{"a":1,}`)],
      ["comment", payload(`{"a":1 /* x */}`)],
      ["unclosed-object", payload(`{"a":1`)],
      ["unclosed-array", payload(`[1`)],
      ["colon-expected", payload(`{"a" 1}`)],
      ["comma-expected", payload(`{"a":1 "b":2}`)],
      ["value-expected", payload(`{"a":}`)],
      ["name-expected", payload(`{1:2}`)],
      ["string-unterminated", payload(`{"a":"b}`)],
      ["string-control-character", payload(`{"a":"\n"}`)],
      ["string-escape", payload(`{"a":"\\x41"}`)],
      ["number", payload(`{"a":01}`)],
      ["word", payload(`{"a":undefined}`)],
      ["trailing-content", payload(`{} {}`)],
    ],
    silent: [healthy(), payload("{}"), of(`${H}..${S}`)],
  },
  "IN-15": {
    fires: [
      ["header", header(`{"alg":"HS256","alg":"none"}`)],
      ["claim", payload(`{"role":"user","role":"admin"}`)],
      ["claim", payload(`{"role":"user","r\\u006fle":"admin"}`)],
      ["nested", payload(`{"a":{"role":1,"role":2}}`)],
    ],
    silent: [healthy(), payload(`{"role":1,"a":{"role":1},"b":[{"role":1},{"role":2}]}`)],
  },
  "IN-24": {
    fires: [
      ["rounded", payload(`{"id":9007199254740993}`)],
      ["infinite", payload(`{"id":1e309}`)],
    ],
    silent: [healthy(), payload(`{"id":9007199254740991,"half":0.5,"whole":1.0}`)],
  },
  "IN-09": {
    fires: [["jwe", of(jwe(DIR))]],
    silent: [healthy()],
  },
  "jwe-practice": {
    fires: [
      ["rsa1_5", of(jwe(`{"alg":"RSA1_5","enc":"A128GCM"}`))],
      ["zip", of(jwe(`{"alg":"dir","enc":"A128GCM","zip":"DEF"}`))],
    ],
    silent: [healthy(), of(jwe(DIR)), header(`{"alg":"HS256","zip":"DEF"}`)],
  },
  "jwe-shape": {
    fires: [
      ["missing", of(jwe(`{"alg":"dir"}`))],
      ["type", of(jwe(`{"alg":1,"enc":"A128GCM"}`))],
      ["alg", of(jwe(`{"alg":"HS256","enc":"A128GCM"}`))],
      ["enc", of(jwe(`{"alg":"dir","enc":"A1GCM"}`))],
      ["zip", of(jwe(`{"alg":"dir","enc":"A128GCM","zip":"GZIP"}`))],
      ["length", of(jwe(DIR, `.AAAA.AAAA.${"A".repeat(22)}`))],
      ["block", of(jwe(`{"alg":"dir","enc":"A128CBC-HS256"}`, `.${"A".repeat(22)}.AAAA.${"A".repeat(22)}`))],
      ["no-key", of(jwe(`{"alg":"RSA-OAEP","enc":"A128GCM"}`))],
      ["segments", header(`{"alg":"dir","enc":"A128GCM"}`)],
      ["empty-header", of(`.AA.AA.AA.AA`)],
      ["epk-missing", of(jwe(`{"alg":"ECDH-ES","enc":"A128GCM"}`))],
      ["epk-type", of(jwe(`{"alg":"ECDH-ES","enc":"A128GCM","epk":{"kty":"oct"}}`))],
      ["epk-curve", of(jwe(`{"alg":"ECDH-ES","enc":"A128GCM","epk":{"kty":"EC","crv":"P-999"}}`))],
      ["epk-coordinate", of(jwe(`{"alg":"ECDH-ES","enc":"A128GCM","epk":{"kty":"OKP","crv":"X25519","x":"AAAB"}}`))],
      [
        "epk-off-curve",
        of(
          jwe(
            `{"alg":"ECDH-ES","enc":"A128GCM","epk":{"kty":"EC","crv":"P-256","x":"${"B".repeat(42)}A","y":"${"B".repeat(42)}A"}}`,
          ),
        ),
      ],
      [
        "epk-private",
        of(
          jwe(`{"alg":"ECDH-ES","enc":"A128GCM","epk":{"kty":"OKP","crv":"X25519","x":"${"B".repeat(42)}A","d":"AA"}}`),
        ),
      ],
      ["p2c", of(jwe(`{"alg":"PBES2-HS256+A128KW","enc":"A128GCM","p2c":0,"p2s":"AAAAAAAAAAA"}`))],
      ["p2c-low", of(jwe(`{"alg":"PBES2-HS256+A128KW","enc":"A128GCM","p2c":10,"p2s":"AAAAAAAAAAA"}`))],
      ["p2c-high", of(jwe(`{"alg":"PBES2-HS256+A128KW","enc":"A128GCM","p2c":99999999,"p2s":"AAAAAAAAAAA"}`))],
      ["p2s", of(jwe(`{"alg":"PBES2-HS256+A128KW","enc":"A128GCM","p2c":600000,"p2s":"AAAA"}`))],
    ],
    silent: [
      healthy(),
      of(jwe(DIR)),
      // RFC 7518 Appendix C.
      of(
        jwe(
          `{"alg":"ECDH-ES","enc":"A128GCM","epk":{"kty":"EC","crv":"P-256","x":"gI0GAILBdu7T53akrFmMyGcsF3n5dO7MmwNBHKW5SV0","y":"SLW_xSffzlPWrHEVI30DHM_4egVwt3NQqeUD7nMFpps"}}`,
        ),
      ),
      of(jwe(`{"alg":"ECDH-ES","enc":"A128GCM","epk":{"kty":"OKP","crv":"X25519","x":"${"B".repeat(42)}A"}}`)),
      of(
        jwe(
          `{"alg":"A128KW","enc":"A128CBC-HS256"}`,
          `${"A".repeat(54)}.${"A".repeat(22)}.${"A".repeat(22)}.${"A".repeat(22)}`,
        ),
      ),
    ],
  },
  "IN-17": {
    fires: [
      ["jws", of(flat({}))],
      ["jwe", of(JSON.stringify({ protected: segment(DIR), iv: "AAAA", ciphertext: "AAAA", tag: "AAAA" }))],
    ],
    silent: [healthy(), of(`{"error":"x"}`)],
  },
  "json-form": {
    fires: [
      ["json", of(`${flat({}).slice(0, -1)},}`)],
      ["duplicate", of(`${flat({}).slice(0, -1)},"signature":"AAAA"}`)],
      ["missing", of(JSON.stringify({ payload: P, signatures: [{ protected: H }] }))],
      ["type", of(flat({ signature: 1 }))],
      ["base64url", of(flat({ signature: "AA!A" }))],
      ["entries", of(JSON.stringify({ payload: P, signatures: [] }))],
      ["both", of(flat({ signatures: [{ protected: H, signature: S }] }))],
      ["entry", of(JSON.stringify({ payload: P, signatures: [1] }))],
      ["protected", of(flat({ protected: segment("[]") }))],
      ["header", of(flat({ header: 1 }))],
      ["shared", of(flat({ header: { alg: "HS256" } }))],
      ["crit", of(flat({ header: { crit: ["x"] } }))],
      ["alg", of(JSON.stringify({ payload: P, signature: S, header: { kid: "1" } }))],
    ],
    silent: [healthy(), of(flat({})), of(JSON.stringify({ payload: P, signatures: [{ protected: H, signature: S }] }))],
  },
  "IN-19": {
    fires: [
      ["plain", of(sdJwt(DISCLOSURE, ""))],
      ["bound", of(sdJwt(DISCLOSURE, KB))],
    ],
    silent: [healthy()],
  },
  "sd-jwt": {
    fires: [
      ["hash", payload(`{"_sd_alg":"md5"}`)],
      ["other-hash", payload(`{"_sd_alg":"sha-512"}`)],
      ["key-binding", of(sdJwt(DISCLOSURE, HEALTHY))],
      ["empty", of(sdJwt("", ""))],
      ["base64url", of(sdJwt("AA!A", ""))],
      ["utf8", of(sdJwt("_w", ""))],
      ["json", of(sdJwt(segment("x"), ""))],
      ["array", of(sdJwt(segment(`["salt"]`), ""))],
      ["name", of(sdJwt(segment(`["salt","_sd",1]`), ""))],
    ],
    silent: [
      healthy(),
      of(sdJwt(DISCLOSURE, "")),
      of(sdJwt(DISCLOSURE, KB)),
      of(compact(HEALTHY_HEADER, `{"_sd_alg":"sha-256"}`)),
    ],
  },
};
