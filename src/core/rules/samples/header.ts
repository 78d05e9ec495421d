import { header, healthy, of, payload, type Samples } from "./sample.ts";
import { compact, HEALTHY_PAYLOAD } from "./context.ts";

const kid = (text: string) => header(JSON.stringify({ alg: "HS256", kid: text }));

const entra = (claims: string) =>
  compact(`{"alg":"RS256","nonce":"n"}`, `{"iss":"https://sts.windows.net/t/",${claims}}`);

export const headerSamples: Samples = {
  "HDR-09": {
    fires: [
      ["graph", of(entra(`"aud":"https://graph.microsoft.com"`))],
      ["graph", of(entra(`"aud":"00000003-0000-0000-c000-000000000000"`))],
    ],
    silent: [healthy(), of(entra(`"aud":"api://orders"`).replace(/^[^.]+/, "eyJhbGciOiJSUzI1NiJ9"))],
  },
  "HDR-01": {
    fires: [
      ["none", of(compact(`{"alg":"none"}`, HEALTHY_PAYLOAD, ""))],
      ["signature", header(`{"alg":"none"}`)],
      ["spelling", header(`{"alg":"nOnE"}`)],
      ["spelling", header(`{"alg":" none"}`)],
      ["spelling", header(`{"alg":"n\u200bone"}`)],
    ],
    silent: [healthy(), header(`{"alg":"nonesuch"}`)],
  },
  "HDR-03": {
    fires: [
      ["missing", header(`{"typ":"JWT"}`)],
      ["misnamed", header(`{"ALG":"HS256"}`)],
      ["type", header(`{"alg":256}`)],
      ["case", header(`{"alg":"hs256"}`)],
      ["case", header(`{"alg":"ES256\\u0000"}`)],
      ["encryption", header(`{"alg":"RSA-OAEP"}`)],
      ["not-built", header(`{"alg":"ESB256"}`)],
      ["unknown", header(`{"alg":"HS128"}`)],
      ["empty", header(`{"alg":""}`)],
      ["nats", of(compact(`{"typ":"JWT","alg":"ed25519-nkey"}`, `{"nats":{"type":"user"}}`))],
      ["nats", of(compact(`{"typ":"jwt","alg":"ed25519"}`, `{"nats":{}}`))],
    ],
    silent: [healthy(), header(`{"alg":"ES256K"}`), header(`{"alg":"ML-DSA-65"}`), header(`{"alg":"none"}`)],
  },
  "HDR-05": {
    fires: [
      ["shape", header(`{"alg":"HS256","crit":[]}`)],
      ["shape", header(`{"alg":"HS256","crit":"b64"}`)],
      ["twice", header(`{"alg":"HS256","crit":["x","x"],"x":1}`)],
      ["absent", header(`{"alg":"HS256","crit":["x"]}`)],
      ["standard", header(`{"alg":"HS256","crit":["alg"]}`)],
      ["unknown", header(`{"alg":"HS256","crit":["x"],"x":1}`)],
    ],
    silent: [healthy()],
  },
  "HDR-06": {
    fires: [
      ["type", header(`{"alg":"HS256","b64":"false"}`)],
      ["not-critical", header(`{"alg":"HS256","b64":false}`)],
      ["true", header(`{"alg":"HS256","b64":true}`)],
      ["unencoded", header(`{"alg":"HS256","b64":false,"crit":["b64"]}`)],
    ],
    silent: [healthy(), header(`{"alg":"HS256","b64":true,"crit":["b64"]}`)],
  },
  "HDR-07": {
    fires: [
      ["jwk", header(`{"alg":"HS256","jwk":{"kty":"OKP","crv":"Ed25519","x":"AA"}}`)],
      ["private", header(`{"alg":"HS256","jwk":{"kty":"OKP","crv":"Ed25519","x":"AA","d":"AA"}}`)],
      ["x5c", header(`{"alg":"HS256","x5c":["${"MIIB".repeat(40)}"]}`)],
      ["malformed", header(`{"alg":"HS256","x5c":["x"]}`)],
      ["fetch", header(`{"alg":"HS256","jku":"https://example.com/jwks.json"}`)],
      ["url", header(`{"alg":"HS256","url":"https://example.com/acme/new-order"}`)],
      ["proof", header(`{"alg":"EdDSA","typ":"dpop+jwt","jwk":{"kty":"OKP","crv":"Ed25519","x":"AA"}}`)],
      ["private", header(`{"alg":"EdDSA","typ":"dpop+jwt","jwk":{"kty":"OKP","crv":"Ed25519","x":"AA","d":"AA"}}`)],
      ["chained", header(`{"alg":"ES256","typ":"dc+sd-jwt","x5c":["${"MIIB".repeat(40)}"]}`)],
      ["inner", header(`{"alg":"RS256","jku":"http://169.254.169.254/latest/meta-data"}`)],
      ["inner", header(`{"alg":"RS256","x5u":"https://[::1]/a"}`)],
      ["inner", header(`{"alg":"RS256","jku":"http://vault:8200/v1/jwks"}`)],
      ["inner", header(`{"alg":"RS256","jku":"file:///etc/passwd"}`)],
      ["fetch", header(`{"alg":"RS256","jku":"https://172.32.0.1.example.com/"}`)],
      ["fetch", header(`{"alg":"RS256","jku":"https://10.example.com/"}`)],
    ],
    silent: [healthy(), header(`{"alg":"HS256","x5t":"AAAA"}`), payload(`{"jku":"https://example.com"}`)],
  },
  "HDR-08": {
    fires: [
      ["kid", kid("../../dev/null")],
      ["kid", kid("x' OR 1=1")],
      ["kid", kid("https://example.com/k")],
      ["kid", kid("a|id")],
      ["kid", kid("__proto__")],
    ],
    silent: [healthy(), kid("0"), kid("TfVYO8UQ-cQHmBzQ"), kid("1b94c:2"), kid("did:example:123#key-1"), kid("a b")],
  },
  "header-type": {
    fires: [
      ["type", header(`{"alg":"HS256","kid":1}`)],
      ["empty", header(`{"alg":"HS256","typ":""}`)],
    ],
    silent: [healthy(), header(`{"alg":"HS256","custom":1}`)],
  },
};
