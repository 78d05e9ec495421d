/** PEM blocks that are not JOSE keys, and how to extract a key from them. */
interface ForeignBlock {
  readonly what: string;
  readonly command?: string;
}

/** PEM labels that are not for JOSE keys, by pattern. */
const LABELS: readonly (readonly [label: RegExp, what: string, command?: string])[] = [
  [/^PGP /, "an OpenPGP key or message, which JWS does not use"],
  [/^X509 CRL$/, "a certificate revocation list"],
  // Their bytes look like an RSA key: only the label distinguishes them.
  [/^(?:X9\.42 )?DH PARAMETERS$/, "Diffie-Hellman parameters, not a key"],
  [/^DSA PARAMETERS$/, "DSA parameters, not a key"],
  [/^AGE ENCRYPTED FILE$/, "a file encrypted with age", "age --decrypt -i identity file"],
  [
    /^ENCRYPTED (?:SIGSTORE|COSIGN) PRIVATE KEY$/,
    "an encrypted cosign private key; this page needs the public key",
    "cosign public-key --key cosign.key",
  ],
  [/^SSH SIGNATURE$/, "an SSH signature, not a key"],
  [/^OPENVPN STATIC KEY/, "an OpenVPN static key, which does not sign JWTs"],
  [/^SSH2 ENCRYPTED PRIVATE KEY$/, "an ssh.com private key", "ssh-keygen -i -f file"],
  [/^NEBULA CERTIFICATE/, "a Nebula certificate, which is not an X.509 certificate and does not sign JWTs"],
  [/^NEBULA .*ENCRYPTED/, "an encrypted Nebula private key, which signs certificates of its overlay network, not JWTs"],
  [/^NEBULA .*PRIVATE KEY$/, "a Nebula private key, which belongs to an overlay network and does not sign JWTs"],
  [/^NEBULA /, "a Nebula key, which belongs to an overlay network and does not sign JWTs"],
  [
    /^(?:TSS2|TSS) (?:PRIVATE KEY|KEY BLOB)$/,
    "a key of a TPM, which never leaves it",
    "openssl pkey -provider tpm2 -in file -pubout",
  ],
  [/^(?:PKCS ?#?7|PKCS #7 SIGNED DATA|CMS)$/, "a PKCS #7 (CMS) message", "openssl pkcs7 -print_certs -in file.p7b"],
  [/^(?:PKCS ?#?12|PFX)$/, "a PKCS #12 store (.p12, .pfx)", "openssl pkcs12 -in file.p12 -nodes"],
  [/^ATTRIBUTE CERTIFICATE$/, "an attribute certificate, which has no key"],
  [/^SSL SESSION PARAMETERS$/, "a TLS session, not a key"],
  [/^(?:SIGNED MESSAGE|MESSAGE|SIGNATURE)$/, "a signed message, not a key"],
  [/^ED25519 CERT$|^(?:ONION KEY|HIDDEN SERVICE DESCRIPTOR)/, "a Tor certificate or key, which does not sign JWTs"],
  [/^WIREGUARD /, "a WireGuard key, which does not sign JWTs"],
  [/^OPENSSL ENGINE|^PKCS#11 PROVIDER URI$/, "the address of a key in a device (PKCS #11), not the key"],
];

/** What a block with a non-JOSE label contains; null for key labels and unknown ones. */
export function foreignLabel(label: string): ForeignBlock | null {
  const row = LABELS.find(([pattern]) => pattern.test(label));
  if (!row) return null;
  const [, what, command] = row;
  return command === undefined ? { what } : { what, command };
}
