import { refuse, type Refusal } from "../found.ts";

interface Look {
  readonly pattern: RegExp;
  readonly what: string;
  readonly isPlace?: boolean;
  /** The command that extracts the key on the user's machine. */
  readonly command?: string;
}

/** Things often pasted instead of a key, recognised by form, the most certain first. */
const LOOKS: readonly Look[] = [
  { pattern: /^(?:authorization:\s*)?(?:bearer\s+)?eyJ[\w-]*\.[\w-]*\.[\w-]*(?:\.[\w-]*\.[\w-]*)?$/i, what: "a token" },
  { pattern: /^[a-z][a-z\d+.-]*:\/\/\S*$/i, what: "a URL", isPlace: true },
  {
    pattern: /^(?:~|\.{1,2}|[A-Za-z]:|\$\w+)?[\\/](?:[\w. @~-]+[\\/])*[\w. @~-]*$/,
    what: "a file path",
    isPlace: true,
  },
  {
    pattern: /^[\w./\\-]+\.(?:pem|key|crt|cer|der|pub|jwks?|json|p12|pfx|jks)$/i,
    what: "a file name",
    isPlace: true,
  },
  {
    pattern: /<Buffer [\da-f ]{1,300}\.{3} \d+ more bytes>|\.{3} \d+ more items?\b|\d, ?(?:\.{3}|…)\s?[>\])}]/,
    what: "bytes of which only the beginning was printed",
  },
  { pattern: /"kty\\*"/, what: "a JSON Web Key with other text between its lines: copy it without" },
  { pattern: /^\s*<(?:!doctype|html|head|body|div|p|script)\b/i, what: "HTML, such as a web or error page" },
  { pattern: /^\s*<\?xml|^\s*<(?!Buffer )[a-z][\w:-]*[\s>]/i, what: "XML" },
  {
    pattern: /SHA256:[A-Za-z\d+/]{43}\b|\bMD5:(?:[\da-f]{2}:){15}[\da-f]{2}\b/,
    what: "the fingerprint of a key, not the key",
  },
  { pattern: /^(?:[\da-f]{2}:){15,31}[\da-f]{2}$/i, what: "the fingerprint of a key, not the key" },
  {
    pattern: /^Modulus=[\dA-F]+$/i,
    what: "only the modulus of an RSA key, without its exponent",
    command: "openssl rsa -in key.pem -pubout",
  },
  {
    pattern: /^(?:0x)?04(?:[\da-f]{128}|[\da-f]{192}|[\da-f]{264})$/i,
    what: "the point of an EC key, without its curve",
  },
  {
    pattern: /^\s*0:d=0\s+hl=\d/,
    what: "the output of openssl asn1parse, which omits the key",
    command: "openssl pkey -in key.pem -pubout",
  },
  {
    pattern: /^Keystore type: /m,
    what: "a keytool listing, without the keys",
    command: "keytool -exportcert -rfc -alias name -keystore file",
  },
  {
    pattern: /^AGE-SECRET-KEY-1|^age1[a-z\d]{50,}$/im,
    what: "an age key, which encrypts files and does not sign JWTs",
  },
  {
    pattern: /^\[(?:Interface|Peer)\][^[]{0,300}^(?:Private|Public)Key\s*=/m,
    what: "a WireGuard configuration, whose keys do not sign JWTs",
  },
  { pattern: /^untrusted comment:/, what: "a minisign or signify key, which does not sign JWTs" },
  { pattern: /^arn:aws[\w-]*:\w/, what: "the name of a key in AWS", command: "aws kms get-public-key --key-id name" },
  {
    pattern: /^projects\/[^\s/]+\/locations\/\S+\/cryptoKeys\//,
    what: "the name of a key in Google Cloud KMS",
    command: "gcloud kms keys versions get-public-key",
  },
  { pattern: /^pkcs11:/, what: "the address of a key in a device (PKCS #11), not the key" },
  {
    pattern: /^(?:\$\{?[A-Za-z_]\w*\}?|\{\{[^{}]{1,100}\}\}|%[A-Za-z_]\w*%)$/,
    what: "the name of a variable, not its value",
  },
  {
    pattern:
      /^(?:(?:Public|Private|Secret)?KeyObject|CryptoKey)\b[^:]{0,3}\{|^<?[a-z_]\w*(?:\.\w+){1,8}(?: object at 0x[\da-f]+>|@[\da-f]{5,8}$)|^(?:Microsoft\.IdentityModel\.|System\.Security\.Cryptography\.)\w|^#<\w/i,
    what: "a key object as a program prints it, without the key: export it",
  },
  { pattern: /^did:key:z\w+/, what: "a did:key of a kind that signs no JWTs" },
  { pattern: /^did:[a-z\d]+:/, what: "a DID, whose document has the keys" },
  {
    pattern: /^PuTTY-User-Key-File-/,
    what: "a PuTTY key file",
    command: "puttygen file.ppk -O private-openssh -o key.pem",
  },
  { pattern: /^(?:ssh-|ecdsa-sha2-)\S*$/, what: "an OpenSSH key type without the key" },
];

/** Names a text that is not a key, by its form; the code is `url-or-path` for a location. */
export function nameText(text: string): Refusal {
  // The start is enough, and patterns need not scan a megabyte.
  const start = text.trim().slice(0, 20_000);
  const look = LOOKS.find(({ pattern }) => pattern.test(start));
  if (look) {
    return refuse(look.isPlace === true ? "url-or-path" : "not-a-key", null, {
      what: look.what,
      ...(look.command === undefined ? {} : { command: look.command }),
    });
  }
  const { length } = text.trim();
  const isWords = /\s/.test(start);
  const many = length === 1 ? "1 character" : `${length} characters`;
  return refuse("not-a-key", null, {
    what: isWords ? `text of ${many}` : `a word of ${many} (a shared secret, or an id?)`,
  });
}
