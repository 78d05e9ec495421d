import { type FlagName, type Flags, HARDENED } from "./flags.ts";

/** A line of the free verifier's code. */
export interface CodeLine {
  readonly text: string;
  /** The check that it belongs to; null for lines that are always there. */
  readonly flag: FlagName | null;
  /** Whether that check is loosened. */
  readonly isLoose: boolean;
}

interface Part {
  readonly flag: FlagName | null;
  readonly lines: (flags: Flags) => string;
}

const always = (lines: string): Part => ({ flag: null, lines: () => lines });

/** The lines of a check, for each of its values. */
function by<N extends FlagName>(flag: N, lines: Readonly<Record<Flags[N], string>>): Part {
  return { flag, lines: (flags) => lines[flags[flag]] };
}

/** An `alg` that asks for no signature gets so far only past a loosened check: it belongs to the one that is. */
function noneAsked(flag: "algorithm" | "duplicates", isThere: (flags: Flags) => boolean): Part {
  return { flag, lines: (flags) => (isThere(flags) ? `  if (/^(none)?$/i.test(alg)) return;` : "") };
}

/** The whole verifier, in execution order. `free/verifier.ts` runs; this shows the same to readers. */
const PARTS: readonly Part[] = [
  always(`export async function verify(token, service) {`),
  by("tokenLength", {
    limited: `  if (token.length > 8192) throw new Refused("longer than 8 kB");`,
    any: `  // A token of any length is read.`,
  }),
  by("form", {
    compact: `  const [header, payload, signature, ...more] = token.split(".");
  if (signature === undefined || more.length > 0) throw new Refused("not three segments");
  const claimsPart = payload;`,
    any: `  const isJson = token.trimStart().startsWith("{");
  const [header, payload, signature] = isJson ? membersOf(token) : token.split(".");
  const claimsPart = token.split(".")[1]; // in JSON as well`,
  }),
  by("base64", {
    strict: `  if (![header, payload, signature].every(isStrictBase64Url)) throw new Refused("not strict base64url");`,
    lenient: `  // decode() skips every character outside the alphabet.`,
  }),
  by("duplicates", {
    refused: `  if ([header, claimsPart].some((part) => hasDuplicates(decode(part)))) throw new Refused("duplicate member");`,
    "two-readers": `  // Duplicate members go unnoticed.`,
  }),
  always(`  const head = JSON.parse(decode(header)); // keeps the last of two members`),
  by("duplicates", {
    refused: `  const checkedAlg = head.alg;`,
    "two-readers": `  const checkedAlg = firstMember(decode(header), "alg"); // the code below uses the last`,
  }),
  by("crit", {
    refused: `  if ("crit" in head) throw new Refused("an extension that is not understood");`,
    ignored: `  // crit is not checked.`,
  }),
  by("b64", {
    refused: `  if ("b64" in head) throw new Refused("b64 has no place in a JWT");`,
    ignored: `  // b64 is not checked.`,
  }),
  by("signature", {
    verified: `  await checkSignature(head, checkedAlg, \`\${header}.\${payload}\`, bytesOf(signature), service);`,
    skipped: `  // The token is only decoded: nothing calls checkSignature.`,
  }),
  always(`  const claims = JSON.parse(decode(claimsPart));`),
  by("typ", {
    required: `  if (head.typ !== "at+jwt") throw new Refused("not an access token");`,
    ignored: `  // typ is not checked.`,
  }),
  by("issuer", {
    exact: `  if (claims.iss !== service.issuer) throw new Refused("another issuer");`,
    contained: `  if (!service.issuer.includes(claims.iss)) throw new Refused("another issuer");`,
    ignored: `  // iss is not checked.`,
  }),
  by("audience", {
    required: `  if (![claims.aud].flat().includes(service.audience)) throw new Refused("for another service");`,
    ignored: `  // aud is not checked.`,
  }),
  by("time", {
    strict: `  if (!Number.isFinite(claims.exp)) throw new Refused("exp is not a number");
  if (claims.exp <= service.now()) throw new Refused("expired");
  if (claims.exp - claims.iat > 3600) throw new Refused("lives longer than an hour");`,
    loose: `  if (claims.exp && claims.exp < service.now()) throw new Refused("expired"); // whatever exp is`,
    ignored: `  // exp is not checked.`,
  }),
  by("replay", {
    jti: `  const mark = String(claims.jti);
  if (service.seen.has(mark)) throw new Refused("used before");
  service.seen.add(mark);`,
    text: `  const mark = token; // another encoding is another token
  if (service.seen.has(mark)) throw new Refused("used before");
  service.seen.add(mark);`,
    none: `  // Used tokens are not remembered.`,
  }),
  always(`  return claims;
}

async function checkSignature(head, checkedAlg, signed, signature, service) {
  const alg = head.alg ?? "";`),
  by("algorithm", {
    pinned: `  if (checkedAlg !== service.alg) throw new Refused("another algorithm");`,
    "block-list": `  if (checkedAlg === "none") throw new Refused("none is on the block list");`,
    token: `  // Whatever algorithm the token names is used.`,
  }),
  noneAsked("algorithm", (flags) => flags.algorithm !== "pinned"),
  noneAsked("duplicates", (flags) => flags.algorithm === "pinned" && flags.duplicates === "two-readers"),
  always(`  const key = await keyFor(alg, head, service);
  if (isSecret(key)) {`),
  by("keySize", {
    enough: `    if (key.length < 32) throw new Refused("the key is too short");`,
    any: `    // A key of any length will do, even an empty one.`,
  }),
  always(`    const expected = await hmac(alg, key, signed);`),
  by("macLength", {
    whole: `    if (signature.length !== expected.length) throw new Refused("not the complete MAC");
    const compared = expected.length;`,
    given: `    const compared = signature.length; // as many bytes as were sent, even none`,
  }),
  by("compare", {
    constant: `    const isRight = equalInConstantTime(expected.subarray(0, compared), signature);`,
    "early-exit": `    const isRight = expected.subarray(0, compared).every((byte, at) => byte === signature[at]); // stops early`,
  }),
  by("errors", {
    generic: `    if (!isRight) throw new Refused("wrong signature");`,
    telling: `    if (!isRight) throw new Refused(\`expected \${encode(expected)}\`);`,
  }),
  always(`    return;
  }`),
  by("ecdsaForm", {
    fixed: `  if (alg === "ES256" && signature.length !== 64) throw new Refused("not 64 bytes");`,
    "der-too": `  if (alg === "ES256" && signature.length !== 64) signature = fromDer(signature);`,
  }),
  by("ecdsaRange", {
    checked: `  if (alg === "ES256" && !isInRange(signature)) throw new Refused("r or s is not between 1 and n − 1");`,
    unchecked: `  // r and s may be any number, even zero.`,
  }),
  always(`  if (!(await fits(alg, key, signature, signed))) throw new Refused("wrong signature");
}

async function keyFor(alg, head, service) {`),
  by("headerKey", {
    ignored: `  // A key in the header (jwk, x5c) is never used.`,
    jwk: `  if (head.jwk) return importJWK(head.jwk, alg);`,
    x5c: `  if (head.x5c) return importCertificate(head.x5c[0], alg);`,
  }),
  by("keyUrl", {
    ignored: `  // An address in the header (jku, x5u) is never fetched.`,
    prefix: `  const url = head.jku ?? head.x5u;
  if (url && !url.startsWith("https://id.example")) throw new Refused("another address");
  if (url) return fetchKey(url, head.kid, alg);`,
    any: `  const url = head.jku ?? head.x5u;
  if (url) return fetchKey(url, head.kid, alg);`,
  }),
  always(`  if (!alg.startsWith("HS")) return service.publicKeyFor(alg); // throws if there is none`),
  by("kid", {
    map: `  const named = service.secrets.get(head.kid);`,
    path: "  const named = readFile(`/app/keys/${head.kid}`);",
    sql: "  const named = query(`SELECT secret FROM keys WHERE kid = '${head.kid}'`);",
    shell: "  const named = exec(`cat /app/keys/${head.kid}`);",
    query: `  const named = findOne({ kid: head.kid })?.key;`,
  }),
  always(`  const secret = named ?? service.secret;
  if (secret !== undefined) return secret;`),
  by("otherKeys", {
    ignored: `  // A secret for another job is never tried.`,
    accepted: `  if (service.otherSecret) return service.otherSecret;`,
  }),
  by("key", {
    typed: `  throw new Refused("a public key is not a secret");`,
    guarded: `  if (beginsLikePem(service.storedKey)) throw new Refused("a public key is not a secret");
  return service.storedKey; // its bytes become the secret`,
    bytes: `  return service.storedKey; // its bytes become the secret`,
  }),
  always(`}`),
];

/** The verifier's code for these flags, line by line. */
export function codeOf(flags: Flags): readonly CodeLine[] {
  return PARTS.flatMap(({ flag, lines }) => {
    const text = lines(flags);
    const isLoose = flag !== null && flags[flag] !== HARDENED[flag];
    return text === "" ? [] : text.split("\n").map((line) => ({ text: line, flag, isLoose }));
  });
}
