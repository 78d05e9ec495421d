import { lines, quoted, quotedList } from "../literals.ts";
import type { Asked, VerifyTarget } from "../types.ts";
import { indent, nodeClaims, nodeHeader, nodeSecret } from "./javascript.ts";

/** Its `verify.js`: it does not support EdDSA, accepts a token without `exp`, and ignores `crit` and `typ`. */
export const jsonwebtoken: VerifyTarget = {
  id: "jsonwebtoken",
  title: "jsonwebtoken (Node.js)",
  version: "jsonwebtoken 9.0.3",
  checked: "2026-11-30",
  install: "npm install jsonwebtoken",
  algorithms: /^(?:HS|RS|PS|ES)(?:256|384|512)$/,
  write,
};

function write(asked: Asked): string {
  const { key, required } = asked;
  return lines(
    key.from === "url" && 'import { createPublicKey } from "node:crypto";',
    'import jwt from "jsonwebtoken";',
    "",
    keyLines(asked),
    "",
    "/** Returns the claims of a valid token; throws otherwise. */",
    `export ${key.from === "url" ? "async " : ""}function verify(token) {`,
    key.from === "url" && "  const key = await keyFor(jwt.decode(token, { complete: true })?.header.kid);",
    `  const { header, payload: claims } = jwt.verify(token, ${key.from === "secret" ? "secret" : "key"}, {`,
    "    complete: true,",
    indent(options(asked), "    "),
    "  });",
    indent(nodeHeader(asked, { crit: true })),
    `  for (const name of [${quotedList(required)}]) {`,
    '    if (claims[name] == null) throw new Error("invalid_token: no " + name);',
    "  }",
    indent(nodeClaims(asked)),
    "  return claims;",
    "}",
  );
}

function keyLines(asked: Asked): readonly string[] {
  const { key } = asked;
  switch (key.from) {
    case "secret":
      return nodeSecret(asked);
    case "url":
      return [
        "let keys = [];",
        "async function keyFor(kid) {",
        "  if (!keys.some((one) => one.kid === kid)) {",
        `    ({ keys } = await (await fetch(${quoted(key.url)})).json());`,
        "  }",
        "  const jwk = keys.find((one) => one.kid === kid);",
        '  if (!jwk) throw new Error("invalid_token: kid");',
        '  return createPublicKey({ key: jwk, format: "jwk" });',
        "}",
      ];
    default:
      return [`const key = \`${key.from === "code" ? key.pem : ""}\`;`];
  }
}

function options({ algorithms, issuers, audiences, subs, leeway, maxAge }: Asked): readonly string[] {
  return [
    `algorithms: [${quotedList(algorithms)}],`,
    ...(issuers.length > 0 ? [`issuer: [${quotedList(issuers)}],`] : []),
    ...(audiences.length > 0 ? [`audience: [${quotedList(audiences)}],`] : []),
    ...(subs.length === 1 ? [`subject: ${quotedList(subs)},`] : []),
    ...(leeway > 0 ? [`clockTolerance: ${leeway},`] : []),
    ...(maxAge === null ? [] : [`maxAge: ${maxAge},`]),
  ];
}
