import { lines, quoted, quotedList } from "../literals.ts";
import type { Asked, VerifyTarget } from "../types.ts";
import { isShared, USUAL_JWE } from "../encryption.ts";
import { indent, nodeClaims, nodeHeader, nodeSecret } from "./javascript.ts";

/** Its types and source: `jwt/verify.ts`, `jwe/compact/decrypt.ts`, `lib/jwt_claims_set.ts`. It refuses any `crit` that it does not know. */
export const jose: VerifyTarget = {
  id: "jose",
  title: "jose (JavaScript)",
  version: "jose 6",
  checked: "2026-11-30",
  install: "npm install jose",
  algorithms: /^(?:HS|RS|PS|ES)(?:256|384|512)$|^Ed(?:DSA|25519)$|^ML-DSA-(?:44|65|87)$/,
  decrypts: USUAL_JWE,
  write,
};

function write(asked: Asked): string {
  const { jwe, key } = asked;
  const isSigned = jwe === null || jwe.isNested;
  const names = [
    ...(jwe === null ? [] : [jwe.isNested ? "compactDecrypt" : "jwtDecrypt"]),
    ...(jwe === null || isShared(jwe.alg) ? [] : ["importPKCS8"]),
    ...(isSigned ? ["jwtVerify"] : []),
    ...(isSigned && key.from === "url" ? ["createRemoteJWKSet"] : []),
    ...(isSigned && key.from === "code" ? ["importSPKI"] : []),
  ];
  return lines(
    `import { ${names.toSorted().join(", ")} } from "jose";`,
    "",
    jwe !== null && decryptionKey(jwe.alg),
    isSigned && verificationKey(asked),
    "",
    "/** Returns the claims of a valid token; throws otherwise. */",
    "export async function verify(token) {",
    indent(isSigned ? verifying(asked) : opening(asked)),
    indent(nodeHeader(typInOptions(asked), { crit: false })),
    indent(nodeClaims(asked)),
    "  return claims;",
    "}",
  );
}

/** One `typ` is its own option. */
const typInOptions = (asked: Asked): Asked => (asked.typ.length === 1 ? { ...asked, typ: [] } : asked);

function verificationKey(asked: Asked): readonly string[] {
  const { key, algorithm } = asked;
  switch (key.from) {
    case "secret":
      return nodeSecret(asked);
    case "url":
      return [`const key = createRemoteJWKSet(new URL(${quoted(key.url)}));`];
    default:
      return [
        "const key = await importSPKI(",
        `  \`${key.from === "code" ? key.pem : ""}\`,`,
        `  ${quoted(algorithm)},`,
        ");",
      ];
  }
}

function decryptionKey(alg: string): readonly string[] {
  if (isShared(alg)) {
    return [
      'const decryptionKey = Buffer.from(process.env.JWE_SECRET ?? "", "base64url");',
      'if (decryptionKey.length === 0) throw new Error("JWE_SECRET is not set");',
    ];
  }
  return [`const decryptionKey = await importPKCS8(process.env.JWE_PRIVATE_KEY ?? "", ${quoted(alg)});`];
}

function decryptionOptions({ jwe }: Asked): readonly string[] {
  return [
    `keyManagementAlgorithms: [${quoted(jwe?.alg ?? "")}],`,
    `contentEncryptionAlgorithms: [${quoted(jwe?.enc ?? "")}],`,
  ];
}

function verifying(asked: Asked): readonly string[] {
  const { jwe, key, algorithms, typ } = asked;
  const needsHeader = typ.length > 1;
  return [
    ...(jwe === null
      ? []
      : [
          "const { plaintext } = await compactDecrypt(token, decryptionKey, {",
          ...indent(decryptionOptions(asked)),
          "});",
        ]),
    `const { payload: claims${needsHeader ? ", protectedHeader: header" : ""} } = await jwtVerify(${jwe === null ? "token" : "plaintext"}, ${key.from === "secret" ? "secret" : "key"}, {`,
    `  algorithms: [${quotedList(algorithms)}],`,
    ...indent(claimOptions(asked)),
    "});",
  ];
}

function opening(asked: Asked): readonly string[] {
  return [
    `const { payload: claims${asked.typ.length > 1 ? ", protectedHeader: header" : ""} } = await jwtDecrypt(token, decryptionKey, {`,
    ...indent([...decryptionOptions(asked), ...claimOptions(asked)]),
    "});",
  ];
}

function claimOptions({ issuers, audiences, subs, typ, leeway, maxAge, required }: Asked): readonly string[] {
  return [
    ...(typ.length === 1 ? [`typ: ${quotedList(typ)},`] : []),
    ...(issuers.length > 0 ? [`issuer: [${quotedList(issuers)}],`] : []),
    ...(audiences.length > 0 ? [`audience: [${quotedList(audiences)}],`] : []),
    ...(subs.length === 1 ? [`subject: ${quotedList(subs)},`] : []),
    ...(leeway > 0 ? [`clockTolerance: ${leeway},`] : []),
    ...(maxAge === null ? [] : [`maxTokenAge: ${maxAge},`]),
    `requiredClaims: [${quotedList(required)}],`,
  ];
}
