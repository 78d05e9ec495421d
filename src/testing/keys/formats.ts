import type { JWK } from "jose";
import type { KeyFormat } from "../../core/registry/key-formats.ts";
import { PAIRS } from "./pairs.ts";
import { ecKeyValue, printed, rsaKeyValue } from "./printed.ts";

/** A key in one of its formats, for the tests that apply to all formats. */
export interface FormatSample {
  readonly format: KeyFormat;
  readonly text: string;
  /** The same key as a JWK, as another program writes it. */
  readonly jwk: JWK;
  readonly description: string;
  /** Armour around bytes whose format is recognisable without it. */
  readonly isArmour?: true;
}

const ED25519 = PAIRS["Ed25519"]?.publicKey.export({ format: "jwk" }) as JWK;

const OF_PAIRS = Object.entries(PAIRS).flatMap(([description, { publicKey, privateKey }]) => {
  const jwks = {
    public: publicKey.export({ format: "jwk" }) as JWK,
    private: privateKey.export({ format: "jwk" }) as JWK,
  };
  const other = (format: KeyFormat, text: string | Buffer, half: "public" | "private"): FormatSample => ({
    format,
    text: String(text),
    jwk: jwks[half],
    description,
  });
  const pem = (...parts: Parameters<typeof other>): FormatSample => ({ ...other(...parts), isArmour: true });
  return [
    pem("spki", publicKey.export({ type: "spki", format: "pem" }), "public"),
    pem("pkcs8", privateKey.export({ type: "pkcs8", format: "pem" }), "private"),
    ...(jwks.public.kty === "EC" ? [pem("sec1", privateKey.export({ type: "sec1", format: "pem" }), "private")] : []),
    ...(jwks.public.kty === "RSA"
      ? [
          pem("pkcs1-public", publicKey.export({ type: "pkcs1", format: "pem" }), "public"),
          pem("pkcs1-private", privateKey.export({ type: "pkcs1", format: "pem" }), "private"),
        ]
      : []),
    other("jwk", JSON.stringify(jwks.private), "private"),
    other("openssl-text", printed(description, jwks.public), "public"),
    other("openssl-text", printed(description, jwks.private), "private"),
    ...(jwks.public.kty === "RSA"
      ? [other("xml", rsaKeyValue(jwks.public), "public"), other("xml", rsaKeyValue(jwks.private), "private")]
      : []),
    ...(jwks.public.kty === "EC" && jwks.public.crv !== "secp256k1"
      ? [other("xml", ecKeyValue(jwks.public), "public")]
      : []),
  ];
});

/** A line as OpenSSH writes it (RFC 8709 section 4): each field is prefixed with its length. */
function sshLine({ x = "" }: JWK): string {
  const fields = [Buffer.from("ssh-ed25519"), Buffer.from(x, "base64url")];
  const blob = Buffer.concat(fields.flatMap((field) => [Buffer.from([0, 0, 0, field.length]), field]));
  return `ssh-ed25519 ${blob.toString("base64")} me@example`;
}

const EC = PAIRS["EC P-256"]?.publicKey.export({ format: "jwk" }) as JWK;
const bytes = (member: string | undefined): Buffer => Buffer.from(member ?? "", "base64url");

/** A Multikey: `z`, and Base58 of the multicodec prefix and the bytes. */
export function multikey(prefix: string, octets: Buffer): string {
  const alphabet = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
  let text = "";
  for (let value = BigInt(`0x${prefix}${octets.toString("hex")}`); value > 0n; value /= 58n)
    text = alphabet.charAt(Number(value % 58n)) + text;
  return `z${text}`;
}

const EC_COMPRESSED = Buffer.concat([Buffer.of(2 + ((bytes(EC.y).at(-1) ?? 0) & 1)), bytes(EC.x)]);
const COSE_EC = `a4010220012158 20${bytes(EC.x).toString("hex")}225820${bytes(EC.y).toString("hex")}`.replace(" ", "");
const COSE_ED = `a301012006215820${bytes(ED25519.x).toString("hex")}`;

/** Samples of formats that another program writes, and of those with only one spelling. */
export const FORMAT_SAMPLES: readonly FormatSample[] = [
  ...OF_PAIRS,
  { format: "multikey", text: `did:key:${multikey("ed01", bytes(ED25519.x))}`, jwk: ED25519, description: "Ed25519" },
  { format: "multikey", text: multikey("8024", EC_COMPRESSED), jwk: EC, description: "EC P-256" },
  { format: "cose", text: Buffer.from(COSE_EC, "hex").toString("base64"), jwk: EC, description: "EC P-256" },
  { format: "cose", text: COSE_ED, jwk: ED25519, description: "Ed25519" },
  { format: "openssh-public", text: sshLine(ED25519), jwk: ED25519, description: "Ed25519" },
];
