import type { Discovery, SolveStep } from "../../solve/types.ts";

/** The rule that each step belongs to: what went wrong with key or token, in the catalogue's terms. */
const RULE_OF_STEP: Readonly<Record<Exclude<SolveStep, "algorithm">, string>> = {
  trimmed: "SEC-04",
  "newline-added": "SEC-04",
  "crlf-added": "SEC-04",
  "breaks-removed": "SEC-04",
  unquoted: "SEC-05",
  quoted: "SEC-05",
  unescaped: "SEC-07",
  escaped: "SEC-07",
  "percent-decoded": "SEC-07",
  "backslashes-dropped": "SEC-06",
  "cut-at-hash": "SEC-06",
  "cut-at-space": "SEC-06",
  "dollar-expanded": "SEC-06",
  "dollar-halved": "SEC-06",
  "dollar-doubled": "SEC-06",
  assignment: "SEC-06",
  prefix: "SEC-06",
  "invisible-removed": "SEC-10",
  typographic: "SEC-10",
  nfc: "SEC-10",
  nfd: "SEC-10",
  nfkc: "SEC-10",
  "lower-case": "SEC-10",
  "upper-case": "SEC-10",
  bom: "SEC-10",
  "utf-16le": "SEC-10",
  "utf-16be": "SEC-10",
  "latin-1": "SEC-10",
  "sha-256": "SEC-10",
  "sha-256-hex": "SEC-10",
  "nul-ended": "SEC-10",
  jwk: "SEC-16",
  "utf-8": "SEC-02",
  "encoded-base64": "SEC-02",
  "encoded-base64url": "SEC-02",
  "encoded-hex": "SEC-02",
  base64: "SEC-01",
  base64url: "SEC-01",
  "base64-lenient": "SEC-01",
  hex: "SEC-03",
  "base64-twice": "SEC-17",
  published: "SEC-12",
  empty: "SEC-13",
  "public-key": "SEC-11",
  salt: "KEY-18",
  "other-key": "KEY-09",
  der: "KEY-19",
  unpadded: "KEY-20",
  reversed: "signature-spelling",
  "signature-hex": "signature-spelling",
  "signature-base64": "signature-spelling",
  "hashed-nonce": "HDR-09",
  header: "signed-content",
  "padded-segments": "signed-content",
  "decoded-segments": "signed-content",
  minified: "DBG-02",
};

/** The rule of a discovery, by its first step. Another algorithm is a hash, a padding, or another kind of key. */
export function ruleOfDiscovery({ steps: [step], args }: Discovery): string {
  if (step !== "algorithm") return RULE_OF_STEP[step];
  const kinds = `${String(args["was"]).slice(0, 2)} ${String(args["alg"]).slice(0, 2)}`;
  if (kinds === "HS HS") return "SEC-08";
  return /^[RP]S [RP]S$/.test(kinds) ? "KEY-18" : "HDR-12";
}
