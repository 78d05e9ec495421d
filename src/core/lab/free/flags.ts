/** What the free mode's verifier does at each point where verifiers differ. */
export interface Flags {
  readonly form: "compact" | "any";
  readonly tokenLength: "limited" | "any";
  readonly base64: "strict" | "lenient";
  readonly duplicates: "refused" | "two-readers";
  readonly signature: "verified" | "skipped";
  readonly algorithm: "pinned" | "block-list" | "token";
  readonly key: "typed" | "guarded" | "bytes";
  readonly headerKey: "ignored" | "jwk" | "x5c";
  readonly keyUrl: "ignored" | "prefix" | "any";
  readonly kid: "map" | "path" | "sql" | "shell" | "query";
  readonly otherKeys: "ignored" | "accepted";
  readonly keySize: "enough" | "any";
  readonly macLength: "whole" | "given";
  readonly compare: "constant" | "early-exit";
  readonly errors: "generic" | "telling";
  readonly ecdsaRange: "checked" | "unchecked";
  readonly ecdsaForm: "fixed" | "der-too";
  readonly crit: "refused" | "ignored";
  readonly b64: "refused" | "ignored";
  readonly typ: "required" | "ignored";
  readonly issuer: "exact" | "contained" | "ignored";
  readonly audience: "required" | "ignored";
  readonly time: "strict" | "loose" | "ignored";
  readonly replay: "jti" | "text" | "none";
}

export type FlagName = keyof Flags;

/** Every flag as RFC 8725 and its revision would have it. */
export const HARDENED: Flags = {
  form: "compact",
  tokenLength: "limited",
  base64: "strict",
  duplicates: "refused",
  signature: "verified",
  algorithm: "pinned",
  key: "typed",
  headerKey: "ignored",
  keyUrl: "ignored",
  kid: "map",
  otherKeys: "ignored",
  keySize: "enough",
  macLength: "whole",
  compare: "constant",
  errors: "generic",
  ecdsaRange: "checked",
  ecdsaForm: "fixed",
  crit: "refused",
  b64: "refused",
  typ: "required",
  issuer: "exact",
  audience: "required",
  time: "strict",
  replay: "jti",
};

/** What a check defends. */
type FlagGroupId = "reading" | "key" | "signature" | "claims";

interface FlagGroup {
  readonly id: FlagGroupId;
  readonly title: string;
  /** The purpose of its checks, in one sentence. */
  readonly defends: string;
}

/** The groups in execution order; a flag's row says which group it is in. */
export const FLAG_GROUPS: readonly FlagGroup[] = [
  {
    id: "reading",
    title: "How the token is read",
    defends: "One token has one reading: every part of the service sees the same bytes and the same members.",
  },
  {
    id: "key",
    title: "Algorithm and key",
    defends: "The service chooses how and with which key it verifies; the token has no say in it.",
  },
  {
    id: "signature",
    title: "Signature",
    defends: "Only the holder of the key can make a signature, and the verifier helps nobody guess one.",
  },
  {
    id: "claims",
    title: "Claims",
    defends: "A genuine token works only where, when and as often as its issuer meant it to.",
  },
];

/** How a flag is shown: its question, the words for each value (the safe one first), and the clause that requires the safe one. */
export interface FlagRow {
  readonly name: FlagName;
  readonly group: FlagGroupId;
  readonly label: string;
  readonly options: readonly (readonly [value: string, label: string])[];
  readonly clause: string;
}

/** The flags in execution order. */
export const FLAG_ROWS: readonly FlagRow[] = [
  row("form", "reading", "Serialisation", "bis 3.14", ["compact", "compact only"], ["any", "compact or JSON"]),
  row("tokenLength", "reading", "Length of the token", "bis 3.14", ["limited", "up to 8 kB"], ["any", "any"]),
  row(
    "base64",
    "reading",
    "base64url",
    "RFC 4648 3.5",
    ["strict", "strict, one encoding"],
    ["lenient", "lenient, skips unknown characters"],
  ),
  row(
    "duplicates",
    "reading",
    "Duplicate members",
    "RFC 7515 4",
    ["refused", "refused"],
    ["two-readers", "checks the first, uses the last"],
  ),
  row("signature", "signature", "Signature", "3.3", ["verified", "verified"], ["skipped", "only decoded"]),
  row(
    "algorithm",
    "key",
    "Algorithm",
    "3.1",
    ["pinned", "the key's own"],
    ["block-list", "any but none"],
    ["token", "whatever the token says"],
  ),
  row(
    "key",
    "key",
    "Key check",
    "3.1",
    ["typed", "a typed public key"],
    ["guarded", "bytes, unless they start like PEM"],
    ["bytes", "bytes, for any algorithm"],
  ),
  row(
    "headerKey",
    "key",
    "Key in the header",
    "3.10",
    ["ignored", "ignored"],
    ["jwk", "jwk trusted"],
    ["x5c", "x5c trusted"],
  ),
  row(
    "keyUrl",
    "key",
    "Key address in the header",
    "3.10",
    ["ignored", "ignored"],
    ["prefix", "fetched if it starts like the issuer"],
    ["any", "fetched from anywhere"],
  ),
  row(
    "kid",
    "key",
    "kid",
    "3.10",
    ["map", "looked up in a map"],
    ["path", "a file's path"],
    ["sql", "pasted into SQL"],
    ["shell", "pasted into a command"],
    ["query", "passed on as a query"],
  ),
  row(
    "otherKeys",
    "key",
    "Other keys available",
    "3.1",
    ["ignored", "never used for tokens"],
    ["accepted", "accepted with their own algorithm"],
  ),
  row("keySize", "key", "HMAC key size", "3.5", ["enough", "at least 32 bytes"], ["any", "any"]),
  row("macLength", "signature", "MAC length", "3.3", ["whole", "all 32 bytes"], ["given", "as many as were sent"]),
  row(
    "compare",
    "signature",
    "Comparison",
    "3.3",
    ["constant", "constant time"],
    ["early-exit", "stops at the first difference"],
  ),
  row(
    "errors",
    "signature",
    "Error message",
    "3.3",
    ["generic", "says only no"],
    ["telling", "prints what it expected"],
  ),
  row("ecdsaRange", "signature", "r and s", "3.4", ["checked", "between 1 and n − 1"], ["unchecked", "any number"]),
  row(
    "ecdsaForm",
    "signature",
    "ECDSA form",
    "RFC 7518 3.4",
    ["fixed", "64 bytes, r and s"],
    ["der-too", "DER as well"],
  ),
  row("crit", "reading", "crit", "RFC 7515 4.1.11", ["refused", "unknown names refused"], ["ignored", "not checked"]),
  row("b64", "reading", "b64", "RFC 7797 6", ["refused", "refused"], ["ignored", "not checked"]),
  row("typ", "claims", "typ", "3.11", ["required", "at+jwt required"], ["ignored", "not checked"]),
  row(
    "issuer",
    "claims",
    "iss",
    "3.8",
    ["exact", "equal to the issuer"],
    ["contained", "contained in the issuer's name"],
    ["ignored", "not checked"],
  ),
  row("audience", "claims", "aud", "3.9", ["required", "must name this service"], ["ignored", "not checked"]),
  row(
    "time",
    "claims",
    "exp",
    "RFC 7519 4.1.4",
    ["strict", "a number in the near future"],
    ["loose", "compared as is"],
    ["ignored", "not checked"],
  ),
  row(
    "replay",
    "claims",
    "Used before",
    "RFC 7519 4.1.7",
    ["jti", "remembered by jti"],
    ["text", "remembered by the token's text"],
    ["none", "not remembered"],
  ),
];

/** The row of a flag. */
export function flagRow(name: FlagName): FlagRow {
  const found = FLAG_ROWS.find((each) => each.name === name);
  if (!found) throw new Error(`no row for ${name}`);
  return found;
}

/** The flags that differ from the hardened verifier's, in execution order. */
export function loosenedIn(flags: Flags): readonly FlagName[] {
  return FLAG_ROWS.flatMap(({ name }) => (flags[name] === HARDENED[name] ? [] : [name]));
}

function row<N extends FlagName>(
  name: N,
  group: FlagGroupId,
  label: string,
  clause: string,
  ...options: readonly (readonly [value: Flags[N], label: string])[]
): FlagRow {
  return { name, group, label, clause, options };
}
