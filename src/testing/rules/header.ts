import { header, healthy, of, payload, type Samples } from "./sample.ts";
import { compact, contextOf, HEALTHY_PAYLOAD, segment } from "./context.ts";
import { withDetached } from "../../core/envelope/detached.ts";
import { judged } from "./own.ts";

const kid = (text: string) => header(JSON.stringify({ alg: "HS256", kid: text }));

const CERTIFICATE = {
  jwk: { kty: "EC", crv: "P-384" },
  isPrivate: false,
  format: "certificate",
  description: "EC P-384",
  thumbprint: "T",
} as const;

/** An ACME request: a flattened JWS. */
const acme = (who: string) =>
  of(
    JSON.stringify({
      payload: segment("{}"),
      protected: segment(`{"alg":"ES256",${who},"nonce":"n","url":"https://ca.example/new-order"}`),
      signature: `${"B".repeat(85)}A`,
    }),
  );

const entra = (claims: string) =>
  compact(`{"alg":"RS256","nonce":"n"}`, `{"iss":"https://sts.windows.net/t/",${claims}}`);

const GRAPH = `{"iss":"https://sts.windows.net/t/","aud":"https://graph.microsoft.com"}`;

const UNENCODED = segment(`{"alg":"HS256","b64":false,"crit":["b64"]}`);

/** The parameters of Open Banking UK. */
const OB = "http://openbanking.org.uk/";

const sigDMarks = 'header "{\\n    \\"mId\\": \\"http://uri.etsi.…t\\"\\n    ]\\n  }"';
const hashedMarks = (hash: string): string =>
  `header "{\\n    \\"mId\\": \\"http://uri.etsi.…${hash.slice(-1)}\\"\\n    ]\\n  }"`;
const sigD = (mechanism: string, more = "") =>
  header(
    `{"alg":"HS256",${more}"crit":["sigD"],"sigD":{"mId":"http://uri.etsi.org/19182/${mechanism}","pars":["host"]}}`,
  );

/** SHA-256 of the base64url of "the object", and of its bytes. */
const OF_BASE64URL = "MOePPQLOp2YxNl3qSywMhZbplD3pF_Y7bui18_dTVnE";
const PLAIN = "oOoABdjylg_PDSrJHtMlrN5mhVadmsNrDYFHwIaKVHk";

/** A token signed over the hashes of two objects, with a detached payload. */
const hashed =
  (
    content: string,
    { header: more = "", hash = OF_BASE64URL, method = "S256" } = {},
  ): (() => ReturnType<typeof contextOf>) =>
  () => {
    const text = `{"alg":"HS256",${more}"crit":["sigD"],"sigD":{"mId":"http://uri.etsi.org/19182/ObjectIdByURIHash","pars":["a","b"],"hashM":"${method}","hashV":["AA","${hash}"]}}`;
    const context = contextOf(compact(text, ""));
    return { ...context, token: withDetached(context.token, content) };
  };

export const headerSamples: Samples = {
  "HDR-09": {
    fires: [
      [
        "nonce",
        of(entra(`"aud":"https://graph.microsoft.com"`)),
        "warn",
        'payload "\\"https://graph.microsoft.com\\""',
      ],
      [
        "nonce",
        of(entra(`"aud":"00000003-0000-0000-c000-000000000000"`)),
        "warn",
        'payload "\\"00000003-0000-0000-c000-000000000000\\""',
      ],
      ["graph", of(compact(`{"alg":"RS256"}`, GRAPH)), "warn", 'payload "\\"https://graph.microsoft.com\\""'],
      [
        "graph",
        of(compact(`{"alg":"HS256","nonce":"n"}`, GRAPH)),
        "warn",
        'payload "\\"https://graph.microsoft.com\\""',
      ],
    ],
    silent: [healthy(), of(entra(`"aud":"api://orders"`).replace(/^[^.]+/, "eyJhbGciOiJSUzI1NiJ9"))],
  },
  "HDR-01": {
    fires: [
      ["none", of(compact(`{"alg":"none"}`, HEALTHY_PAYLOAD, "")), "security", 'header "\\"none\\""'],
      ["signature", header(`{"alg":"none"}`), "security", 'header "\\"none\\""'],
      ["spelling", header(`{"alg":"nOnE"}`), "security", 'header "\\"nOnE\\""'],
      ["spelling", header(`{"alg":" none"}`), "security", 'header "\\" none\\""'],
      ["spelling", header(`{"alg":"n\u200bone"}`), "security", 'header "\\"n\\u200bone\\""'],
    ],
    silent: [healthy(), header(`{"alg":"nonesuch"}`)],
  },
  "HDR-03": {
    fires: [
      ["missing", header(`{"typ":"JWT"}`), "error", "header, whole"],
      ["misnamed", header(`{"ALG":"HS256"}`), "error", 'header "\\"ALG\\""'],
      ["type", header(`{"alg":256}`), "error", 'header "256"'],
      ["case", header(`{"alg":"hs256"}`), "error", 'header "\\"hs256\\""', 'header "\\"hs256\\"" → "\\"HS256\\""'],
      [
        "case",
        header(`{"alg":"ES256\\u0000"}`),
        "error",
        'header "\\"ES256\\\\u0000\\""',
        'header "\\"ES256\\\\u0000\\"" → "\\"ES256\\""',
      ],
      ["encryption", header(`{"alg":"RSA-OAEP"}`), "error", 'header "\\"RSA-OAEP\\""'],
      ["not-built", header(`{"alg":"ESB256"}`), "warn", 'header "\\"ESB256\\""'],
      [
        "foreign",
        header(`{"alg":"HmacSHA256"}`),
        "error",
        'header "\\"HmacSHA256\\""',
        'header "\\"HmacSHA256\\"" → "\\"HS256\\""',
      ],
      [
        "foreign",
        header(`{"alg":"http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"}`),
        "error",
        'header "\\"http://www.w3.org/2001/04/xml…#rsa-sha256\\""',
        'header "\\"http://www.w3.org/2001/04/xml…#rsa-sha256\\"" → "\\"RS256\\""',
      ],
      ["unknown", header(`{"alg":"HS128"}`), "error", 'header "\\"HS128\\""'],
      ["empty", header(`{"alg":""}`), "error", 'header "\\"\\""'],
      [
        "nats",
        of(compact(`{"typ":"JWT","alg":"ed25519-nkey"}`, `{"nats":{"type":"user"}}`)),
        "warn",
        'header "\\"ed25519-nkey\\""',
      ],
      ["nats", of(compact(`{"typ":"jwt","alg":"ed25519"}`, `{"nats":{}}`)), "warn", 'header "\\"ed25519\\""'],
    ],
    silent: [healthy(), header(`{"alg":"ES256K"}`), header(`{"alg":"ML-DSA-65"}`), header(`{"alg":"none"}`)],
  },
  "HDR-05": {
    fires: [
      ["shape", header(`{"alg":"HS256","crit":[]}`), "error", 'header "[]"'],
      ["shape", header(`{"alg":"HS256","crit":"b64"}`), "error", 'header "\\"b64\\""'],
      ["twice", header(`{"alg":"HS256","crit":["x","x"],"x":1}`), "error", 'header "\\"x\\""'],
      ["absent", header(`{"alg":"HS256","crit":["x"]}`), "error", 'header "\\"x\\""'],
      ["standard", header(`{"alg":"HS256","crit":["alg"]}`), "error", 'header "\\"alg\\""'],
      ["unknown", header(`{"alg":"HS256","crit":["x"],"x":1}`), "error", 'header "\\"x\\""'],
    ],
    silent: [healthy()],
  },
  "HDR-06": {
    fires: [
      ["type", header(`{"alg":"HS256","b64":"false"}`), "error", 'header "\\"false\\""'],
      ["not-critical", header(`{"alg":"HS256","b64":false}`), "error", 'header "false"'],
      ["true", header(`{"alg":"HS256","b64":true}`), "warn", 'header "true"'],
      ["unencoded", header(`{"alg":"HS256","b64":false,"crit":["b64"]}`), "info", 'header "false"'],
      [
        "character",
        of(`${UNENCODED}.caf\u00e9.AAAA`),
        "error",
        'token "\\u00e9"',
        'token becomes "eyJhbGciOiJIUzI1NiIsImI2NCI6Zm…Y0Il19..AAAA", beside it "caf\\u00e9"',
      ],
      [
        "character",
        of(`${UNENCODED}.one\ntwo.AAAA`),
        "error",
        'token "\\n"',
        'token becomes "eyJhbGciOiJIUzI1NiIsImI2NCI6Zm…Y0Il19..AAAA", beside it "one\\ntwo"',
      ],
      [
        "period",
        of(`${UNENCODED}.$.02.AAAA`),
        "error",
        'token "."',
        'token becomes "eyJhbGciOiJIUzI1NiIsImI2NCI6Zm…Y0Il19..AAAA", beside it "$.02"',
      ],
    ],
    silent: [
      healthy(),
      header(`{"alg":"HS256","b64":true,"crit":["b64"]}`),
      of(compact(`{"alg":"HS256","b64":true,"crit":["b64"]}`, "é.x")),
    ],
  },
  "critical-extension": {
    fires: [
      ["value", header(`{"alg":"HS256","crit":["sigT"],"sigT":"yesterday"}`), "error", 'header "\\"yesterday\\""'],
      [
        "milliseconds",
        header(`{"alg":"HS256","crit":["${OB}iat"],"${OB}iat":1799999900000}`),
        "error",
        'header "1799999900000"',
        'header "1799999900000" → "1799999900"',
      ],
      ["future", header(`{"alg":"HS256","crit":["${OB}iat"],"${OB}iat":1800000060}`), "error", 'header "1800000060"'],
      [
        "future",
        header(`{"alg":"HS256","crit":["sigT"],"sigT":"2027-01-15T08:00:01Z"}`),
        "error",
        'header "\\"2027-01-15T08:00:01Z\\""',
      ],
      ["claims", header(`{"alg":"HS256","crit":["ppt"],"ppt":"shaken"}`), "error", 'header "\\"shaken\\""'],
      [
        "understood",
        header(`{"alg":"HS256","crit":["${OB}tan"],"${OB}tan":"openbanking.org.uk"}`),
        "info",
        'header "[\\n    \\"http://openbanking.org.uk/tan\\"\\n  ]"',
      ],
      [
        "beyond",
        header(`{"alg":"HS256","crit":["sigPId"],"sigPId":{"id":{"id":"urn:policy"}}}`),
        "warn",
        'header "[\\n    \\"sigPId\\"\\n  ]"',
      ],
      ["http-headers", sigD("HttpHeaders", '"b64":false,'), "info", sigDMarks],
      ["not-unencoded", sigD("HttpHeaders"), "warn", sigDMarks],
      ["objects", sigD("ObjectIdByURI"), "info", sigDMarks],
      ["hashes", sigD("ObjectIdByURIHash"), "warn", sigDMarks],
      ["hashes", hashed(""), "warn", hashedMarks(OF_BASE64URL)],
      ["hash-fits", hashed("the object"), "info", hashedMarks(OF_BASE64URL)],
      ["hash-of-base64url", hashed("the object", { header: '"b64":false,' }), "warn", hashedMarks(OF_BASE64URL)],
      ["hash-fits", hashed("the object", { header: '"b64":false,', hash: PLAIN }), "info", hashedMarks(PLAIN)],
      ["hash-of-octets", hashed("the object", { hash: PLAIN }), "warn", hashedMarks(PLAIN)],
      ["hash-differs", hashed("the object\n"), "error", hashedMarks(OF_BASE64URL)],
      ["hash-method", hashed("the object", { method: "S1" }), "warn", hashedMarks(OF_BASE64URL)],
    ],
    silent: [
      healthy(),
      header(`{"alg":"HS256","sigT":"yesterday"}`),
      header(`{"alg":"HS256","b64":false,"crit":["b64"]}`),
      header(`{"alg":"HS256","crit":["exp"],"exp":1}`),
    ],
  },
  "HDR-07": {
    fires: [
      [
        "fetch",
        of(
          JSON.stringify({
            payload: segment(HEALTHY_PAYLOAD),
            protected: segment(`{"alg":"HS256"}`),
            header: { jku: "https://keys.example/set" },
            signature: "B".repeat(42) + "A",
          }),
        ),
        "security",
        'token "\\"https://keys.example/set\\""',
      ],
      [
        "account",
        acme(`"jwk":{"kty":"OKP","crv":"Ed25519","x":"AA"}`),
        "info",
        'header "{\\n    \\"kty\\": \\"OKP\\",\\n    \\"crv\\":…x\\": \\"AA\\"\\n  }"',
        "use-token-key",
      ],
      [
        "jwk",
        header(`{"alg":"HS256","jwk":{"kty":"OKP","crv":"Ed25519","x":"AA"}}`),
        "security",
        'header "{\\n    \\"kty\\": \\"OKP\\",\\n    \\"crv\\":…x\\": \\"AA\\"\\n  }"',
        "use-token-key",
      ],
      [
        "private",
        header(`{"alg":"HS256","jwk":{"kty":"OKP","crv":"Ed25519","x":"AA","d":"AA"}}`),
        "security",
        'header "{\\n    \\"kty\\": \\"OKP\\",\\n    \\"crv\\":…d\\": \\"AA\\"\\n  }"',
        "use-token-key",
      ],
      [
        "x5c",
        header(`{"alg":"HS256","x5c":["${"MIIB".repeat(40)}"]}`),
        "security",
        'header "[\\n    \\"MIIBMIIBMIIBMIIBMIIBMII…IIBMIIB\\"\\n  ]"',
        "use-token-key",
      ],
      [
        "leaf",
        header(`{"alg":"HS256","x5c":["${"MIIB".repeat(40)}"]}`, {
          judgement: judged("invalid"),
          publicKey: { kind: "keys", format: "certificate", keys: [CERTIFICATE], repairs: [], unreadable: [] },
        }),
        "error",
        'header "[\\n    \\"MIIBMIIBMIIBMIIBMIIBMII…IIBMIIB\\"\\n  ]"',
        "use-token-key",
      ],
      ["malformed", header(`{"alg":"HS256","x5c":["x"]}`), "security", 'header "[\\n    \\"x\\"\\n  ]"'],
      [
        "fetch",
        header(`{"alg":"HS256","jku":"https://example.com/jwks.json"}`),
        "security",
        'header "\\"https://example.com/jwks.json\\""',
      ],
      [
        "url",
        header(`{"alg":"HS256","url":"https://example.com/acme/new-order"}`),
        "security",
        'header "\\"https://example.com/acme/new-order\\""',
      ],
      [
        "proof",
        header(`{"alg":"EdDSA","typ":"dpop+jwt","jwk":{"kty":"OKP","crv":"Ed25519","x":"AA"}}`),
        "info",
        'header "{\\n    \\"kty\\": \\"OKP\\",\\n    \\"crv\\":…x\\": \\"AA\\"\\n  }"',
        "use-token-key",
      ],
      [
        "proof-of-request",
        header(`{"alg":"EdDSA","typ":"openid4vci-proof+jwt","jwk":{"kty":"OKP","crv":"Ed25519","x":"AA"}}`),
        "info",
        'header "{\\n    \\"kty\\": \\"OKP\\",\\n    \\"crv\\":…x\\": \\"AA\\"\\n  }"',
        "use-token-key",
      ],
      [
        "private",
        header(`{"alg":"EdDSA","typ":"dpop+jwt","jwk":{"kty":"OKP","crv":"Ed25519","x":"AA","d":"AA"}}`),
        "security",
        'header "{\\n    \\"kty\\": \\"OKP\\",\\n    \\"crv\\":…d\\": \\"AA\\"\\n  }"',
        "use-token-key",
      ],
      [
        "chained",
        header(`{"alg":"ES256","typ":"dc+sd-jwt","x5c":["${"MIIB".repeat(40)}"]}`),
        "info",
        'header "[\\n    \\"MIIBMIIBMIIBMIIBMIIBMII…IIBMIIB\\"\\n  ]"',
        "use-token-key",
      ],
      [
        "inner",
        header(`{"alg":"RS256","jku":"http://169.254.169.254/latest/meta-data"}`),
        "security",
        'header "\\"http://169.254.169.254/latest/meta-data\\""',
      ],
      ["inner", header(`{"alg":"RS256","x5u":"https://[::1]/a"}`), "security", 'header "\\"https://[::1]/a\\""'],
      [
        "inner",
        header(`{"alg":"RS256","jku":"http://vault:8200/v1/jwks"}`),
        "security",
        'header "\\"http://vault:8200/v1/jwks\\""',
      ],
      ["inner", header(`{"alg":"RS256","jku":"file:///etc/passwd"}`), "security", 'header "\\"file:///etc/passwd\\""'],
      [
        "fetch",
        header(`{"alg":"RS256","jku":"https://172.32.0.1.example.com/"}`),
        "security",
        'header "\\"https://172.32.0.1.example.com/\\""',
      ],
      [
        "fetch",
        header(`{"alg":"RS256","jku":"https://10.example.com/"}`),
        "security",
        'header "\\"https://10.example.com/\\""',
      ],
    ],
    silent: [
      healthy(),
      header(`{"alg":"HS256","x5t":"AAAA"}`),
      payload(`{"jku":"https://example.com"}`),
      acme(`"kid":"https://ca.example/acct/1"`),
    ],
  },
  "HDR-08": {
    fires: [
      ["kid", kid("../../dev/null"), "security", 'header "\\"../../dev/null\\""'],
      ["kid", kid("x' OR 1=1"), "security", 'header "\\"x\' OR 1=1\\""'],
      ["kid", kid("https://example.com/k"), "security", 'header "\\"https://example.com/k\\""'],
      ["kid", kid("a|id"), "security", 'header "\\"a|id\\""'],
      ["kid", kid("__proto__"), "security", 'header "\\"__proto__\\""'],
      [
        "hex",
        header(`{"alg":"RS256","x5t":"${segment("a1".repeat(20))}"}`),
        "warn",
        'header "\\"YTFhMWExYTFhMWExYTFhMWExYTFhM…hMWExYTFhMQ\\""',
        'header "\\"YTFhMWExYTFhMWExYTFhMWExYTFhM…hMWExYTFhMQ\\"" → "\\"oaGhoaGhoaGhoaGhoaGhoaGhoaE\\""',
      ],
      [
        "hex",
        header(`{"alg":"RS256","x5t":"0x${"a1".repeat(20)}"}`),
        "warn",
        'header "\\"0xa1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1\\""',
        'header "\\"0xa1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1\\"" → "\\"oaGhoaGhoaGhoaGhoaGhoaGhoaE\\""',
      ],
      [
        "hex",
        header(`{"alg":"RS256","x5t#S256":"${"A1:".repeat(31)}A1"}`),
        "warn",
        'header "\\"A1:A1:A1:A1:A1:A1:A1:A1:A1:A1…A1:A1:A1:A1\\""',
        'header "\\"A1:A1:A1:A1:A1:A1:A1:A1:A1:A1…A1:A1:A1:A1\\"" → "\\"oaGhoaGhoaGhoaGhoaGhoaGhoaGhoaGhoaGhoaGhoaE\\""',
      ],
    ],
    silent: [
      acme(`"kid":"https://ca.example/acct/1"`),
      healthy(),
      kid("0"),
      kid("TfVYO8UQ-cQHmBzQ"),
      kid("1b94c:2"),
      kid("did:example:123#key-1"),
      kid("a b"),
    ],
  },
  "header-type": {
    fires: [
      ["type", header(`{"alg":"HS256","kid":1}`), "warn", 'header "1"'],
      ["empty", header(`{"alg":"HS256","typ":""}`), "warn", 'header "\\"\\""'],
    ],
    silent: [healthy(), header(`{"alg":"HS256","custom":1}`)],
  },
};
