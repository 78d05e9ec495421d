import { createHash } from "node:crypto";
import { deflateRawSync, gzipSync } from "node:zlib";
import type { Judgement, JudgementReason, KeySource } from "../../core/crypto/types.ts";
import type { CertificateFacts, KeyMaterial } from "../../core/keys/types.ts";
import type { Arrival } from "../../core/rules/types.ts";
import type { Removal } from "../../core/token/types.ts";
import { COMPACT, DISCLOSURES, FLATTENED, FLATTENED_ISSUED, GENERAL, HOLDER, ISSUER } from "../rfc9901.ts";
import { compact, contextOf, HEALTHY, HEALTHY_HEADER, HEALTHY_PAYLOAD, SAMPLE_NOW, segment } from "./context.ts";
import { judged } from "./own.ts";
import { header, healthy, of, payload, type Sample, type Samples } from "./sample.ts";

const removed = (kind: Removal["kind"], text: string): { readonly arrival: Arrival } => ({
  arrival: { pasted: text + HEALTHY, removals: [{ kind, text, range: { start: 0, end: text.length } }] },
});

/** A healthy token cut out of a text. */
const around = (before: string, after: string) => {
  const end = before.length + HEALTHY.length;
  const pasted = before + HEALTHY + after;
  return healthy({
    arrival: {
      pasted,
      removals: [
        { kind: "text", text: before, range: { start: 0, end: before.length } },
        { kind: "text", text: after, range: { start: end, end: pasted.length } },
      ],
    },
  });
};

/** The token's whole text replaced by the healthy one. */
const becomes = `token becomes "${HEALTHY.slice(0, 30)}…${HEALTHY.slice(-12)}"`;

/** A text as `xxd` prints it. */
const dumpOf = (text: string): string =>
  (
    Buffer.from(text)
      .toString("hex")
      .match(/.{1,32}/g) ?? []
  )
    .map((row, at) => {
      const groups = (row.match(/.{1,4}/g) ?? []).join(" ");
      return `${(at * 16).toString(16).padStart(8, "0")}: ${groups.padEnd(39)}  ${text.slice(at * 16, at * 16 + 16)}`;
    })
    .join("\n");

/** A healthy token assembled from a cookie's content. */
const session = (pasted: string) =>
  healthy({
    arrival: { pasted, removals: [{ kind: "cookie", text: pasted, range: { start: 0, end: pasted.length } }] },
  });

/** The base64url of ASCII texts and single bytes. */
const bytes = (...parts: (string | number)[]): string =>
  Buffer.concat(parts.map((part) => (typeof part === "string" ? Buffer.from(part) : Buffer.from([part])))).toString(
    "base64url",
  );

/** A paste with its middle cut out. */
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
const unopened = (reason: JudgementReason): Judgement => judged("unsupported", { encrypted: "not-opened", reason });
const DIR = `{"alg":"dir","enc":"A128GCM"}`;
const sdJwt = (...parts: string[]) => [HEALTHY, ...parts].join("~");
/** The signed CWT of RFC 8392 appendix A.3. */
const CWT =
  "d28443a10126a104524173796d6d657472696345434453413235365850a70175636f61703a2f2f61732e6578616d706c652e636f6d02656572696b77037818636f61703a2f2f6c696768742e6578616d706c652e636f6d041a5612aeb0051a5610d9f0061a5610d9f007420b7158405427c1ff28d23fbad1f29c4c7c6a555e601d6fa29f9179bc3d7438bacaca5acd08c8d4d4f96131680c429a01f85951ecee743a52b9b63632c57209120e1c9e30";
const DISCLOSURE = segment(`["c2FsdA","given_name","Ada"]`);
const KB = compact(`{"alg":"ES256","typ":"kb+jwt"}`, `{"nonce":"1"}`);
/** The digest of `DISCLOSURE`. */
const NAMED = createHash("sha256").update(DISCLOSURE).digest("base64url");
const DISCLOSED = `token "${DISCLOSURE}"`;
const named = (payload: string, binding = "") => [compact(HEALTHY_HEADER, payload), DISCLOSURE, binding].join("~");
/** An SD-JWT that discloses one claim. */
const disclosing = (name: string, value: unknown, typ = "example+sd-jwt", more: object = {}): string => {
  const text = segment(JSON.stringify(["s", name, value]));
  const digest = createHash("sha256").update(text).digest("base64url");
  return `${compact(JSON.stringify({ alg: "ES256", typ }), JSON.stringify({ ...more, _sd: [digest] }))}~${text}~`;
};
/** The claims of a W3C credential. */
const W3C = '{"@context":["https://www.w3.org/ns/credentials/v2"],"type":["VerifiableCredential"]}';
const BINDING = 'token "eyJhbGciOiAiRVMyNTYiLCAidHlwIj…zchjmABQ3V8w"';
/** A judgement on the key binding of RFC 9901. */
const byHolder = (
  state: Judgement["state"],
  source: KeySource,
  jwk: JsonWebKey & { readonly kid?: string } = HOLDER,
  more: Partial<KeyMaterial> = {},
): Judgement =>
  judged(state, {
    alg: "ES256",
    key: {
      source,
      material: { jwk, description: "", thumbprint: "its-thumbprint", ...more } as KeyMaterial,
      secretBytes: null,
    },
  });
/** A presentation whose claims have this cnf. */
const confirmedBy = (cnf: object, binding: Judgement | null) =>
  of(named(JSON.stringify({ cnf, _sd: [NAMED] }), KB), { binding });
/** A key binding whose sd_hash is of this text. */
const bindingOf = (text: string, encoding: "hex" | "base64url") =>
  compact(
    '{"alg":"ES256","typ":"kb+jwt"}',
    JSON.stringify({ sd_hash: createHash("sha256").update(text).digest(encoding) }),
  );
const KB_IN_HEX = bindingOf(named(`{"_sd":["${NAMED}"]}`), "hex");
const KB_OF_ISSUED = bindingOf(`${named(`{"_sd":["${NAMED}"]}`).split("~", 1)[0]}~`, "base64url");
/** A disclosure that has the digest of `DISCLOSURE`. */
const OUTER = segment(JSON.stringify(["s", "address", { _sd: [NAMED] }]));
const BOUND = 'token "eyJhbGciOiJFUzI1NiIsInR5cCI6Im…BBBBBBBBBBBA"';
const noKey = judged("no-key");
const bySecret = judged("verified", { alg: "HS256", key: { source: "secret", material: null, secretBytes: 32 } });
const withCertificate = {
  certificate: { thumbprints: { x5t: "", "x5t#S256": "its-certificate" } } as CertificateFacts,
};
const [, , FAMILY] = DISCLOSURES;
const selective = (header: object) => flat({ header });
const entry = (header: object) => ({ protected: H, header, signature: S });
const flat = (members: Record<string, unknown>) =>
  JSON.stringify({ payload: P, protected: H, signature: S, ...members });
const ONE = `{"protected":"${H}","signature":"AAAA"}`;
const general = (...signatures: readonly string[]) => `{"payload":"${P}","signatures":[${signatures.join(",")}]}`;
const TWO = JSON.stringify({
  payload: P,
  signatures: [
    { protected: H, signature: S },
    { protected: H, signature: S },
  ],
});
const overTwo = (...each: readonly Judgement[]): Judgement => ({ ...each[0]!, seals: { each, chosen: 0 } });
/** A token with two signatures whose content changed, and one with two recipients. */
const changed = (from: string, to: string) => () => {
  const { base } = contextOf(from);
  return contextOf(to, { base, provenance: "re-signed", judgement: overTwo(judged("verified"), judged("invalid")) });
};
const edited = changed(TWO, TWO.replace(P, segment(`{"iss":"https://other.example"}`)));
const recipients = (ciphertext: string) =>
  JSON.stringify({
    protected: segment(DIR),
    recipients: [{ encrypted_key: "BBBB" }, { encrypted_key: "AAAA" }],
    iv: "AAAA",
    ciphertext,
    tag: "AAAA",
  });
const reEncrypted = changed(recipients("AAAA"), recipients("BBBB"));
const ACME = (member: string, alg = "ES256") =>
  `{"alg":"${alg}",${member},"nonce":"n-1","url":"https://ca.example/new-order"}`;
const acme = (member: string, alg?: string) => flat({ protected: segment(ACME(member, alg)) });
const nested = (depth: number) => `${"[".repeat(depth)}${"]".repeat(depth)}`;

/** A token whose signature is cut off by a length limit. */
const cutAt = (length: number): string => {
  const start = `${segment(`{"alg":"HS512"}`)}.${segment(`{"sub":"${"x".repeat(150)}"}`)}.`;
  return start + "B".repeat(length - start.length);
};

export const inputSamples: Samples = {
  "IN-01": {
    fires: [
      ["scheme", healthy(removed("scheme", "Bearer ")), "info", null, "restore-pasted"],
      ["twice", around("Authorization: Bearer Bearer ", ""), "warn"],
      ["glued", around("Authorization: Bearer", ""), "warn"],
      ["separator", around("Authorization: Bearer\u00a0", ""), "warn"],
      ["punctuated", around("Authorization: Bearer: ", ""), "warn"],
      ["punctuated", around("authorization=bearer=", ""), "warn"],
      ["bracketed", around("Authorization: Bearer <", ">"), "warn"],
      ["bracketed", around("Bearer ${", "}"), "warn"],
    ],
    silent: [
      healthy(),
      healthy(removed("white-space", " ")),
      // A label that somebody wrote, a member, an element, brackets that are not closed.
      around("Bearer: ", ""),
      around('{"bearer": "', '"}'),
      around("<bearer>", "</bearer>"),
      around("Bearer [", ""),
    ],
  },
  "IN-02": {
    fires: [
      ["quotes", healthy(removed("quotes", `"`)), "info", null, "restore-pasted"],
      ["python", healthy(removed("quotes", `b'`)), "info", null, "restore-pasted"],
      ["space", healthy(removed("white-space", "\n")), "info", null, "restore-pasted"],
      ["wraps", healthy(removed("line-wrap", "\n")), "info", null, "restore-pasted"],
      [
        "inside",
        of(`${H}.${P.slice(0, 9)} ${P.slice(9)}.${S}`),
        "error",
        'token " "',
        'token "eyJpc3MiO iJodHRwczovL2lzc3Vlc…wMDAwMDYwMH0" → "eyJpc3MiOiJodHRwczovL2lzc3Vlci…wMDAwMDYwMH0"',
      ],
    ],
    silent: [healthy(), healthy(removed("cookie", "a=b; t="))],
  },
  "IN-13": {
    fires: [
      ["wrapping", healthy(removed("command", "curl -H 'Authorization: Bearer ")), "info", null, "restore-pasted"],
      ["wrapping", healthy(removed("text", "| ")), "info", null, "restore-pasted"],
      ["stray", healthy(removed("text", "|")), "info", null, "restore-pasted"],
      ["sentence", around("Try this one: ", ". It works."), "info", null, "restore-pasted"],
      [
        "kubectl",
        around("Type: kubernetes.io/service-account-token\n\ntoken:      ", "\n"),
        "info",
        null,
        "restore-pasted",
      ],
      ["cookie-parser", around("sid=s%3A", `.${"a".repeat(43)}; theme=dark`), "info", null, "restore-pasted"],
      ["chunks", session(`Cookie: app.1=${HEALTHY.slice(90)}; app.0=${HEALTHY.slice(0, 90)}`), "info"],
      ["session", session(`sb=base64-${segment(JSON.stringify({ access_token: HEALTHY }))}`), "info"],
    ],
    silent: [healthy(), healthy(removed("quotes", `"`))],
  },
  "IN-03": {
    fires: [
      ["literal", of("Bearer [object Promise]"), "error", "token, whole"],
      ["literal", of("Bearer function () { [native code] }"), "error", "token, whole"],
      ["placeholder", of("Bearer process.env.TOKEN"), "error", 'token "process.env.TOKEN"'],
      ["masked", of("Authorization: Bearer ***"), "error", "token, whole"],
      ["empty", of(""), "info"],
      ["empty", of(" \n"), "info"],
      ["literal", of("undefined"), "error", "token, whole"],
      ["literal", of("[object Object]"), "error", "token, whole"],
      ["literal", of("Bearer undefined"), "error", "token, whole"],
      ["literal", of(`Authorization: Bearer null`), "error", "token, whole"],
      ["placeholder", of("Bearer ${TOKEN}"), "error", 'token "${TOKEN}"'],
      ["placeholder", of("{{access_token}}"), "error", "token, whole"],
      ["placeholder", of("<your token here>"), "error", "token, whole"],
      ["placeholder", of("YOUR_ACCESS_TOKEN"), "error", "token, whole"],
      ["placeholder", of("curl -H 'Authorization: Bearer $TOKEN' https://api.example"), "error", 'token "$TOKEN"'],
    ],
    silent: [healthy(), of("undefined behaviour"), of("Bearer $1,000 reward"), of("Bearer opaque"), of('{"a":"{b}"}')],
  },
  "IN-04": {
    fires: [
      ["basic", of("Basic YWxhZGRpbjpvcGVuc2VzYW1l"), "error", "token, whole"],
      ["basic", of("YWxhZGRpbjpvcGVuc2VzYW1l"), "error", "token, whole"],
    ],
    silent: [healthy(), of("YWxhZGRpbiBvcGVuc2VzYW1l")],
  },
  "IN-05": {
    fires: [
      [
        "percent",
        of(`${H}%2E${P}%2E${S}`),
        "error",
        'token "%2E"',
        'token becomes "eyJhbGciOiJIUzI1NiIsInR5cCI6Ik…BBBBBBBBBBBA"',
      ],
      [
        "percent",
        of(HEALTHY.replaceAll(".", "%252E")),
        "error",
        'token "%25"',
        'token becomes "eyJhbGciOiJIUzI1NiIsInR5cCI6Ik…BBBBBBBBBBBA"',
      ],
      [
        "percent",
        of(HEALTHY.replaceAll(".", "%u002E")),
        "error",
        'token "%u002E"',
        'token becomes "eyJhbGciOiJIUzI1NiIsInR5cCI6Ik…BBBBBBBBBBBA"',
      ],
      [
        "inside",
        torn(HEALTHY.slice(0, -9), "%20", HEALTHY.slice(-9)),
        "error",
        'token, after "BBBBBBBBBBBB"',
        'token becomes "eyJhbGciOiJIUzI1NiIsInR5cCI6Ik…BBBBBBBBBBBA"',
      ],
      [
        "quoted-printable",
        of(`token=3D${HEALTHY.slice(0, 60)}=\r\n${HEALTHY.slice(60)}`),
        "error",
        'token "="',
        'token becomes "eyJhbGciOiJIUzI1NiIsInR5cCI6Ik…BBBBBBBBBBBA"',
      ],
    ],
    silent: [healthy(), of("100%25 sure")],
  },
  "IN-07": {
    fires: [
      [
        "inside",
        of(Buffer.from(JSON.stringify({ access_token: HEALTHY })).toString("base64")),
        "error",
        "token, whole",
        becomes,
      ],
      ...[
        Buffer.from(HEALTHY).toString("hex"),
        `0x${Buffer.from(HEALTHY).toString("hex").toUpperCase()}`,
        [...Buffer.from(HEALTHY)].map((octet) => octet.toString(16).padStart(2, "0")).join(":"),
        dumpOf(HEALTHY),
      ].map((text) => ["hex", of(text), "error", "token, whole", becomes] as const satisfies Sample),
      [
        "escaped",
        of(`{"token":${JSON.stringify(HEALTHY).replaceAll(".", String.raw`\u002e`)}}`),
        "error",
        String.raw`token "\\u002e"`,
        becomes,
      ],
      [
        "escaped",
        of(HEALTHY.replaceAll(".", "\\.")),
        "error",
        'token "\\\\."',
        'token becomes "eyJhbGciOiJIUzI1NiIsInR5cCI6Ik…BBBBBBBBBBBA"',
      ],
      [
        "escaped",
        of(HEALTHY.replaceAll(".", "\\u002e")),
        "error",
        'token "\\\\u002e"',
        'token becomes "eyJhbGciOiJIUzI1NiIsInR5cCI6Ik…BBBBBBBBBBBA"',
      ],
      [
        "escaped",
        of(HEALTHY.replaceAll(".", "&#46;")),
        "error",
        'token "&#46;"',
        'token becomes "eyJhbGciOiJIUzI1NiIsInR5cCI6Ik…BBBBBBBBBBBA"',
      ],
      [
        "escaped",
        of(HEALTHY.replaceAll(".", "&amp;#46;")),
        "error",
        'token "&amp;"',
        'token becomes "eyJhbGciOiJIUzI1NiIsInR5cCI6Ik…BBBBBBBBBBBA"',
      ],
      [
        "escaped",
        of(`${HEALTHY.slice(0, 64)}&shy;${HEALTHY.slice(64)}`),
        "error",
        'token "&shy;"',
        'token becomes "eyJhbGciOiJIUzI1NiIsInR5cCI6Ik…BBBBBBBBBBBA"',
      ],
      [
        "escaped",
        of(`${HEALTHY.slice(0, 64)}<wbr>${HEALTHY.slice(64)}`),
        "error",
        'token "<wbr>"',
        'token becomes "eyJhbGciOiJIUzI1NiIsInR5cCI6Ik…BBBBBBBBBBBA"',
      ],
      [
        "escaped",
        torn(HEALTHY.slice(0, -12), "&#66;", HEALTHY.slice(-11)),
        "error",
        'token, after "BBBBBBBBBBBB"',
        'token becomes "eyJhbGciOiJIUzI1NiIsInR5cCI6Ik…BBBBBBBBBBBA"',
      ],
      [
        "escaped",
        of(`${HEALTHY.slice(0, 64)}\\n${HEALTHY.slice(64)}`),
        "error",
        'token "\\\\n"',
        'token becomes "eyJhbGciOiJIUzI1NiIsInR5cCI6Ik…BBBBBBBBBBBA"',
      ],
      [
        "base64",
        of(segment(HEALTHY)),
        "error",
        "token, whole",
        'token becomes "eyJhbGciOiJIUzI1NiIsInR5cCI6Ik…BBBBBBBBBBBA"',
      ],
      [
        "json",
        of(`"${H}.${P}.${S}"`),
        "error",
        "token, whole",
        'token becomes "eyJhbGciOiJIUzI1NiIsInR5cCI6Ik…BBBBBBBBBBBA"',
      ],
      [
        "header",
        of(`${segment(HEALTHY)}.${P}.${S}`),
        "error",
        "token, whole",
        'token becomes "eyJhbGciOiJIUzI1NiIsInR5cCI6Ik…BBBBBBBBBBBA"',
      ],
    ],
    silent: [healthy(), of(segment("hello there, world"))],
  },
  "IN-10": {
    fires: [
      ["foreign", of("ghp_0123456789abcdefghij0123456789abcdef"), "error", "token, whole"],
      ["pem", of("-----BEGIN PUBLIC KEY-----\nMFkw\n-----END PUBLIC KEY-----"), "error", "token, whole"],
      ["jwk", of(`{"kty":"oct","k":"AAAA"}`), "error", "token, whole"],
      ["jwks", of(`{"keys":[]}`), "error", "token, whole"],
      ["url", of("https://example.com/token"), "error", "token, whole"],
      ["json", of(`{"error":"invalid_grant"}`), "error", "token, whole"],
      [
        "claims",
        of(`{"sub":"ada","exp":4102444800}`),
        "error",
        "token, whole",
        'a new token "eyJhbGciOiJIUzI1NiIsInR5cCI6Ik…DI0NDQ4MDB9."',
      ],
      [
        "decoded",
        of(`{"alg":"HS256"}.{"sub":"ada"}`),
        "error",
        "token, whole",
        'a new token "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhZGEifQ."',
      ],
      [
        "decoded",
        of(`{"alg":"HS256"}\n{"sub":"ada"}`),
        "error",
        "token, whole",
        'a new token "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhZGEifQ."',
      ],
      ["prose", of("please find the token attached"), "error", "token, whole"],
      ["name", of("api.northwind.example"), "error", "token, whole"],
      ["name", of("com.northwind.orders-service"), "error", "token, whole"],
      ["foreign", of(CWT), "error", "token, whole"],
      ["looks-foreign", of("00QCjAl4MlV-WPXM-ABCdefghijklmnopqrstuvwxy"), "error", "token, whole"],
      ["opaque", of("f81d4fae7dec11d0a76500a0c91e6bf6"), "error", "token, whole"],
      ["foreign", of(`v4.public.${"A".repeat(90)}`), "error", "token, whole"],
      ["session", of(`${segment(`{"user":"ada"}`)}.YdExAA.${"a".repeat(27)}`), "error", "token, whole"],
      ["session", of(`${segment(`{"user":"ada"}`)}:1nYQ9b:${"a".repeat(43)}`), "error", "token, whole"],
    ],
    silent: [
      of(`${H}.YdExAA.${"a".repeat(27)}`),
      of(`${segment(`{"user":"ada"}`)}.${P}.${S}`),
      of("yJhbGciOiJIUzI1NiJ9..c2ln"),
      of("abc.def.ghi"),
      healthy(),
      of(""),
      of("null"),
      of("Basic YWxhZGRpbjpvcGVuc2VzYW1l"),
    ],
  },
  "IN-08": {
    fires: [
      ["dots", of(`${H}..${P}.${S}`), "error", 'token ".."', becomes],
      ["one", of(H), "error", 'token, after "MjYtMTEtYSJ9"'],
      ["payload", of(P), "error", 'token, after ""'],
      ["headless", of(`${P}.${S}`), "error", 'token, after ""'],
      ["two", of(`${H}.${P}`), "error", 'token, after "wMDAwMDYwMH0"'],
      ["many", of(`${HEALTHY}.AAAA`), "error", 'token ".AAAA"', 'token ".AAAA" → ""'],
      ["selective", of(`${HEALTHY}.AAAA~`), "error", 'token ".AAAA"', 'token ".AAAA" → ""'],
      ["selective", of(`${H}.${P}~`), "error", 'token, after "wMDAwMDYwMH0"'],
      [
        "concatenated",
        of(`${HEALTHY}${HEALTHY}`),
        "error",
        'token "eyJhbGciOiJIUzI1NiIsInR5cCI6Ik…BBBBBBBBBBBA"',
        'token "eyJhbGciOiJIUzI1NiIsInR5cCI6Ik…BBBBBBBBBBBA" → ""',
      ],
    ],
    silent: [healthy(), of(jwe(DIR)), of(sdJwt("")), of("")],
  },
  "IN-23": {
    fires: [
      ["header", of(`.${P}.${S}`), "error", 'token, after ""'],
      ["signature", of(`${H}.${P}.`), "error", 'token, after "MDAwMDYwMH0."'],
      ["word", of(`${H}.${P}.signature`), "error", 'token "signature"'],
      ["word", of(`${H}.${P}.fake-signature`), "error", 'token "fake-signature"'],
      ["word", of(`${H}.${P}.xxxxx`), "error", 'token "xxxxx"'],
    ],
    silent: [
      of(`${H}.${P}...`),
      torn(`${H}.${P}.`, "..", ""),
      healthy(),
      of(compact(`{"alg":"none"}`, HEALTHY_PAYLOAD, "")),
    ],
  },
  "IN-18": {
    fires: [["detached", of(`${H}..${S}`), "info", 'token, after "jYtMTEtYSJ9."']],
    silent: [healthy(), of(`${H}.${P}.`)],
  },
  "IN-20": {
    fires: [["size", payload(`{"groups":"${"x".repeat(8192)}"}`), "info"]],
    silent: [healthy(), payload(`{"groups":"${"x".repeat(4096)}"}`)],
  },
  "IN-11": {
    fires: [
      ["last", of(HEALTHY.slice(0, -10)), "error", 'token "B"'],
      ["length", of(`${H}.${P.slice(0, P.length - (P.length % 4) + 1)}.${S}`), "error", 'token "M"'],
      ["ellipsis", of(`${H}.${P}...`), "error", 'token "..."'],
      ["ellipsis", torn(HEALTHY.slice(0, -9), "...", ""), "error", 'token, after "BBBBBBBBBBBB"'],
      ["json", of(`${H}.${segment(HEALTHY_PAYLOAD.slice(0, 30))}`), "error", 'token, after "ci5leGFtcGxl"'],
      ["middle", of(`${H}.${P.slice(0, 9)}...${S.slice(-9)}`), "error", 'token "..."'],
      ["middle", of(`${H.slice(0, 9)}....${S.slice(-9)}`), "error", 'token "...."'],
      ["start", of(HEALTHY.slice(1)), "error", 'token "yJhbGciOiJIU"', 'token "" → "e"'],
      ["start", of(HEALTHY.slice(3)), "error", 'token "hbGciOiJIUzI"', 'token "" → "eyJ"'],
      // At every place in a group of four, and with the end lost too, which alone would make it an opaque text.
      ...[4, 5, 6, 7].map((lost) => {
        const text =
          `${segment(`{"alg":"HS256","typ":"JWT","kid":"1"}`)}.${HEALTHY.split(".").slice(1).join(".")}`.slice(lost);
        return ["beginning", of(text), "error", `token "${text.slice(0, 12)}"`] as const;
      }),
      [
        "beginning",
        of(`${segment(`{"alg":"HS256","kid":"1"}`)}.${segment(`{"sub":"1234567890"}`)}`.slice(6, 60)),
        "error",
        'token "ciOiJIUzI1Ni"',
      ],
      ["limit", of(cutAt(255)), "error", 'token, after "BBBBBBBBBBBB"'],
      ["markdown", of(`${H}.${P}.${S.slice(2)}`), "error", 'token "BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBA"'],
    ],
    silent: [
      of(HEALTHY.slice(H.length - 8)),
      of(HEALTHY.replace(/^/, segment("\u{FEFF}"))),
      healthy(),
      of(`${H}.${P}.`),
    ],
  },
  "IN-06": {
    fires: [
      [
        "alphabet",
        of(`${H}.${P}.${"+/".repeat(21)}A`),
        "error",
        'token "+"',
        'token "+/+/+/+/+/+/+/+/+/+/+/+/+/+/+/+/+/+/+/+/+/A" → "-_-_-_-_-_-_-_-_-_-_-_-_-_-_-_-_-_-_-_-_-_A"',
      ],
      [
        "padding",
        of(`${HEALTHY}=`),
        "error",
        'token "="',
        'token "BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBA=" → "BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBA"',
      ],
      [
        "padding-all",
        of(`${H}==.${P}=.${S}=`),
        "error",
        'token "==.eyJpc3MiOiJodHRwczovL2lzc3V…BBBBBBBBBBA="',
        "judge-padding",
      ],
    ],
    silent: [healthy(), of(`${H}.${P}.${"-_".repeat(21)}A`)],
  },
  "IN-12": {
    fires: [
      [
        "dot",
        of(`${H}\uff0e${P}\uff0e${S}`),
        "error",
        String.raw`token "\uff0e"`,
        String.raw`token "\uff0e${P.slice(0, 29)}…${P.slice(-11)}\uff0e" → ".${P.slice(0, 29)}…${P.slice(-11)}."`,
      ],
      [
        "visible",
        of(`\u0435${H.slice(1)}.${P}.${S}`),
        "error",
        String.raw`token "\u0435"`,
        String.raw`token "\u0435" → "e"`,
      ],
      [
        "visible",
        of(`${H}.${P}.\ufb01${S.slice(2)}`),
        "error",
        String.raw`token "\ufb01"`,
        String.raw`token "\ufb01" → "fi"`,
      ],
      ["visible", of(`${H}.${P}.!${S.slice(1)}`), "error", 'token "!"', 'token "!" → ""'],
      ["visible", of(`${H}.${P}.\u2013${S.slice(1)}`), "error", 'token "–"', 'token "–" → "-"'],
      ["torn", torn(HEALTHY.slice(0, -9), "!", HEALTHY.slice(-8)), "warn", null, "restore-pasted"],
      ["torn", torn(HEALTHY.slice(0, -9), "=", HEALTHY.slice(-8)), "warn", null, "restore-pasted"],
      ["hidden", of(`${H}.${P}.\u200b${S}`), "error", 'token "\\u200b"', 'token "\\u200b" → ""'],
      ["ellipsis", of(`${H}.${P}.${S.slice(0, 20)}\u2026`), "error", 'token "…"', 'token "…" → ""'],
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
      torn(HEALTHY, "&quot;", ""),
      torn(HEALTHY, "%22", ""),
      torn(HEALTHY, "&lt;/token&gt;", ""),
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
    fires: [["bits", of(`${HEALTHY.slice(0, -1)}B`), "error", 'token "B"', 'token "B" → "A"']],
    // The remainder of a truncated signature, or of a header without its beginning, is not a spelling problem.
    silent: [
      healthy(),
      of(HEALTHY.slice(0, -1)),
      of(HEALTHY.slice(1)),
      header(`{"alg":"RS256"}`, {}, `${"B".repeat(77)}C`),
    ],
  },
  "IN-16": {
    fires: [
      ["utf8", of(`${H}.${bytes(`{"a":"`, 0x81, `"}`)}.${S}`), "error", 'token "gS"'],
      [
        "encoding",
        of(`${H}.${bytes(`{"name":"Jos`, 0xe9, `"}`)}.${S}`),
        "error",
        'token "eyJuYW1lIjoiSm9z6SJ9"',
        'payload becomes "{\\n  \\"name\\": \\"Jos\\u00e9\\"\\n}"',
      ],
      [
        "encoding",
        of(`${H}.${bytes(`{"name":"`, 0xb2, 0xe2, 0xca, 0xd4, `"}`)}.${S}`),
        "error",
        'token "eyJuYW1lIjoisuLK1CJ9"',
        'payload becomes "{\\n  \\"name\\": \\"\\u6d4b\\u8bd5\\"\\n}"',
      ],
      [
        "encoding",
        of(`${Buffer.from(HEALTHY_HEADER, "utf16le").toString("base64url")}.${P}.${S}`),
        "error",
        'token "ewAiAGEAbABnACIAOgAiAEgAUwAyAD…AC0AYQAiAH0A"',
        'header becomes "{\\n  \\"alg\\": \\"HS256\\",\\n  \\"typ\\": \\"…2026-11-a\\"\\n}"',
      ],
      ["bom", payload(`\ufeff{"a":1}`), "error", 'payload "\\ufeff"', 'payload "\\ufeff" → ""'],
      ["quotes", payload(`{“sub”:“ada”}`), "error", 'payload "“"', 'payload becomes "{\\"sub\\":\\"ada\\"}"'],
      [
        "binary",
        of(
          `${H}.${Buffer.from(Array.from({ length: 60 }, (_, i) => (i % 3 === 0 ? 200 : 65))).toString("base64url")}.${S}`,
        ),
        "error",
        'token "yEFByEFByEFByEFByEFByEFByEFByE…yEFByEFByEFB"',
      ],
      // A short one is also shown as hex, and is not read as text.
      ["binary", of(`${H}.${Buffer.from("a1016161", "hex").toString("base64url")}.${S}`), "error", 'token "oQFhYQ"'],
      [
        "compressed",
        of(`${segment(`{"alg":"ES256","zip":"DEF"}`)}.${deflateRawSync(`{"sub":"ada"}`).toString("base64url")}.${S}`),
        "warn",
        'token "q1YqLk1SslJKTElUqgUA"',
        'payload becomes "{\\n  \\"sub\\": \\"ada\\"\\n}"',
      ],
      [
        "compressed",
        of(`${H}.${gzipSync(`{"sub":"ada"}`).toString("base64url")}.${S}`),
        "warn",
        'token "H4sIAAAAAAAAA6tWKi5NUrJSSkxJVKoFANv8V44NAAAA"',
        'payload becomes "{\\n  \\"sub\\": \\"ada\\"\\n}"',
      ],
      ["twice", payload(JSON.stringify(`{"sub":"ada"}`)), "error", "payload, whole"],
      ["type", payload(`"{not so}"`), "error", "payload, whole"],
      ["type", payload("[1]"), "error", "payload, whole"],
      ["type", header(`"HS256"`), "error", "header, whole"],
      ["plain", payload("Example of Ed25519 signing"), "error", "payload, whole"],
      ["other", of(compact('{"alg":"ES256","cty":"text/plain; charset=utf-8"}', "Hello")), "info", "payload, whole"],
      ["plain", of(compact('{"alg":"ES256","cty":"application/json"}', "Hello")), "warn", "payload, whole"],
      ["plain", of(compact('{"alg":"ES256","typ":"JWT","cty":"text/plain"}', "Hello")), "error", "payload, whole"],
      ["plain", header("HS256"), "error", "header, whole"],
      ["depth", payload(`{"a":${nested(1100)}}`), "error", 'payload "["'],
      ["trailing-comma", payload(`{"a":1,}`), "error", 'payload ","', 'payload "," → ""'],
      [
        "spelling",
        payload(`{'a':True,}`),
        "error",
        `payload "'a'"`,
        `payload "'a'" → "\\"a\\"", "True" → "true", "," → ""`,
      ],
      ["spelling", payload(`{\u00a0"a":1}`), "error", 'payload "\\u00a0"', 'payload "\\u00a0" → " "'],
      ["comment", payload(`{"a":1 /* x */}`), "error", 'payload "/* x */"', 'payload "/* x */" → ""'],
      ["unclosed-object", payload(`{"a":1`), "error", 'payload "{"'],
      ["unclosed-array", payload(`[1`), "error", 'payload "["'],
      ["colon-expected", payload(`{"a" 1}`), "error", 'payload "1"'],
      ["comma-expected", payload(`{"a":1 "b":2}`), "error", 'payload "\\"b\\""', 'payload "" → ","'],
      ["value-expected", payload(`{"a":}`), "error", 'payload "}"'],
      ["name-expected", payload(`{1:2}`), "error", 'payload "1"', 'payload "1" → "\\"1\\""'],
      ["string-unterminated", payload(`{"a":"b}`), "error", 'payload "\\"b}"'],
      ["string-control-character", payload(`{"a":"\n"}`), "error", 'payload "\\n"'],
      ["string-escape", payload(`{"a":"\\x41"}`), "error", 'payload "\\\\x"'],
      ["number", payload(`{"a":01}`), "error", 'payload "01"'],
      ["word", payload(`{"a":undefined}`), "error", 'payload "undefined"', 'payload "undefined" → "null"'],
      ["trailing-content", payload(`{} {}`), "error", 'payload "{}"'],
      ["character", payload(`{"a":#}`), "error", 'payload "#"'],
      ["empty", payload("  "), "error", "payload, whole"],
    ],
    silent: [
      healthy(),
      payload("{}"),
      of(`${H}..${S}`),
      // The nested token is what the header announces.
      of(compact(`{"alg":"HS256","cty":"JWT"}`, HEALTHY)),
    ],
  },
  "IN-15": {
    fires: [
      ["header", header(`{"alg":"HS256","alg":"none"}`), "security", 'header "\\"alg\\""'],
      ["claim", payload(`{"role":"user","role":"admin"}`), "security", 'payload "\\"role\\""'],
      ["claim", payload(`{"role":"user","r\\u006fle":"admin"}`), "security", 'payload "\\"r\\\\u006fle\\""'],
      ["nested", payload(`{"a":{"role":1,"role":2}}`), "security", 'payload "\\"role\\""'],
    ],
    silent: [healthy(), payload(`{"role":1,"a":{"role":1},"b":[{"role":1},{"role":2}]}`)],
  },
  "IN-24": {
    fires: [
      ["rounded", payload(`{"id":9007199254740993}`), "warn", 'payload "9007199254740993"'],
      ["infinite", payload(`{"id":1e309}`), "warn", 'payload "1e309"'],
    ],
    silent: [healthy(), payload(`{"id":9007199254740991,"half":0.5,"whole":1.0}`)],
  },
  "IN-09": {
    fires: [["jwe", of(jwe(DIR)), "info", 'token "eyJhbGciOiJkaXIiLCJlbmMiOiJBMTI4R0NNIn0"']],
    silent: [healthy()],
  },
  "jwe-practice": {
    fires: [
      ["rsa1_5", of(jwe(`{"alg":"RSA1_5","enc":"A128GCM"}`)), "warn", 'header "\\"RSA1_5\\""'],
      [
        "rsa1_5",
        of(jwe(`{"alg":"RSA1_5","enc":"A128GCM"}`), { judgement: unopened({ code: "rsa1_5" }) }),
        "warn",
        'header "\\"RSA1_5\\""',
        "open-anyway",
      ],
      ["zip", of(jwe(`{"alg":"dir","enc":"A128GCM","zip":"DEF"}`)), "info", 'header "\\"DEF\\""'],
      // As it arrived: without its original, a different header would break it.
      [
        "leftover",
        of(jwe(`{"alg":"RSA-OAEP","enc":"A128GCM","p2s":"AAAA"}`)),
        "warn",
        'header "\\"p2s\\": \\"AAAA\\""',
      ],
      [
        "leftover",
        of(jwe(`{"alg":"A128KW","enc":"A128GCM","epk":{},"apu":"AA","kid":"1"}`), { provenance: "re-signed" }),
        "warn",
        'header "\\"epk\\": {}"',
        'header becomes "{\\n  \\"alg\\": \\"A128KW\\",\\n  \\"enc\\": …\\"kid\\": \\"1\\"\\n}"',
      ],
    ],
    silent: [
      healthy(),
      of(jwe(DIR)),
      of(jwe(`{"alg":"PBES2-HS256+A128KW","enc":"A128GCM","p2s":"AAAA","p2c":1}`)),
      header(`{"alg":"HS256","zip":"DEF"}`),
    ],
  },
  "jwe-shape": {
    fires: [
      ["missing", of(jwe(`{"alg":"dir"}`)), "error", "header, whole"],
      ["type", of(jwe(`{"alg":1,"enc":"A128GCM"}`)), "error", 'header "1"'],
      ["alg", of(jwe(`{"alg":"HS256","enc":"A128GCM"}`)), "error", 'header "\\"HS256\\""'],
      ["enc", of(jwe(`{"alg":"dir","enc":"A1GCM"}`)), "error", 'header "\\"A1GCM\\""'],
      ["zip", of(jwe(`{"alg":"dir","enc":"A128GCM","zip":"GZIP"}`)), "error", 'header "\\"GZIP\\""'],
      ["length", of(jwe(DIR, `.AAAA.AAAA.${"A".repeat(22)}`)), "error", 'token "AAAA"'],
      [
        "block",
        of(jwe(`{"alg":"dir","enc":"A128CBC-HS256"}`, `.${"A".repeat(22)}.AAAA.${"A".repeat(22)}`)),
        "error",
        'token "AAAA"',
      ],
      ...(
        [
          ["epk-missing", `{"alg":"ECDH-ES","enc":"A128GCM"}`],
          ["wrap", `{"alg":"A128GCMKW","enc":"A128GCM","tag":"${"A".repeat(22)}"}`],
          ["p2c", `{"alg":"PBES2-HS256+A128KW","enc":"A128GCM","p2s":"AAAAAAAAAAA"}`],
          ["p2s", `{"alg":"PBES2-HS256+A128KW","enc":"A128GCM","p2c":1000}`],
        ] as const
      ).map(
        // The algorithm was changed and the ciphertext kept: encrypting adds what is missing.
        ([variant, changed]) =>
          [
            variant,
            of(jwe(changed), { provenance: "kept", original: judged("decrypted", { encrypted: "decrypted" }) }),
            "error",
            "header, whole",
            "mode re-sign",
          ] as const,
      ),
      ["no-key", of(jwe(`{"alg":"RSA-OAEP","enc":"A128GCM"}`)), "error", 'token, after "xMjhHQ00ifQ."'],
      ["segments", header(`{"alg":"dir","enc":"A128GCM"}`), "error"],
      ["empty-header", of(`.AA.AA.AA.AA`), "error", 'token, after ""'],
      ["epk-missing", of(jwe(`{"alg":"ECDH-ES","enc":"A128GCM"}`)), "error", "header, whole"],
      [
        "epk-type",
        of(jwe(`{"alg":"ECDH-ES","enc":"A128GCM","epk":{"kty":"oct"}}`)),
        "error",
        'header "{\\n    \\"kty\\": \\"oct\\"\\n  }"',
      ],
      [
        "epk-curve",
        of(jwe(`{"alg":"ECDH-ES","enc":"A128GCM","epk":{"kty":"EC","crv":"P-999"}}`)),
        "error",
        'header "{\\n    \\"kty\\": \\"EC\\",\\n    \\"crv\\": \\"P-999\\"\\n  }"',
      ],
      [
        "epk-coordinate",
        of(jwe(`{"alg":"ECDH-ES","enc":"A128GCM","epk":{"kty":"OKP","crv":"X25519","x":"AAAB"}}`)),
        "error",
        'header "{\\n    \\"kty\\": \\"OKP\\",\\n    \\"crv\\":…: \\"AAAB\\"\\n  }"',
      ],
      [
        "epk-off-curve",
        of(
          jwe(
            `{"alg":"ECDH-ES","enc":"A128GCM","epk":{"kty":"EC","crv":"P-256","x":"${"B".repeat(42)}A","y":"${"B".repeat(42)}A"}}`,
          ),
        ),
        "error",
        'header "{\\n    \\"kty\\": \\"EC\\",\\n    \\"crv\\": …BBBBBBA\\"\\n  }"',
      ],
      [
        "epk-private",
        of(
          jwe(`{"alg":"ECDH-ES","enc":"A128GCM","epk":{"kty":"OKP","crv":"X25519","x":"${"B".repeat(42)}A","d":"AA"}}`),
        ),
        "error",
        'header "{\\n    \\"kty\\": \\"OKP\\",\\n    \\"crv\\":…d\\": \\"AA\\"\\n  }"',
      ],
      [
        "p2c",
        of(jwe(`{"alg":"PBES2-HS256+A128KW","enc":"A128GCM","p2c":0,"p2s":"AAAAAAAAAAA"}`)),
        "error",
        'header "0"',
      ],
      [
        "p2c-low",
        of(jwe(`{"alg":"PBES2-HS256+A128KW","enc":"A128GCM","p2c":10,"p2s":"AAAAAAAAAAA"}`)),
        "security",
        'header "10"',
      ],
      [
        "p2c-high",
        of(jwe(`{"alg":"PBES2-HS256+A128KW","enc":"A128GCM","p2c":99999999,"p2s":"AAAAAAAAAAA"}`)),
        "security",
        'header "99999999"',
      ],
      [
        "p2c-high",
        of(
          jwe(`{"alg":"PBES2-HS256+A128KW","enc":"A128GCM","p2c":2000000,"p2s":"AAAAAAAAAAA"}`, `AAAA.AAAA.AAAA.AAAA`),
          {
            judgement: unopened({ code: "p2c-limit", count: 2_000_000, limit: 1_000_000 }),
          },
        ),
        "security",
        'header "2000000"',
        "open-anyway",
      ],
      ["party", of(jwe(`{"alg":"ECDH-ES","enc":"A128GCM","apu":"+"}`)), "error", 'header "\\"+\\""'],
      ["wrap", of(jwe(`{"alg":"A128GCMKW","enc":"A128GCM","iv":"AAAA"}`)), "error", 'header "\\"AAAA\\""'],
      [
        "p2s",
        of(jwe(`{"alg":"PBES2-HS256+A128KW","enc":"A128GCM","p2c":600000,"p2s":"AAAA"}`)),
        "error",
        'header "\\"AAAA\\""',
      ],
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
      ["jws", of(flat({})), "info"],
      ["jwe", of(JSON.stringify({ protected: segment(DIR), iv: "AAAA", ciphertext: "AAAA", tag: "AAAA" })), "info"],
    ],
    silent: [healthy(), of(`{"error":"x"}`)],
  },
  "json-wrapped": {
    fires: [
      [
        "joins",
        of(flat({}).replace(P, `${P.slice(0, 40)}\n      ${P.slice(40)}`)),
        "error",
        'token "\\n"',
        'token becomes "{\\"payload\\":\\"eyJpc3MiOiJodHRwcz…BBBBBBBBBA\\"}"',
      ],
    ],
    silent: [healthy(), of(flat({})), of(`${flat({}).slice(0, -1)},}`), of(`${flat({}).slice(0, -1)},"x":"a\nb",}`)],
  },
  "json-form": {
    fires: [
      ["segments", of(JSON.stringify({ header: H, payload: P, signature: S })), "error", "token, whole", becomes],
      ["json", of(`${flat({}).slice(0, -1)},}`), "error", 'token ","'],
      ["duplicate", of(`${flat({}).slice(0, -1)},"signature":"AAAA"}`), "security", 'token "\\"signature\\""'],
      [
        "missing",
        of(JSON.stringify({ payload: P, signatures: [{ protected: H }] })),
        "error",
        'token "{\\"protected\\":\\"eyJhbGciOiJIUzI1…YtMTEtYSJ9\\"}"',
      ],
      ["type", of(flat({ signature: 1 })), "error", 'token "1"'],
      [
        "empty",
        of(flat({ protected: "" })),
        "error",
        'token "\\"protected\\":\\"\\""',
        'token "\\"protected\\":\\"\\"," → ""',
      ],
      [
        "nothing",
        of(
          `{"protected":"${segment('{"alg":"dir","enc":"A128GCM"}')}","iv":"BwcHBwcHBwcHBwcH","ciphertext":"","tag":"mv157_s0aI7ktJnqu2pMyA"}`,
        ),
        "warn",
        'token "\\"ciphertext\\":\\"\\""',
      ],
      ["empty-header", of(flat({ header: {} })), "warn", 'token "\\"header\\":{}"', 'token ",\\"header\\":{}" → ""'],
      ["base64url", of(flat({ signature: "AA!A" })), "error", 'token "\\"AA!A\\""'],
      ["entries", of(JSON.stringify({ payload: P, signatures: [] })), "error", 'token "[]"'],
      [
        "both",
        of(flat({ signatures: [{ protected: H, signature: S }] })),
        "error",
        'token "\\"signature\\":\\"BBBBBBBBBBBBBBBBB…BBBBBBBBBBA\\""',
      ],
      ["entry", of(JSON.stringify({ payload: P, signatures: [1] })), "error", 'token "1"'],
      ["protected", of(flat({ protected: segment("[]") })), "error", 'token "\\"W10\\""'],
      ["header", of(flat({ header: 1 })), "error", 'token "1"'],
      ["shared", of(flat({ header: { alg: "HS256" } })), "error", 'token "\\"alg\\""'],
      ["exposed", of(flat({ header: { crit: ["x"] } })), "error", 'token "\\"crit\\""'],
      ["exposed-b64", of(flat({ header: { b64: false } })), "error", 'token "\\"b64\\""'],
      [
        "unencoded",
        of(flat({ payload: "$.02", protected: segment('{"alg":"HS256","b64":false}') })),
        "error",
        'token "\\"$.02\\""',
      ],
      ["alg", of(JSON.stringify({ payload: P, signature: S, header: { kid: "1" } })), "error", "token, whole"],
      ["deep", of(`${flat({}).slice(0, -1)},"x":${"[".repeat(1001)}`), "error", 'token "["'],
      [
        "differ",
        of(general(ONE, `{"protected":"${segment('{"alg":"HS256","b64":false,"crit":["b64"]}')}","signature":"AAAA"}`)),
        "error",
        'token "{\\"protected\\":\\"eyJhbGciOiJIUzI1…ure\\":\\"AAAA\\"}"',
      ],
      [
        "differ",
        of(
          `{"iv":"AAAA","ciphertext":"AAAA","tag":"AAAA","recipients":[{"header":{"alg":"A128KW","enc":"A128GCM"}},{"header":{"alg":"A128KW","enc":"A256GCM"}}]}`,
        ),
        "error",
        'token "{\\"header\\":{\\"alg\\":\\"A128KW\\",\\"enc\\":\\"A256GCM\\"}}"',
      ],
      [
        "many",
        of(general(...Array.from({ length: 65 }, () => ONE))),
        "warn",
        'token "{\\"protected\\":\\"eyJhbGciOiJIUzI1…ure\\":\\"AAAA\\"}"',
      ],
    ],
    silent: [
      healthy(),
      of(flat({})),
      of(general(...Array.from({ length: 64 }, () => ONE))),
      of(flat({ protected: segment('{"alg":"none"}'), signature: "" })),
      of(JSON.stringify({ payload: P, signatures: [{ protected: H, signature: S }] })),
    ],
  },
  "json-polyglot": {
    fires: [
      [
        "claims",
        of(`{" ${H}.${segment('{"role":"admin"}')}.":"",${flat({}).slice(1)}`),
        "security",
        'token "eyJyb2xlIjoiYWRtaW4ifQ"',
      ],
      [
        "claims",
        of(flat({ header: { x: `${H}.${segment('{"role":"admin"}')}.` } })),
        "security",
        'token "eyJyb2xlIjoiYWRtaW4ifQ"',
      ],
    ],
    silent: [
      healthy(),
      of(flat({})),
      of(flat({ header: { url: "https://a.b.example/c.d", n: [1.5, 2.5] } })),
      of(
        flat({
          protected: segment('{"alg":"HS256","b64":false,"crit":["b64"]}'),
          payload: `${H}.${segment('{"role":"admin"}')}.`,
        }),
      ),
    ],
  },
  "unprotected-header": {
    fires: [
      ["note", of(flat({ header: { kind: "x" } })), "info", 'token "\\"kind\\""'],
      ["deciding", of(flat({ protected: segment("{}"), header: { alg: "HS256" } })), "warn", 'token "\\"alg\\""'],
    ],
    silent: [healthy(), of(flat({})), of(FLATTENED)],
  },
  "other-seals": {
    fires: [
      ["kept", edited, "warn", `token "${S}"`],
      ["fails", of(TWO, { judgement: overTwo(judged("verified"), judged("invalid")) }), "error", `token "${S}"`],
      [
        "unchecked",
        of(TWO, { judgement: overTwo(judged("verified"), judged("no-key", { reason: { code: "other-seal" } })) }),
        "info",
      ],
      ["behind", reEncrypted, "warn", 'token "AAAA"'],
    ],
    silent: [healthy(), of(TWO, { judgement: overTwo(judged("verified"), judged("verified")) }), of(TWO)],
  },
  "acme-request": {
    fires: [
      [
        "request",
        of(acme(`"kid":"https://ca.example/acct/1"`)),
        "info",
        'header "\\"url\\": \\"https://ca.example/new-order\\""',
      ],
      ["both", of(acme(`"kid":"1","jwk":{"kty":"EC"}`)), "error", 'header "\\"kid\\""'],
      ["neither", of(acme(`"typ":"x"`)), "error", 'header "\\"url\\": \\"https://ca.example/new-order\\""'],
      ["algorithm", of(acme(`"kid":"1"`, "HS256")), "error", 'header "\\"HS256\\""'],
      ["form", header(ACME(`"kid":"1"`)), "error"],
    ],
    silent: [healthy(), header(`{"alg":"ES256","nonce":"n","url":"x"}`), header(`{"alg":"ES256","nonce":"n"}`)],
  },
  "IN-19": {
    fires: [
      ["plain", of(sdJwt(DISCLOSURE, "")), "info"],
      ["bound", of(sdJwt(DISCLOSURE, KB)), "info"],
      ["in-json", of(selective({ disclosures: [] })), "info"],
      ["bound-in-json", of(FLATTENED), "info"],
    ],
    silent: [healthy(), of(flat({ header: { kid: "1" } }))],
  },
  "sd-jwt": {
    fires: [
      ["unended", of(named("{}").slice(0, -1)), "error", DISCLOSED, 'token "" → "~"'],
      ["no-vct", of(`${compact('{"alg":"ES256","typ":"dc+sd-jwt"}', "{}")}~`), "error"],
      ["no-vct", of(`${compact('{"alg":"ES256","typ":"vc+sd-jwt"}', "{}")}~`), "error"],
      ["no-vct", of(`${compact('{"alg":"ES256","typ":"dc+sd-jwt"}', W3C)}~`), "error"],
      [
        "hash-spelled",
        of(compact(HEALTHY_HEADER, '{"_sd_alg":"SHA-256"}')),
        "error",
        'payload "\\"SHA-256\\""',
        'payload "\\"SHA-256\\"" → "\\"sha-256\\""',
      ],
      [
        "hash-spelled",
        of(compact(HEALTHY_HEADER, '{"_sd_alg":"sha256"}')),
        "error",
        'payload "\\"sha256\\""',
        'payload "\\"sha256\\"" → "\\"sha-256\\""',
      ],
      [
        "hash-spelled",
        of(compact(HEALTHY_HEADER, '{"_sd_alg":"SHA3_512"}')),
        "error",
        'payload "\\"SHA3_512\\""',
        'payload "\\"SHA3_512\\"" → "\\"sha3-512\\""',
      ],
      ["hash", payload(`{"_sd_alg":"md5"}`), "error", 'payload "\\"md5\\""'],
      ["other-hash", payload(`{"_sd_alg":"sha-512"}`), "info", 'payload "\\"sha-512\\""'],
      ["other-hash", payload(`{"_sd_alg":"blake2b-256"}`), "info", 'payload "\\"blake2b-256\\""'],
      ["other-hash", payload(`{"_sd_alg":"sha-256-120"}`), "info", 'payload "\\"sha-256-120\\""'],
      [
        "key-binding",
        of(selective({ kb_jwt: HEALTHY })),
        "error",
        'token "eyJhbGciOiJIUzI1NiIsInR5cCI6Ik…BBBBBBBBBBBA"',
      ],
      ["key-binding", of(selective({ kb_jwt: 1 })), "error", 'token "1"'],
      ["list", of(selective({ disclosures: DISCLOSURE })), "error", `token "\\"${DISCLOSURE}\\""`],
      ["list", of(selective({ disclosures: [DISCLOSURE, 2] })), "error", 'token "2"'],
      [
        "protected",
        of(flat({ protected: segment(`{"alg":"HS256","disclosures":[]}`), header: { kb_jwt: KB } })),
        "error",
        'header "\\"disclosures\\""',
      ],
      ["protected", of(compact(`{"alg":"HS256","kb_jwt":"x"}`, `{"_sd":[]}`) + "~"), "error", 'header "\\"kb_jwt\\""'],
      [
        "later",
        of(JSON.stringify({ payload: P, signatures: [entry({}), entry({ disclosures: [] })] })),
        "error",
        'token "\\"disclosures\\""',
      ],
      ["tilde", of(`${flat({})}~WyJ~`), "error", 'token "~WyJ~"'],
      ["key-binding", of(sdJwt(DISCLOSURE, HEALTHY)), "error", 'token "eyJhbGciOiJIUzI1NiIsInR5cCI6Ik…BBBBBBBBBBBA"'],
      ["empty", of(sdJwt("", "")), "error", 'token, after "BBBBBBBBBBA~"'],
      ["base64url", of(sdJwt("AA!A", "")), "error", 'token "AA!A"'],
      ["utf8", of(sdJwt("_w", "")), "error", 'token "_w"'],
      ["json", of(sdJwt(segment("x"), "")), "error", 'token "eA"'],
      ["array", of(sdJwt(segment(`["salt"]`), "")), "error", 'token "WyJzYWx0Il0"'],
      ["name", of(sdJwt(segment(`["salt","_sd",1]`), "")), "error", 'token "WyJzYWx0IiwiX3NkIiwxXQ"'],
    ],
    silent: [
      healthy(),
      of(sdJwt(DISCLOSURE, "")),
      of(sdJwt(DISCLOSURE, KB)),
      of(compact(HEALTHY_HEADER, `{"_sd_alg":"sha-256"}`)),
      of(`${compact('{"alg":"ES256","typ":"dc+sd-jwt"}', '{"vct":"urn:eudi:pid:1"}')}~`),
      of(`${compact('{"alg":"ES256","typ":"dc+sd-jwt"}', '{"vct":')}~`),
      of(`${compact('{"alg":"ES256","typ":"vc+sd-jwt"}', W3C)}~`),
      of(compact(`{"alg":"HS256","disclosures":[]}`, "{}")),
      of(FLATTENED),
      of(GENERAL),
      of(COMPACT),
    ],
  },
  "binding-key": {
    fires: [
      ["proven", of(COMPACT, { binding: byHolder("verified", "cnf") }), "info", BINDING],
      ["other", of(COMPACT, { binding: byHolder("invalid", "cnf") }), "error", BINDING],
      ["another", of(COMPACT, { binding: byHolder("verified", "public-key", ISSUER) }), "error", BINDING],
      ["no-key", of(named("{}", KB)), "warn", BOUND],
      ["thumbprint", confirmedBy({ jkt: "its-thumbprint" }, byHolder("verified", "public-key")), "info", BOUND],
      ["thumbprint", confirmedBy({ jkt: "its-thumbprint" }, byHolder("verified", "token")), "info", BOUND],
      [
        "thumbprint",
        confirmedBy({ "x5t#S256": "its-certificate" }, byHolder("verified", "public-key", HOLDER, withCertificate)),
        "info",
        BOUND,
      ],
      ["another-thumbprint", confirmedBy({ jkt: "other" }, byHolder("verified", "public-key")), "error", BOUND],
      [
        "another-thumbprint",
        confirmedBy({ "x5t#S256": "other" }, byHolder("verified", "public-key", HOLDER, withCertificate)),
        "error",
        BOUND,
      ],
      ["no-certificate", confirmedBy({ "x5t#S256": "x" }, byHolder("verified", "public-key")), "warn", BOUND],
      ["other", confirmedBy({ jkt: "x" }, byHolder("invalid", "cnf")), "error", BOUND],
      ["named", confirmedBy({ kid: "h1" }, byHolder("verified", "cnf", { ...HOLDER, kid: "h1" })), "info", BOUND],
      ["not-named", confirmedBy({ kid: "h1" }, byHolder("verified", "public-key")), "info", BOUND],
      ["other-named", confirmedBy({ kid: "h1" }, byHolder("invalid", "cnf")), "warn", BOUND],
      ["needs", confirmedBy({ kid: "h1" }, noKey), "info", BOUND],
      ["needs", confirmedBy({ jkt: "x" }, noKey), "info", BOUND],
      ["fetched", confirmedBy({ jku: "https://keys.example/" }, noKey), "info", BOUND],
      ["fetched", confirmedBy({ jku: "https://keys.example/", kid: "h1" }, noKey), "info", BOUND],
      ["fetched", confirmedBy({ jku: "https://keys.example/" }, byHolder("invalid", "public-key")), "info", BOUND],
      ["not-fetched", confirmedBy({ jku: "https://keys.example/" }, byHolder("verified", "public-key")), "info", BOUND],
      ["not-fetched", confirmedBy({ jku: "https://keys.example/" }, bySecret), "info", BOUND],
      ["not-compared", confirmedBy({ jkt: "x" }, bySecret), "warn", BOUND],
      ["not-compared", confirmedBy({ "x5t#S256": "x" }, bySecret), "warn", BOUND],
      ["not-compared", confirmedBy({ jwk: { kty: "oct", k: "AAAA" } }, bySecret), "warn", BOUND],
      ["another", confirmedBy({ jwk: HOLDER }, bySecret), "error", BOUND],
      ["not-named", confirmedBy({ kid: "h1" }, bySecret), "info", BOUND],
      ["not-named", confirmedBy({ jku: "https://keys.example/", kid: "h1" }, bySecret), "info", BOUND],
      ["encrypted", confirmedBy({ jwe: "a.b.c.d.e" }, noKey), "info", BOUND],
    ],
    silent: [
      healthy(),
      of(COMPACT, { binding: null }),
      of(COMPACT, { binding: byHolder("verified", "public-key") }),
      of(COMPACT, { binding: byHolder("invalid", "public-key") }),
      of(named('{"_sd":["x"]}', KB)),
      confirmedBy({ jkt: "x" }, byHolder("invalid", "public-key")),
      confirmedBy({ kid: "h1" }, null),
    ],
  },
  "disclosable-validity": {
    fires: [
      [
        "validity",
        of(disclosing("exp", SAMPLE_NOW + 60)),
        "warn",
        `token "${segment(`["s","exp",${SAMPLE_NOW + 60}]`)}"`,
      ],
      ["credential", of(disclosing("status", "x", "vc+sd-jwt")), "error", `token "${segment('["s","status","x"]')}"`],
      ["credential", of(disclosing("vct", "x", "dc+sd-jwt")), "error", `token "${segment('["s","vct","x"]')}"`],
    ],
    silent: [
      healthy(),
      of(COMPACT),
      of(disclosing("sub", "ada", "dc+sd-jwt")),
      of(disclosing("vct", "x")),
      of(disclosing("status", {}, "vc+sd-jwt", JSON.parse(W3C) as object)),
      of(disclosing("exp", SAMPLE_NOW + 60).replace(/~.*/, "~")),
    ],
  },
  "disclosure-digests": {
    fires: [
      ["unmatched", of(sdJwt(DISCLOSURE, "")), "error", DISCLOSED],
      [
        "spelled",
        of(named(JSON.stringify({ _sd: [`${NAMED}=`] }))),
        "error",
        'payload "\\"me2DsuI0UJWqJW7xKZ1XxczVSuhePgJYkJj3bxNQIOY=\\""',
        'payload "\\"me2DsuI0UJWqJW7xKZ1XxczVSuhePgJYkJj3bxNQIOY=\\"" → "\\"me2DsuI0UJWqJW7xKZ1XxczVSuhePgJYkJj3bxNQIOY\\""',
      ],
      ["unmatched", of(selective({ disclosures: [DISCLOSURE] })), "error", DISCLOSED],
      [
        "duplicate",
        of(COMPACT.replace("~", `~${FAMILY}~`)),
        "error",
        `token "${FAMILY.slice(0, 30)}…${FAMILY.slice(-12)}"`,
      ],
      ["repeated", of(`${compact(HEALTHY_HEADER, `{"_sd":["x","x"]}`)}~`), "error", 'payload "\\"x\\""'],
      ["taken", of(named(`{"given_name":1,"_sd":["${NAMED}"]}`)), "error", DISCLOSED],
      ["misplaced", of(named(`{"l":[{"...":"${NAMED}"}]}`)), "error", DISCLOSED],
      ["unknown", of(named(`{"_sd_alg":"sha-256-128"}`)), "warn"],
      ["unknown", of(named(`{"_sd_alg":"blake2b-256"}`)), "warn"],
      [
        "sd-hash",
        of(FLATTENED.replace(`"${FAMILY}",`, "")),
        "error",
        'token "eyJhbGciOiAiRVMyNTYiLCAidHlwIj…zchjmABQ3V8w"',
        "writes sd_hash",
      ],
      [
        "sd-hash",
        of(COMPACT.replace(`${FAMILY}~`, "")),
        "error",
        'token "eyJhbGciOiAiRVMyNTYiLCAidHlwIj…zchjmABQ3V8w"',
        "writes sd_hash",
      ],
      [
        "sd-hash-spelled",
        of(named(`{"_sd":["${NAMED}"]}`, KB_IN_HEX)),
        "error",
        'token "eyJhbGciOiJFUzI1NiIsInR5cCI6Im…BBBBBBBBBBBA"',
        "writes sd_hash",
      ],
      [
        "sd-hash-uncovered",
        of(named(`{"_sd":["${NAMED}"]}`, KB_OF_ISSUED)),
        "error",
        'token "eyJhbGciOiJFUzI1NiIsInR5cCI6Im…BBBBBBBBBBBA"',
        "writes sd_hash",
      ],
      ["inside", of(sdJwt(OUTER, DISCLOSURE, "")), "error", DISCLOSED],
      [
        "no-sd-hash",
        of(named(`{"_sd":["${NAMED}"]}`, KB)),
        "error",
        'token "eyJhbGciOiJFUzI1NiIsInR5cCI6Im…BBBBBBBBBBBA"',
      ],
    ],
    silent: [
      healthy(),
      of(FLATTENED),
      of(FLATTENED_ISSUED),
      of(GENERAL),
      of(COMPACT),
      of(named(`{"_sd":["${NAMED}","decoy"]}`)),
      of(`${compact(HEALTHY_HEADER, "not JSON")}~${DISCLOSURE}~`),
    ],
  },
};
