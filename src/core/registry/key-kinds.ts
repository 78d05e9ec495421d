/**
 * Object identifiers of the key types whose kinds are identified by a parameter, or not at all (RFC 8017 appendix C,
 * RFC 5480).
 */
export const TYPE_OIDS = {
  rsa: "1.2.840.113549.1.1.1",
  rsaPss: "1.2.840.113549.1.1.10",
  ec: "1.2.840.10045.2.1",
} as const;

/** y^2 = x^3 + ax + b modulo `p`, with the base point (Gx, Gy) of order `n` and no cofactor (SP 800-186 section 3.2.1, SEC 2). */
interface WeierstrassCurve {
  readonly p: bigint;
  readonly a: bigint;
  readonly b: bigint;
  readonly n: bigint;
  readonly Gx: bigint;
  readonly Gy: bigint;
}

/** ax^2 + y^2 = 1 + dx^2y^2 modulo `p` (RFC 8032 sections 5.1 and 5.2). */
export interface EdwardsCurve {
  readonly p: bigint;
  readonly a: bigint;
  readonly d: bigint;
  /** The order of the base point. */
  readonly order: bigint;
  /** The y of all points whose order divides the cofactor. */
  readonly smallOrder: ReadonlySet<bigint>;
}

/** One curve or parameter set of keys: to add one, add a row here. */
export interface KeyKind {
  /** `crv` of EC and OKP keys, `alg` of AKP keys. */
  readonly name: string;
  readonly kty: "EC" | "OKP" | "AKP";
  /** Bytes of a coordinate (EC) or of the whole public key (OKP, AKP). */
  readonly bytes: number;
  /** RFC 5480 section 2.1.1.1, SEC 2, RFC 8410 section 3, RFC 9881 section 2. */
  readonly oid: string;
  /** What its keys do: sign (JWS), or agree on a key (RFC 7518 section 4.6.1, RFC 8037 section 3.2). */
  readonly uses: "sign" | "agree" | "both";
  /** OpenSSL's name. */
  readonly openssl: string;
  /** SSH's name (RFC 5656 section 10.1, RFC 8709 section 4); null if SSH has no such keys. */
  readonly ssh: string | null;
  /** The parameters of an EC curve. */
  readonly weierstrass?: WeierstrassCurve;
  /** The parameters of an EdDSA curve. */
  readonly edwards?: EdwardsCurve;
}

type Row = [
  name: string,
  bytes: number,
  oid: string,
  uses: KeyKind["uses"],
  more?: Partial<Pick<KeyKind, "ssh" | "openssl" | "weierstrass" | "edwards">>,
];

function kinds(kty: KeyKind["kty"], rows: readonly Row[]): readonly KeyKind[] {
  return rows.map(([name, bytes, oid, uses, more]) => ({
    name,
    kty,
    bytes,
    oid,
    uses,
    openssl: name.toUpperCase(),
    ssh: null,
    ...more,
  }));
}

const P25519 = 2n ** 255n - 19n;
const P448 = 2n ** 448n - 2n ** 224n - 1n;
/** The y of two of the four points of order 8 on Ed25519; that of the other two is its negative. */
const Y8 = 0x7a03ac9277fdc74ec6cc392cfa53202a0f67100d760b3cba4fd84d3d706a17c7n;

const ROWS: readonly KeyKind[] = [
  ...kinds("EC", [
    [
      "P-256",
      32,
      "1.2.840.10045.3.1.7",
      "both",
      {
        ssh: "nistp256",
        openssl: "prime256v1",
        weierstrass: {
          p: 2n ** 256n - 2n ** 224n + 2n ** 192n + 2n ** 96n - 1n,
          a: -3n,
          b: 0x5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604bn,
          n: 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n,
          Gx: 0x6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296n,
          Gy: 0x4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5n,
        },
      },
    ],
    [
      "P-384",
      48,
      "1.3.132.0.34",
      "both",
      {
        ssh: "nistp384",
        openssl: "secp384r1",
        weierstrass: {
          p: 2n ** 384n - 2n ** 128n - 2n ** 96n + 2n ** 32n - 1n,
          a: -3n,
          b: 0xb3312fa7e23ee7e4988e056be3f82d19181d9c6efe8141120314088f5013875ac656398d8a2ed19d2a85c8edd3ec2aefn,
          n: 0xffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52973n,
          Gx: 0xaa87ca22be8b05378eb1c71ef320ad746e1d3b628ba79b9859f741e082542a385502f25dbf55296c3a545e3872760ab7n,
          Gy: 0x3617de4a96262c6f5d9e98bf9292dc29f8f41dbd289a147ce9da3113b5f0b8c00a60b1ce1d7e819d7a431d7c90ea0e5fn,
        },
      },
    ],
    [
      "P-521",
      66,
      "1.3.132.0.35",
      "both",
      {
        ssh: "nistp521",
        openssl: "secp521r1",
        weierstrass: {
          p: 2n ** 521n - 1n,
          a: -3n,
          b: 0x0051953eb9618e1c9a1f929a21a0b68540eea2da725b99b315f3b8b489918ef109e156193951ec7e937b1652c0bd3bb1bf073573df883d2c34f1ef451fd46b503f00n,
          n: 0x01fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffa51868783bf2f966b7fcc0148f709a5d03bb5c9b8899c47aebb6fb71e91386409n,
          Gx: 0xc6858e06b70404e9cd9e3ecb662395b4429c648139053fb521f828af606b4d3dbaa14b5e77efe75928fe1dc127a2ffa8de3348b3c1856a429bf97e7e31c2e5bd66n,
          Gy: 0x11839296a789a3bc0045c8a5fb42c7d1bd998f54449579b446817afbd17273e662c97ee72995ef42640c550b9013fad0761353c7086a272c24088be94769fd16650n,
        },
      },
    ],
    [
      "secp256k1",
      32,
      "1.3.132.0.10",
      "sign",
      {
        openssl: "secp256k1",
        weierstrass: {
          p: 2n ** 256n - 2n ** 32n - 977n,
          a: 0n,
          b: 7n,
          n: 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n,
          Gx: 0x79be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798n,
          Gy: 0x483ada7726a3c4655da4fbfc0e1108a8fd17b448a68554199c47d08ffb10d4b8n,
        },
      },
    ],
  ]),
  ...kinds("OKP", [
    [
      "Ed25519",
      32,
      "1.3.101.112",
      "sign",
      {
        ssh: "ssh-ed25519",
        edwards: {
          p: P25519,
          a: -1n,
          d: 0x52036cee2b6ffe738cc740797779e89800700a4d4141d8ab75eb4dca135978a3n,
          order: 2n ** 252n + 27742317777372353535851937790883648493n,
          smallOrder: new Set([0n, 1n, P25519 - 1n, Y8, P25519 - Y8]),
        },
      },
    ],
    [
      "Ed448",
      57,
      "1.3.101.113",
      "sign",
      {
        ssh: "ssh-ed448",
        edwards: {
          p: P448,
          a: 1n,
          d: -39081n,
          order: 2n ** 446n - 13818066809895115352007386748515426880336692474882178609894547503885n,
          smallOrder: new Set([0n, 1n, P448 - 1n]),
        },
      },
    ],
    ["X25519", 32, "1.3.101.110", "agree"],
    ["X448", 56, "1.3.101.111", "agree"],
  ]),
  ...kinds("AKP", [
    ["ML-DSA-44", 1312, "2.16.840.1.101.3.4.3.17", "sign"],
    ["ML-DSA-65", 1952, "2.16.840.1.101.3.4.3.18", "sign"],
    ["ML-DSA-87", 2592, "2.16.840.1.101.3.4.3.19", "sign"],
  ]),
];

const BY_NAME = new Map(ROWS.map((row) => [row.name, row]));

/** The row of a `crv`, or of the `alg` of an AKP key, case-sensitive; null if there is none. */
export function keyKind(name: string | undefined): KeyKind | null {
  return BY_NAME.get(name ?? "") ?? null;
}

/** All curves and parameter sets. */
export const KEY_KINDS = ROWS;

/** The names of the EC curves. */
export const EC_CURVES: readonly string[] = ROWS.filter(({ kty }) => kty === "EC").map(({ name }) => name);

/** The row by its name in another system: an object identifier, OpenSSL's or SSH's; null if there is none. */
export function kindCalled(system: "oid" | "openssl" | "ssh", name: string): KeyKind | null {
  return ROWS.find((row) => row[system] === name) ?? null;
}

/** Bytes of a curve's coordinates; 0 if it is unknown. */
export function bytesOf(name: string | undefined): number {
  return keyKind(name)?.bytes ?? 0;
}
