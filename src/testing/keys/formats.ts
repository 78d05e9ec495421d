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

/** Samples of formats that another program writes, and of those with only one spelling. */
export const FORMAT_SAMPLES: readonly FormatSample[] = [
  ...OF_PAIRS,
  { format: "openssh-public", text: sshLine(ED25519), jwk: ED25519, description: "Ed25519" },
];
