import { quoted, quotedList } from "../literals.ts";
import type { Asked } from "../types.ts";

/** Bytes of the secret in `JWT_SECRET`, for Node. An empty one is not a secret. */
export function nodeSecret({ key }: Asked): readonly string[] {
  const encoding = { "UTF-8": "utf8", Base64: "base64", Base64url: "base64url", Hex: "hex" };
  const spelled = key.from === "secret" ? encoding[key.encoding] : "base64url";
  return [
    `const secret = Buffer.from(process.env.JWT_SECRET ?? "", ${quoted(spelled)});`,
    `if (secret.length === 0) throw new Error("JWT_SECRET is not set");`,
  ];
}

/** Header checks written as separate code. */
export function nodeHeader(asked: Asked, options: { readonly crit: boolean }): readonly string[] {
  const { typ } = asked;
  return [
    ...(options.crit ? ['if ("crit" in header) throw new Error("invalid_token: crit");'] : []),
    ...(typ.length > 0
      ? [
          'const typ = String(header.typ).toLowerCase().replace(/^application\\//, "");',
          `if (![${quotedList(typ)}].includes(typ)) throw new Error("invalid_token: typ");`,
        ]
      : []),
  ];
}

/** Checks of the scopes and of several subjects. */
export function nodeClaims({ scopes, subs }: Asked): readonly string[] {
  return [
    ...(subs.length > 1
      ? [`if (![${quotedList(subs)}].includes(claims.sub)) throw new Error("invalid_token: sub");`]
      : []),
    ...(scopes.length > 0
      ? [
          'const scopes = String(claims.scope ?? "").split(" ");',
          `if (![${quotedList(scopes)}].every((scope) => scopes.includes(scope))) throw new Error("insufficient_scope");`,
        ]
      : []),
  ];
}

/** Indents lines. */
export function indent(code: readonly string[], by = "  "): readonly string[] {
  return code.map((line) => (line === "" ? line : `${by}${line}`));
}
