import { compact } from "./context.ts";
import { healthy, of, type Samples } from "./sample.ts";

const KEY = `"jwk":{"kty":"EC","crv":"P-256","x":"${"A".repeat(43)}","y":"${"B".repeat(43)}"}`;
const SIGNATURE = "c".repeat(86);

interface Parts {
  readonly header?: string;
  readonly htm?: string;
  readonly htu?: string;
  readonly more?: string;
}

function proofOf({ header = `"typ":"dpop+jwt","alg":"ES256",${KEY}`, htm = "GET", htu, more = "" }: Parts): string {
  const claims = `{"jti":"-BwC3ESc6acc","htm":"${htm}","htu":"${htu ?? "https://api.example/orders"}","iat":1799999990${more}}`;
  return compact(`{${header}}`, claims, SIGNATURE);
}

/** The SHA-256 of `opaque-token`. */
const ATH = "hNPyPam19RsyaVZu_wXT-yNgfu74lWf5zSgLkMoNvFw";
const proof = (parts: Parts, text = "PROOF") => {
  const token = proofOf(parts);
  return of(token, { arrival: { pasted: text.replaceAll("PROOF", token), removals: [] } });
};
/** An access token is open, and the proof stands in the same request. */
const beside = (parts: Parts, text: string) => {
  const access = compact(`{"alg":"RS256","typ":"at+jwt"}`, `{"iss":"https://as.example","sub":"1","exp":1800003600}`);
  const pasted = text.replaceAll("PROOF", proofOf(parts)).replaceAll("ACCESS", access);
  return of(access, { arrival: { pasted, removals: [] } });
};
const GET = "curl 'https://api.example/orders?page=2' -H 'DPoP: PROOF'";
const WITH_TOKEN = `${GET} -H 'Authorization: DPoP opaque-token'`;

export const dpopSamples: Samples = {
  "dpop-proof": {
    fires: [
      ["method", proof({}, `${GET} -X POST`), "error", 'payload "\\"GET\\""'],
      ["method", proof({}, `${GET} --data-raw 'a=b'`), "error", 'payload "\\"GET\\""'],
      [
        "method",
        proof({}, "POST /orders HTTP/1.1\nHost: api.example\nDPoP: PROOF\n\n{}"),
        "error",
        'payload "\\"GET\\""',
      ],
      [
        "method",
        proof({}, `fetch("https://api.example/orders", { "headers": { "dpop": "PROOF" }, "method": "put" });`),
        "error",
        'payload "\\"GET\\""',
      ],
      [
        "method",
        proof(
          {},
          `fetch("https://api.example/orders", { "headers": { "sec-ch-ua": "\\"Not)A;Brand\\"", "dpop": "PROOF" }, "method": "put" });`,
        ),
        "error",
        'payload "\\"GET\\""',
      ],
      [
        "method",
        proof(
          {},
          'const options = { method: "PUT", headers: { DPoP: "PROOF" } };\nfetch("https://api.example/orders", options);',
        ),
        "error",
        'payload "\\"GET\\""',
      ],
      [
        "method",
        proof({}, "Request URL:\nhttps://api.example/orders\nRequest Method:\nPOST\ndpop:\nPROOF\n"),
        "error",
        'payload "\\"GET\\""',
      ],
      ["method", beside({ htm: "POST" }, `${GET} -H 'Authorization: DPoP ACCESS'`), "error"],
      ["method-case", proof({ htm: "get" }), "error", 'payload "\\"get\\""', 'payload "\\"get\\"" → "\\"GET\\""'],
      ["url", proof({ htu: "https://api.example/order" }, GET), "error", 'payload "\\"https://api.example/order\\""'],
      ["url", proof({ htu: "https://api.test/orders" }, GET), "error", 'payload "\\"https://api.test/orders\\""'],
      [
        "url",
        proof(
          { htu: "https://api.example:8443/orders" },
          "> GET /orders HTTP/1.1\n> Host: api.example\n> DPoP: PROOF\n>\n",
        ),
        "error",
        'payload "\\"https://api.example:8443/orders\\""',
      ],
      [
        "scheme",
        proof({ htu: "http://api.example/orders" }, GET),
        "error",
        'payload "\\"http://api.example/orders\\""',
      ],
      [
        "query",
        proof({ htu: "https://api.example/orders?page=2" }),
        "warn",
        'payload "\\"https://api.example/orders?page=2\\""',
        'payload "\\"https://api.example/orders?page=2\\"" → "\\"https://api.example/orders\\""',
      ],
      ["address", proof({ htu: "/orders" }), "error", 'payload "\\"/orders\\""'],
      ["no-hash", proof({}, WITH_TOKEN), "error"],
      [
        "other-token",
        proof({ more: `,"ath":"${"x".repeat(43)}"` }, WITH_TOKEN),
        "error",
        `payload "\\"${"x".repeat(43)}\\""`,
      ],
      [
        "nonce",
        proof(
          {},
          `${GET}\n\nHTTP/1.1 401 Unauthorized\nDPoP-Nonce: n-1\nWWW-Authenticate: DPoP error="use_dpop_nonce"\n`,
        ),
        "error",
      ],
      ["no-key", proof({ header: `"typ":"dpop+jwt","alg":"ES256","kid":"1"` }), "error", 'header "\\"dpop+jwt\\""'],
      ["symmetric", proof({ header: `"typ":"dpop+jwt","alg":"HS256",${KEY}` }), "error", 'header "\\"HS256\\""'],
      ["type", proof({ header: `"typ":"JWT","alg":"ES256",${KEY}` }), "error", 'header "\\"JWT\\""'],
      ["bearer", proof({}, "Authorization: Bearer PROOF"), "error"],
    ],
    silent: [
      healthy(),
      proof({}),
      proof({}, GET),
      proof({ more: `,"ath":"${ATH}"` }, WITH_TOKEN),
      proof({ htu: "HTTPS://API.example:443/orders" }, GET),
      proof({}, "GET /orders?page=2 HTTP/1.1\nHost: api.example\nDPoP: PROOF\n\n"),
      proof({ htu: "http://api.example/orders" }, "GET /orders HTTP/1.1\nHost: api.example:80\nDPoP: PROOF\n\n"),
      // Another command carries it, or its address is not complete.
      proof({}, "curl -X POST https://api.example/token\n\nDPoP: PROOF"),
      proof({}, "curl -X POST $API/orders -H 'DPoP: PROOF'"),
      proof({}, "curl -X POST https://$HOST/orders -H 'DPoP: PROOF'"),
      proof({}, 'await fetch("https://api.test/a", { method: "PUT" });\nsend("PROOF");'),
      proof({ htm: "POST" }, "curl -sd a=b https://api.example/orders -H 'DPoP: PROOF'"),
      proof({ htm: "PUT" }, "curl -sXPUT https://api.example/orders -H 'DPoP: PROOF'"),
      proof({ htm: "PUT" }, "curl -sX PUT https://api.example/orders -H 'DPoP: PROOF'"),
      proof({}, "GET /orders HTTP/1.1\nHost: orders:8080\nX-Forwarded-Host: api.example\nDPoP: PROOF\n\n"),
      proof(
        { more: `,"nonce":"n-1"` },
        `${GET}\n\nHTTP/1.1 401\nDPoP-Nonce: n-1\nWWW-Authenticate: DPoP error="use_dpop_nonce"\n`,
      ),
      proof(
        {},
        "curl https://api.example/orders -H 'Authorization: Bearer x' -H 'DPoP: PROOF' -H 'Authorization: DPoP y'",
      ),
    ],
  },
};
