import { quoted, quotedList } from "../literals.ts";
import type { Asked, VerifyTarget } from "../types.ts";

/** A module for njs, whose engine takes no destructuring, spread or `for … of`. No token library runs there, so the code does all the checks. */
export const nginx: VerifyTarget = {
  id: "nginx-njs",
  title: "nginx with njs (JavaScript)",
  version: "njs 0.8.3",
  checked: null,
  install: "apt-get install nginx libnginx-mod-http-js",
  algorithms: /^(?:HS|RS|PS|ES)(?:256|384|512)$/,
  hasOwnKey: true,
  remarks: ({ algorithms }) =>
    algorithms.length > 1 ? [`Only one algorithm is verified. Left out: ${algorithms.slice(1).join(", ")}.`] : [],
  write,
};

function write(asked: Asked): string {
  const { algorithm, issuers, audiences, subs, scopes, typ, leeway, maxAge, required } = asked;
  const checks = [
    `typeof claims.exp === "number" && now < claims.exp + ${leeway}`,
    `!("nbf" in claims) || (typeof claims.nbf === "number" && now >= claims.nbf - ${leeway})`,
    ...(issuers.length > 0 ? [`[${quotedList(issuers)}].includes(claims.iss)`] : []),
    ...(audiences.length > 0 ? [`[].concat(claims.aud).some((aud) => [${quotedList(audiences)}].includes(aud))`] : []),
    ...(subs.length > 0 ? [`[${quotedList(subs)}].includes(claims.sub)`] : []),
    ...(maxAge === null ? [] : [`typeof claims.iat === "number" && now - claims.iat <= ${maxAge} + ${leeway}`]),
    ...required.filter((name) => name !== "exp").map((name) => `${quoted(name)} in claims`),
    'typeof claims.sub === "string"',
  ];
  return `// nginx, njs module: js_import auth from auth.js; auth_request /_auth; with js_content auth.check.
// The variable $jwk contains the key as a JWK. Only one algorithm is accepted: ${algorithm}.
function need(condition) {
  if (!condition) throw new Error("invalid_token");
}

function read(part) {
  return JSON.parse(Buffer.from(part, "base64url").toString());
}

async function check(r) {
  try {
    const token = /^Bearer +([\\w-]+)\\.([\\w-]+)\\.([\\w-]+)$/i.exec(r.headersIn.Authorization || "");
    need(token !== null);
    const header = read(token[1]);
    need(header.alg === ${quoted(algorithm)} && !("crit" in header));
${typ.length > 0 ? `    need([${quotedList(typ)}].includes(String(header.typ).toLowerCase().replace("application/", "")));\n` : ""}    const way = ${webCrypto(algorithm)};
    const key = await crypto.subtle.importKey("jwk", JSON.parse(r.variables.jwk), way, false, ["verify"]);
    const signature = Buffer.from(token[3], "base64url");
    need(await crypto.subtle.verify(way, key, signature, Buffer.from(token[1] + "." + token[2])));
    const claims = read(token[2]);
    const now = Date.now() / 1000;
${checks.map((check) => `    need(${check});`).join("\n")}
${
  scopes.length > 0
    ? `    const scopes = String(claims.scope || "").split(" ");
    if (![${quotedList(scopes)}].every((scope) => scopes.includes(scope))) {
      r.headersOut["WWW-Authenticate"] = 'Bearer error="insufficient_scope"';
      r.return(403);
      return;
    }
`
    : ""
}    r.headersOut["X-User-ID"] = encodeURIComponent(claims.sub);
    r.return(204);
  } catch (error) {
    r.headersOut["WWW-Authenticate"] = 'Bearer error="invalid_token"';
    r.return(401);
  }
}

export default { check };
`;
}

/** An algorithm's Web Cryptography parameters as JavaScript, for importing the key and for verifying. */
function webCrypto(alg: string): string {
  const hash = `hash: "SHA-${alg.slice(2)}"`;
  switch (alg.slice(0, 2)) {
    case "HS":
      return `{ name: "HMAC", ${hash} }`;
    case "PS":
      return `{ name: "RSA-PSS", ${hash}, saltLength: ${Number(alg.slice(2)) / 8} }`;
    case "ES":
      return `{ name: "ECDSA", ${hash}, namedCurve: "P-${alg === "ES512" ? 521 : alg.slice(2)}" }`;
    default:
      return `{ name: "RSASSA-PKCS1-v1_5", ${hash} }`;
  }
}
