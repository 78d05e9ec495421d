/** One format of a key text. */
interface KeyFormatRow {
  /** Its name on the page. */
  readonly name: string;
  /** Its PEM labels, the usual one first (RFC 7468 section 4 and on, RFC 4716). */
  readonly labels?: readonly string[];
}

/** The formats by id. */
export const KEY_FORMATS = {
  jwk: { name: "JWK" },
  jwks: { name: "JWK Set" },
  spki: { name: "PEM (SPKI)", labels: ["PUBLIC KEY"] },
  pkcs8: { name: "PEM (PKCS#8)", labels: ["PRIVATE KEY"] },
  "pkcs1-public": { name: "PEM (PKCS#1)", labels: ["RSA PUBLIC KEY"] },
  "pkcs1-private": { name: "PEM (PKCS#1)", labels: ["RSA PRIVATE KEY"] },
  sec1: { name: "PEM (SEC1)", labels: ["EC PRIVATE KEY"] },
  certificate: { name: "X.509 certificate", labels: ["CERTIFICATE", "X509 CERTIFICATE", "TRUSTED CERTIFICATE"] },
  csr: { name: "certificate request", labels: ["CERTIFICATE REQUEST", "NEW CERTIFICATE REQUEST"] },
  "encrypted-pkcs8": { name: "encrypted PEM (PKCS#8)", labels: ["ENCRYPTED PRIVATE KEY"] },
  "encrypted-pem": { name: "encrypted PEM" },
  "openssh-public": { name: "OpenSSH public key" },
  "openssh-private": { name: "OpenSSH private key", labels: ["OPENSSH PRIVATE KEY"] },
  rfc4716: { name: "SSH public key (RFC 4716)", labels: ["SSH2 PUBLIC KEY"] },
  "certificate-map": { name: "certificates by kid" },
  "service-account": { name: "service account file" },
  "kubernetes-secret": { name: "Kubernetes secret" },
  "openssl-text": { name: "key printed as numbers" },
  multikey: { name: "Multikey (did:key)" },
  cose: { name: "COSE key" },
  raw: { name: "raw bytes" },
  xml: { name: "XML key" },
} as const satisfies Readonly<Record<string, KeyFormatRow>>;

/** The id of a format. */
export type KeyFormat = keyof typeof KEY_FORMATS;

/** The PEM labels of a format; empty if it has none. */
export function labelsOf(format: KeyFormat): readonly string[] {
  const { labels = [] }: KeyFormatRow = KEY_FORMATS[format];
  return labels;
}

/** All PEM labels of keys. */
export const KEY_LABELS: readonly string[] = Object.values<KeyFormatRow>(KEY_FORMATS).flatMap(
  ({ labels = [] }) => labels,
);
