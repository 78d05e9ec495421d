import { list, quoted } from "../literals.ts";
import type { Asked } from "../types.ts";

/** Bytes of the secret in `JWT_SECRET`, as a Python expression over `text`. */
export function pythonSecret({ key }: Asked): readonly string[] {
  if (key.from !== "secret") return [];
  const decode = {
    "UTF-8": "text.encode()",
    Base64: "base64.b64decode(text, validate=True)",
    Base64url: 'base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))',
    Hex: "bytes.fromhex(text)",
  };
  return [
    'text = os.environ["JWT_SECRET"]',
    `secret = ${decode[key.encoding]}`,
    "if not secret:",
    '    raise RuntimeError("JWT_SECRET is empty")',
  ];
}

/** The imports of the standard library that these lines need. */
export function pythonImports(asked: Asked, more: readonly string[]): readonly string[] {
  const { key } = asked;
  const isCoded = key.from === "secret" && key.encoding.startsWith("Base64");
  return [...new Set([...(isCoded ? ["base64"] : []), ...(key.from === "secret" ? ["os"] : []), ...more])]
    .toSorted()
    .map((name) => `import ${name}`);
}

/** The header and claim checks that need code of their own; `error` is the exception they raise. */
export function pythonChecks(
  { typ, subs, scopes, maxAge, leeway }: Asked,
  error: string,
  options: { readonly crit: boolean },
): readonly string[] {
  const raise = (what: string): string => `    raise ${error}("${what}")`;
  return [
    ...(options.crit ? ['if "crit" in header:', raise("crit")] : []),
    ...(typ.length > 0
      ? [
          'typ = str(header.get("typ", "")).lower().removeprefix("application/")',
          `if typ not in [${list(typ, quoted)}]:`,
          raise("typ"),
        ]
      : []),
    ...(subs.length > 0 ? [`if claims.get("sub") not in [${list(subs, quoted)}]:`, raise("sub")] : []),
    ...(maxAge === null
      ? []
      : [
          'iat = claims.get("iat")',
          `if not isinstance(iat, (int, float)) or time.time() - iat > ${maxAge + leeway}:`,
          raise("iat: too old"),
        ]),
    ...(scopes.length > 0
      ? [
          `missing = {${list(scopes, quoted)}} - set(str(claims.get("scope", "")).split())`,
          "if missing:",
          '    raise PermissionError("insufficient_scope")',
        ]
      : []),
  ];
}
