import { createHash, generateKeyPairSync, type KeyObject, sign } from "node:crypto";
import { CompactEncrypt, FlattenedEncrypt } from "jose";
import { expect } from "vitest";
import { encodeBase64Url } from "../../core/text/base64url.ts";
import { encodeUtf8 } from "../../core/text/utf8.ts";
import { layerInputs } from "../../state/layer-inputs.ts";
import type { Note, View } from "../../state/types.ts";
import { PLACES, SHAPES } from "../credentials.ts";
import { encode, hs256, hsToken, settled, start } from "./workbench.ts";

export const SECRET = "Zq7-very-secret-key-of-the-orders-service-2026";
const MAIL = "ada.lovelace@example.org";
const OTHER_MAIL = "grace.hopper@example.net";
const SUBJECT = "auth0|64f1e0a2b7c9d8";

const ec = generateKeyPairSync("ec", { namedCurve: "P-256" });
const PEM = ec.privateKey.export({ format: "pem", type: "pkcs8" }) as string;
const JWK = ec.privateKey.export({ format: "jwk" }) as { d: string; x: string };
const LINES = PEM.split("\n").filter((line) => line.length > 20 && !line.startsWith("-"));

function es256(payload: string, header = '{"alg":"ES256"}', key: KeyObject = ec.privateKey): string {
  const input = `${encode(header)}.${encode(payload)}`;
  return `${input}.${sign("sha256", Buffer.from(input), { key, dsaEncoding: "ieee-p1363" }).toString("base64url")}`;
}
const signatureOf = (token: string): string => token.split(".")[2] ?? "absent";

/** What a user has open, and which of it must not be in anything shared. */
export interface State {
  readonly token: string;
  readonly secret?: string;
  readonly encoding?: "UTF-8" | "Base64" | "Base64url" | "Hex";
  readonly publicKey?: string;
  readonly privateKey?: string;
  readonly passphrase?: string;
  readonly notes?: Partial<Record<Note, string>>;
  readonly detached?: string;
  readonly edit?: string;
  readonly never: readonly string[];
  readonly personal?: readonly string[];
}

const PERSONS = `"sub":"${SUBJECT}","email":"${MAIL}"`;
const plain = hsToken(`{${PERSONS},"iss":"https://id.example"}`, undefined, SECRET);
const inner = es256(`{${PERSONS},"scope":"read"}`);
const disclosure = encodeBase64Url(encodeUtf8(`["2GLC42sKQveCfGfryNRN9w","email","${MAIL}"]`));
const street = encodeBase64Url(encodeUtf8(`["eluV5Og3gSNII8EYnsxA_A","street_address","12 Analytical Lane"]`));
const digest = (text: string): string => createHash("sha256").update(text).digest("base64url");
const address = encodeBase64Url(
  encodeUtf8(`["6Ij7tM-a5iVPGboS5tmvVA","shipping",{"_sd":["${digest(street)}"],"city":"London"}]`),
);
const kb = es256(
  '{"nonce":"n-0S6_WzA2Mj","aud":"https://verifier.example","sd_hash":"x"}',
  '{"alg":"ES256","typ":"kb+jwt"}',
);
const sdJwt = `${es256(`{"iss":"https://id.example","_sd":["${digest(disclosure)}","${digest(address)}"],"_sd_alg":"sha-256"}`)}~${disclosure}~${street}~${address}~${kb}`;
const [issued = ""] = sdJwt.split("~", 1);
const [issuedHeader, issuedPayload] = issued.split(".");
const pieces = [disclosure, street, address];
const [subject, named] = [
  ["sub", SUBJECT],
  ["family_name", "Lovelace"],
].map((said) => encodeBase64Url(encodeUtf8(JSON.stringify(["2GLC42sKQveCfGfryNRN9w", ...said])))) as [string, string];
const selective = (members: object): string =>
  JSON.stringify(
    { payload: issuedPayload, protected: issuedHeader, signature: signatureOf(issued), ...members },
    null,
    2,
  );
const protectedPart = encode('{"alg":"HS256","kid":"a"}');
const jsonPayload = encode(`{${PERSONS},"vp":["${inner}"]}`);
const jsonSignature = hs256(`${protectedPart}.${jsonPayload}`, SECRET);
const otherSignature = hs256(`${protectedPart}.${jsonPayload}`, "another");
const sealed = await new CompactEncrypt(encodeUtf8(inner))
  .setProtectedHeader({ alg: "dir", enc: "A256GCM", cty: "JWT" })
  .encrypt(encodeUtf8("0123456789abcdef0123456789abcdef"));

const sealedJson = JSON.stringify(
  await new FlattenedEncrypt(encodeUtf8(inner))
    .setProtectedHeader({ enc: "A256GCM", cty: "JWT", email: MAIL })
    .setSharedUnprotectedHeader({ alg: "dir", login: "ada-of-the-shop" })
    .setUnprotectedHeader({ kid: OTHER_MAIL })
    .setAdditionalAuthenticatedData(encodeUtf8(`{"sub":"${SUBJECT}"}`))
    .encrypt(encodeUtf8("0123456789abcdef0123456789abcdef")),
);
const partsOf = (json: string): readonly string[] => {
  const { iv = "absent", ciphertext = "absent", tag = "absent" } = JSON.parse(json) as Record<string, string>;
  return [iv, ciphertext, tag];
};

const WITH_PASSWORD = "https://orders:pw-4711-of-the-orders@id.example/keys";
/** A secret in all its places, one text after another. */
const written = (secret: string): string =>
  Object.values(PLACES)
    .flatMap(([write, withSpaces]) => (withSpaces === false ? [] : [write(secret)]))
    .join("\n\n");

/** What is open when searching for leaks, by name. */
export const STATES: Readonly<Record<string, State>> = {
  "a token with its secret": {
    token: plain,
    secret: SECRET,
    never: [SECRET, signatureOf(plain)],
    personal: [MAIL, SUBJECT],
  },
  "a secret as kid, as name and value of claims, and as part of one": {
    token: hsToken(
      `{"a":"${SECRET}","b":"before ${SECRET} after","${SECRET}":1,"c":{"d":["${SECRET}"]}}`,
      `{"alg":"HS256","kid":"${SECRET}"}`,
      SECRET,
    ),
    secret: SECRET,
    never: [SECRET],
  },
  "a secret in base64url, Base64 and hex within claims": {
    token: hsToken(
      JSON.stringify({
        a: Buffer.from(SECRET).toString("base64url"),
        b: Buffer.from(SECRET).toString("base64"),
        c: Buffer.from(SECRET).toString("hex"),
      }),
      undefined,
      SECRET,
    ),
    secret: SECRET,
    never: [SECRET, Buffer.from(SECRET).toString("hex")],
  },
  "a secret given in Base64, whose bytes a claim has as text": {
    token: hsToken(`{"note":"it is ${SECRET}"}`, undefined, SECRET),
    secret: Buffer.from(SECRET).toString("base64"),
    encoding: "Base64",
    never: [SECRET],
  },
  "a secret in every note": {
    token: plain,
    secret: SECRET,
    notes: {
      policy: `{"iss":"https://id.example","aud":"${SECRET}","sub":"${SUBJECT}","accessToken":"opaque-access-token-4711"}`,
      errorMessage: `JsonWebTokenError: invalid signature for ${plain} with ${SECRET}, user ${MAIL}\nAuthorization: Bearer abcdefgh12345678\nCookie: sid=s3ss10n-value`,
      verifier: `client_secret=${SECRET}\nJWT_SECRET: ${SECRET}\nadmin: ${MAIL}\n${PEM}`,
      knownIds: `${SUBJECT}\nother-person-77`,
      workingToken: `Bearer ${es256(`{"sub":"other-person-77"}`)}`,
    },
    never: [SECRET, signatureOf(plain), "opaque-access-token-4711", "abcdefgh12345678", "s3ss10n-value", ...LINES],
    personal: [MAIL, SUBJECT, "other-person-77"],
  },
  "a private key as PEM, a line of it in a claim": {
    token: es256(`{"line":"${LINES[1]}","d":"${JWK.d}"}`),
    privateKey: PEM,
    never: [...LINES, JWK.d, PEM],
  },
  "a private key in Public key, and one in the header": {
    token: es256("{}", `{"alg":"ES256","jwk":${JSON.stringify(JWK)}}`),
    publicKey: JSON.stringify({ keys: [{ ...JWK, kid: "k1" }] }),
    never: [JWK.d],
  },
  "a passphrase": {
    token: es256('{"x":"open sesame and more"}'),
    passphrase: "open sesame and more",
    never: ["open sesame and more"],
  },
  "tokens inside a token": {
    token: es256(`{"vp":["${inner}"],"access_token":"${plain}","text":"see ${plain}"}`),
    never: [signatureOf(inner), signatureOf(plain)],
    personal: [MAIL, SUBJECT],
  },
  "a token as the whole payload": {
    token: (() => {
      const input = `${encode('{"alg":"HS256","cty":"JWT"}')}.${encode(inner)}`;
      return `${input}.${hs256(input, SECRET)}`;
    })(),
    secret: SECRET,
    never: [SECRET, signatureOf(inner)],
    personal: [MAIL, SUBJECT],
  },
  "a JSON serialisation with two signatures": {
    token: JSON.stringify({
      payload: jsonPayload,
      signatures: [
        { protected: protectedPart, header: { kid: SECRET }, signature: jsonSignature },
        { protected: protectedPart, signature: otherSignature },
      ],
    }),
    secret: SECRET,
    never: [SECRET, jsonSignature, otherSignature, signatureOf(inner)],
    personal: [MAIL, SUBJECT],
  },
  "a flattened JSON serialisation": {
    token: JSON.stringify({ payload: jsonPayload, protected: protectedPart, signature: jsonSignature }, null, 2),
    never: [jsonSignature, signatureOf(inner)],
    personal: [MAIL, SUBJECT],
  },
  "a JSON serialisation whose other signature names a person, protected and unprotected": {
    token: JSON.stringify({
      payload: jsonPayload,
      signatures: [
        { protected: protectedPart, signature: jsonSignature },
        {
          protected: encode(`{"alg":"HS256","kid":"${OTHER_MAIL}","by":{"sub":"${SUBJECT}"}}`),
          header: { kid2: MAIL, login: "ada-of-the-shop", secret: "hunter22-of-ada", evidence: inner },
          signature: otherSignature,
        },
      ],
    }),
    secret: SECRET,
    never: [SECRET, jsonSignature, otherSignature, "hunter22-of-ada", signatureOf(inner)],
    personal: [MAIL, OTHER_MAIL, SUBJECT, "ada-of-the-shop"],
  },
  "an encrypted JSON serialisation that opens, with a person in every header": {
    token: sealedJson,
    secret: "0123456789abcdef0123456789abcdef",
    never: ["0123456789abcdef0123456789abcdef", signatureOf(inner), ...partsOf(sealedJson)],
    personal: [MAIL, OTHER_MAIL, SUBJECT, "ada-of-the-shop"],
  },
  "an encrypted token that opens": {
    token: sealed,
    secret: "0123456789abcdef0123456789abcdef",
    never: ["0123456789abcdef0123456789abcdef", signatureOf(inner), ...sealed.split(".").slice(1).filter(Boolean)],
    personal: [MAIL, SUBJECT],
  },
  "an encrypted token that does not": { token: sealed, never: sealed.split(".").slice(1).filter(Boolean) },
  "an SD-JWT with disclosures and a key binding": {
    token: sdJwt,
    never: [signatureOf(sdJwt.split("~")[0] ?? ""), signatureOf(kb)],
    personal: [MAIL, "12 Analytical Lane", disclosure, street],
  },
  "an SD-JWT whose disclosed subject and name a policy refuses": {
    token: `${es256(`{"iss":"https://id.example","_sd":["${digest(subject)}","${digest(named)}"]}`)}~${subject}~${named}~`,
    notes: { policy: '{"iss":"https://id.example","sub":"someone-else","claims":{"family_name":"Nobody"}}' },
    never: [],
    personal: [SUBJECT, "Lovelace", subject, named],
  },
  "an SD-JWT in JSON, flattened": {
    token: selective({ header: { disclosures: pieces, kb_jwt: kb } }),
    never: [signatureOf(issued), signatureOf(kb)],
    personal: [MAIL, "12 Analytical Lane", disclosure, street],
  },
  "an SD-JWT in JSON, general, with disclosures in the first header and in one that must have none": {
    token: JSON.stringify({
      payload: issuedPayload,
      signatures: [
        {
          header: { kb_jwt: kb, disclosures: [street, address] },
          protected: issuedHeader,
          signature: signatureOf(issued),
        },
        { protected: issuedHeader, header: { disclosures: [disclosure] }, signature: otherSignature },
      ],
    }),
    never: [signatureOf(issued), signatureOf(kb), otherSignature],
    personal: [MAIL, "12 Analytical Lane", disclosure, street],
  },
  "an SD-JWT in JSON whose disclosures are a single string": {
    token: selective({ header: { disclosures: pieces.join("~"), kb_jwt: { jwt: kb } } }),
    never: [signatureOf(issued), signatureOf(kb)],
    personal: [MAIL, "12 Analytical Lane", disclosure, street],
  },
  "an SD-JWT in JSON whose disclosures are in the protected header": {
    token: selective({
      protected: encode(JSON.stringify({ alg: "ES256", disclosures: pieces, kb_jwt: kb })),
      header: { disclosures: [address] },
    }),
    never: [signatureOf(issued), signatureOf(kb)],
    personal: [MAIL],
  },
  "a truncated payload": {
    token: `${encode('{"alg":"HS256"}')}.${encode(`{${PERSONS},"exp":17`)}.${"c".repeat(43)}`,
    never: ["c".repeat(43)],
    personal: [MAIL, SUBJECT],
  },
  "more segments than a token has": {
    token: `${plain}.extra-part-4711.more`,
    never: [signatureOf(plain), "extra-part-4711"],
  },
  "a token without its header": {
    token: plain.split(".").slice(1).join("."),
    never: [signatureOf(plain)],
    personal: [MAIL],
  },
  "a token with white space and padding in it": {
    token: plain.replace(".", "==.").replace(/.$/, " $&"),
    never: [signatureOf(plain).slice(0, 40)],
    personal: [MAIL, SUBJECT],
  },
  "an opaque token": {
    token: "ghp_16C7e42F292c6912E7710c838347Ae178B4a",
    never: ["ghp_16C7e42F292c6912E7710c838347Ae178B4a"],
  },
  "bytes that are not text": {
    token: `${encode('{"alg":"HS256"}')}.${Buffer.from([0xff, 0xfe, 1, 2, ...Buffer.from(MAIL)]).toString("base64url")}.${"c".repeat(43)}`,
    never: ["c".repeat(43)],
    personal: [MAIL],
  },
  "an unencoded payload": {
    token: `${encode('{"alg":"HS256","b64":false,"crit":["b64"]}')}.{${PERSONS.replaceAll(".", "")}}.${"c".repeat(43)}`,
    never: ["c".repeat(43)],
    personal: [SUBJECT],
  },
  "a detached payload": {
    token: `${encode('{"alg":"HS256"}')}..${"c".repeat(43)}`,
    detached: `{${PERSONS}}`,
    never: ["c".repeat(43)],
    personal: [MAIL, SUBJECT],
  },
  "an email address within longer texts, and in a name": {
    token: hsToken(
      `{"contact":"Ada <${MAIL}>","route":["to ${MAIL}"],"of ${MAIL}":1,"link":"https://app.example/?u=${MAIL.replace("@", "%40")}"}`,
      undefined,
      SECRET,
    ),
    never: [],
    personal: [MAIL, MAIL.replace("@", "%40")],
  },
  "JSON as text in a claim, and once more within that": {
    token: hsToken(
      JSON.stringify({
        a: JSON.stringify({ password: "hunter22-of-ada", sub: SUBJECT }),
        b: JSON.stringify({ c: JSON.stringify({ client_secret: "hunter33-of-ada" }) }),
      }),
      undefined,
      SECRET,
    ),
    never: ["hunter22-of-ada", "hunter33-of-ada"],
    personal: [SUBJECT],
  },
  "JSON, a token, an address and a key that are only in Base64": {
    token: hsToken(
      JSON.stringify({
        a: Buffer.from(`{"email":"${MAIL}"}`).toString("base64"),
        b: encode(encode(`{"password":"hunter22-of-ada"}`)),
        c: Buffer.from(inner).toString("base64"),
        d: Buffer.from(PEM).toString("base64"),
        e: Buffer.from(`???>>>${SECRET}`).toString("base64"),
        f: Buffer.from(`{"sub":"${SUBJECT}"}`).toString("hex"),
      }),
      `{"alg":"HS256","ctx":"${encode(`{"email":"${MAIL}"}`)}"}`,
      SECRET,
    ),
    secret: SECRET,
    never: ["hunter22-of-ada", signatureOf(inner), SECRET, LINES[1] ?? "absent"],
    personal: [MAIL, SUBJECT],
  },
  "credentials in claims: a foreign private key, a header, a cookie": {
    token: hsToken(
      JSON.stringify({
        note: PEM,
        seen: "Authorization: Bearer abcdefgh12345678",
        jar: "Cookie: sid=s3ss10n-value; theme=dark",
        url: "https://app.example/cb?code=c0de-4711-xyz&x=1",
      }),
    ),
    never: [...LINES, "abcdefgh12345678", "s3ss10n-value", "c0de-4711-xyz"],
  },
  "a token in an error message: over several lines, with dots that are encoded, in escapes": {
    token: es256('{"a":1}'),
    notes: {
      errorMessage: [
        `cannot verify ${inner.slice(0, 50)}\n${inner.slice(50, 110)}\r\n  ${inner.slice(110, 170)}\n${inner.slice(170)}`,
        `"${inner.slice(0, 60)}\\n${inner.slice(60, 130)}\\n${inner.slice(130)}"`,
        `GET /cb?id_token=${inner.replaceAll(".", "%2E")}`,
        `ctx=${Buffer.from(`{"email":"${MAIL}"}`).toString("base64")}`,
        `mail ${MAIL.replace("@", "\\u0040")} or ${MAIL.replace("@", "%40")}`,
      ].join("\n"),
    },
    never: [signatureOf(inner), signatureOf(inner).slice(-30), signatureOf(inner).slice(20, 50)],
    personal: [MAIL, SUBJECT, inner.slice(60, 100), MAIL.replace("@", "%40"), MAIL.replace("@", "\\u0040")],
  },
  "a secret in escapes and percent-encoded": {
    token: hsToken('{"a":1}', undefined, 'p@ss/w+rd=of the "shop" 26'),
    secret: 'p@ss/w+rd=of the "shop" 26',
    notes: {
      errorMessage: `url ?k=${encodeURIComponent('p@ss/w+rd=of the "shop" 26')} json ${JSON.stringify('p@ss/w+rd=of the "shop" 26')}`,
      verifier: "p\\u0040ss/w+rd=of the \\u0022shop\\u0022 26",
    },
    never: [
      'p@ss/w+rd=of the "shop" 26',
      encodeURIComponent('p@ss/w+rd=of the "shop" 26'),
      JSON.stringify('p@ss/w+rd=of the "shop" 26').slice(1, -1),
      "p\\u0040ss/w+rd=of the",
    ],
  },
  "secrets in a message and a configuration, where people have them": {
    token: es256('{"a":1}'),
    notes: {
      errorMessage: written(SHAPES[1]!),
      verifier: written(SHAPES[2]!),
    },
    never: [SHAPES[1]!, ...SHAPES[2]!.split(" ")],
  },
  "persons under names with a language tag, of directories and of identity documents": {
    token: hsToken(
      JSON.stringify({
        "family_name#ja-Kana-JP": "Raburesu-of-Kana",
        "https://app.example/given_name#fr": "Adeline-of-Tours",
        "http://schemas.example/claims/nameidentifier": "nid-of-ada-64f1e0",
        date_of_birth: "1815-12-10",
        portrait: "c29tZS1qcGVnLW9mLWFkYQ",
        document_number: "DOC-4711-ADA",
        resident_street: "Analytical Lane 12",
        vc: { credentialSubject: { personalAdministrativeNumber: "PAN-4712-ADA" } },
      }),
      undefined,
      SECRET,
    ),
    never: [],
    personal: [
      "Raburesu-of-Kana",
      "Adeline-of-Tours",
      "nid-of-ada-64f1e0",
      "1815-12-10",
      "c29tZS1qcGVnLW9mLWFkYQ",
      "DOC-4711-ADA",
      "Analytical Lane 12",
      "PAN-4712-ADA",
    ],
  },
  "a kid, an audience and an issuer that have credentials in them": {
    token: es256(
      JSON.stringify({ iss: WITH_PASSWORD, aud: WITH_PASSWORD, sub: WITH_PASSWORD, scope: WITH_PASSWORD }),
      JSON.stringify({ alg: "ES256", kid: WITH_PASSWORD, typ: WITH_PASSWORD, jku: WITH_PASSWORD }),
    ),
    publicKey: JSON.stringify({
      keys: [{ kty: "EC", crv: "P-256", x: JWK.x, y: ec.publicKey.export({ format: "jwk" }).y, kid: WITH_PASSWORD }],
    }),
    notes: {
      policy: JSON.stringify({
        iss: "https://other.example",
        aud: WITH_PASSWORD,
        scopes: [`${WITH_PASSWORD}/x`],
        typ: WITH_PASSWORD,
      }),
    },
    never: ["pw-4711-of-the-orders"],
  },
  "several signatures whose kid has credentials in it": {
    token: JSON.stringify({
      payload: jsonPayload,
      signatures: [
        { protected: encode(JSON.stringify({ alg: "HS256", kid: WITH_PASSWORD })), signature: jsonSignature },
        { protected: protectedPart, header: { x: WITH_PASSWORD }, signature: otherSignature },
      ],
    }),
    never: ["pw-4711-of-the-orders"],
  },
  "secrets in claims, by their names and within texts": {
    token: es256(
      JSON.stringify({
        jwt_secret: SHAPES[0],
        dbPassword: SHAPES[1],
        session_token: SHAPES[3],
        signing: { key: SHAPES[2], alg: "HS256" },
        env: [{ name: "API_TOKEN", value: `${SHAPES[0]}-of-the-api` }],
        db: `postgres://orders:${encodeURIComponent(SHAPES[1]!)}@db.example/orders`,
        cmd: `curl -u 'orders:${SHAPES[1]}' https://id.example/token`,
      }),
    ),
    never: [...SHAPES, encodeURIComponent(SHAPES[1]!)],
  },
  "an edited token, whose first form is another one's": {
    token: plain,
    secret: SECRET,
    edit: `{"sub":"someone-else-99","was":"${signatureOf(plain)}"}`,
    never: [SECRET, signatureOf(plain)],
    personal: ["someone-else-99"],
  },
};

/** A page with all of a state open. */
export async function opened(state: State): Promise<View> {
  const workbench = start();
  const { actions } = workbench;
  actions.openText(state.token);
  await expect.poll(() => workbench.view.getState().token.text).not.toBe("");
  if (state.encoding) actions.setSecretEncoding(state.encoding);
  if (state.secret) actions.setSecret(state.secret);
  if (state.publicKey) actions.setKeyField("publicKey", state.publicKey);
  if (state.privateKey) actions.setKeyField("privateKey", state.privateKey);
  if (state.passphrase) {
    actions.setKeyField("privateKey", PEM);
    actions.setPassphrase("privateKey", state.passphrase);
  }
  if (state.detached) actions.setDetached(state.detached);
  if (state.edit) actions.editPane("payload", state.edit);
  actions.setNotes(state.notes ?? {});
  const seen = await settled(workbench);
  expect(layerInputs(seen.inputs, "").keys.secret.text).toBe(state.secret ?? "");
  return seen;
}

/**
 * Everything that bytes can yield: as they are, decompressed, any base64url in them at each offset, and so on
 * recursively.
 */
export function everything(text: string, level = 0): readonly string[] {
  if (level > 3) return [text];
  const runs = text.match(/[\w-]{8,}/g) ?? [];
  return [
    text,
    ...runs.flatMap((run) =>
      [0, 1, 2, 3].flatMap((skip) =>
        everything(Buffer.from(run.slice(skip), "base64url").toString("utf8"), skip === 0 ? level + 1 : 4),
      ),
    ),
  ];
}

/** A text, and its base64url at each offset, without the characters that depend on its neighbours. */
export function spellings(text: string): readonly string[] {
  const at = (offset: number): string =>
    Buffer.from(`${" ".repeat(offset)}${text}`)
      .toString("base64url")
      .slice(offset === 0 ? 0 : offset + 1, -2);
  return [text, ...(text.length > 8 ? [at(0), at(1), at(2)] : [])];
}
