import { isQuick } from "./rounds.ts";

/**
 * In a quick run three RSA keys of 2048 bits are generated, and then given again in turn: one costs an eighth of a second, and
 * the tests need nearly a hundred. A test that needs four different ones fails here. In `npm test` each is generated.
 */
const KEYS = 3;

type RsaParams = RsaHashedKeyGenParams;

interface Pair {
  readonly pkcs8: ArrayBuffer;
  readonly spki: ArrayBuffer;
}

const isUsual = (algorithm: AlgorithmIdentifier | RsaParams): algorithm is RsaParams =>
  typeof algorithm === "object" &&
  "modulusLength" in algorithm &&
  algorithm.modulusLength === 2048 &&
  String(algorithm.publicExponent) === "1,0,1";

const PUBLIC_USES: readonly KeyUsage[] = ["verify", "encrypt", "wrapKey"];

function install(): void {
  const { subtle } = globalThis.crypto;
  const native = subtle.generateKey.bind(subtle) as (
    algorithm: AlgorithmIdentifier,
    extractable: boolean,
    usages: readonly KeyUsage[],
  ) => Promise<CryptoKey | CryptoKeyPair>;
  const pairs: Promise<Pair>[] = [];
  let turn = 0;
  const makePair = async (): Promise<Pair> => {
    const usual = { name: "RSA-PSS", modulusLength: 2048, publicExponent: Uint8Array.of(1, 0, 1), hash: "SHA-256" };
    const pair = (await native(usual, true, ["sign", "verify"])) as CryptoKeyPair;
    return {
      pkcs8: await subtle.exportKey("pkcs8", pair.privateKey),
      spki: await subtle.exportKey("spki", pair.publicKey),
    };
  };
  const generateKey = async (
    algorithm: AlgorithmIdentifier | RsaParams,
    extractable: boolean,
    usages: readonly KeyUsage[],
  ): Promise<CryptoKey | CryptoKeyPair> => {
    if (!isUsual(algorithm)) return native(algorithm, extractable, usages);
    const { pkcs8, spki } = await (pairs[turn++ % KEYS] ??= makePair());
    const ofPublic = usages.filter((use) => PUBLIC_USES.includes(use));
    const ofPrivate = usages.filter((use) => !PUBLIC_USES.includes(use));
    const { name, hash } = algorithm;
    return {
      publicKey: await subtle.importKey("spki", spki, { name, hash }, true, ofPublic),
      privateKey: await subtle.importKey("pkcs8", pkcs8, { name, hash }, extractable, ofPrivate),
    };
  };
  Object.defineProperty(subtle, "generateKey", { value: generateKey, configurable: true, writable: true });
}

// Once in a worker, which runs the tests of many files.
if (isQuick && !Object.hasOwn(globalThis.crypto.subtle, "generateKey")) install();
