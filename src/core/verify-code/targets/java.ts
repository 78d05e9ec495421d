import { list, quoted } from "../literals.ts";
import type { Asked } from "../types.ts";

/** Bytes of the secret in `JWT_SECRET`; an empty one is not a secret. */
export function javaSecret({ key }: Asked): readonly string[] {
  if (key.from !== "secret") return [];
  const decode = {
    "UTF-8": "text.getBytes(StandardCharsets.UTF_8)",
    Base64: "Base64.getDecoder().decode(text)",
    Base64url: "Base64.getUrlDecoder().decode(text)",
    Hex: "HexFormat.of().parseHex(text)",
  };
  return [
    'String text = System.getenv("JWT_SECRET");',
    "if (text == null || text.isEmpty()) {",
    '  throw new IllegalStateException("JWT_SECRET is not set");',
    "}",
    `byte[] secret = ${decode[key.encoding]};`,
  ];
}

/** What `javaSecret` imports. */
export function secretImports({ key }: Asked): readonly string[] {
  if (key.from !== "secret") return [];
  return {
    "UTF-8": ["java.nio.charset.StandardCharsets"],
    Base64: ["java.util.Base64"],
    Base64url: ["java.util.Base64"],
    Hex: ["java.util.HexFormat"],
  }[key.encoding];
}

/** Import lines, each once and in order. */
export function imports(names: readonly string[]): readonly string[] {
  return [...new Set(names)].toSorted().map((name) => `import ${name};`);
}

/** A list of texts. */
export const listOf = (texts: readonly string[]): string => `List.of(${list(texts, quoted)})`;

/** The members of a public key as a text in Java or C#. */
export function jwkText(jwk: Readonly<Record<string, string>>): string {
  return quoted(JSON.stringify(jwk));
}

/** A method that throws if a condition is false. */
export const NEED = [
  "private static void need(boolean holds, String what) {",
  "  if (!holds) {",
  '    throw new SecurityException("invalid_token: " + what);',
  "  }",
  "}",
];
