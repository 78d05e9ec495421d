import { cbc, ctr, gcm } from "@noble/ciphers/aes.js";

/** A symmetric cipher for encrypted keys: the lengths of key and initialisation vector, and how to decrypt. */
export interface KeyCipher {
  readonly name: string;
  readonly keyLength: number;
  readonly ivLength: number;
  /** The plaintext without padding; null if padding or tag reveal a wrong key. */
  readonly open: (
    key: Uint8Array,
    iv: Uint8Array,
    sealed: Uint8Array,
  ) => Promise<Uint8Array | null> | Uint8Array | null;
}

type Mode = "cbc" | "cbc-bare" | "ctr" | "gcm";

/** AES in a mode: CBC with the padding of PKCS #7 (RFC 5652 section 6.3) or without one, CTR, GCM with its tag appended. */
export function aes(bits: 128 | 192 | 256, mode: Mode): KeyCipher {
  const open: KeyCipher["open"] = (key, iv, sealed) => {
    try {
      switch (mode) {
        case "cbc":
          return cbc(key, iv).decrypt(sealed);
        case "cbc-bare":
          return cbc(key, iv, { disablePadding: true }).decrypt(sealed);
        case "ctr":
          return ctr(key, iv).decrypt(sealed);
        case "gcm":
          return gcm(key, iv).decrypt(sealed);
      }
    } catch {
      return null;
    }
  };
  return {
    name: `AES-${bits}-${mode.slice(0, 3).toUpperCase()}`,
    keyLength: bits / 8,
    ivLength: mode === "gcm" ? 12 : 16,
    open,
  };
}

/**
 * ChaCha20 and Poly1305 as OpenSSH puts them together (its PROTOCOL.chacha20poly1305), for packet number 0: the first
 * of the two keys encrypts, its block 0 is the key of the appended tag. Bernstein's own ChaCha20, not that of RFC
 * 8439.
 */
export function chachaPoly(): KeyCipher {
  return {
    name: "ChaCha20-Poly1305",
    keyLength: 64,
    ivLength: 0,
    open: async (key, _, sealed) => {
      const [{ chacha20orig }, { poly1305 }] = await Promise.all([
        import("@noble/ciphers/chacha.js"),
        import("@noble/ciphers/_poly1305.js"),
      ]);
      const [main, nonce] = [key.slice(0, 32), new Uint8Array(8)];
      const [body, tag] = [sealed.slice(0, -TAG_OCTETS), sealed.subarray(-TAG_OCTETS)];
      const wanted = poly1305(body, chacha20orig(main, nonce, new Uint8Array(32)));
      if (tag.length !== TAG_OCTETS || wanted.some((octet, at) => octet !== tag[at])) return null;
      return chacha20orig(main, nonce, body, undefined, 1);
    },
  };
}

const TAG_OCTETS = 16;

/** DES or Triple DES in CBC, for very old keys; loaded on demand. */
export function des(kind: "DES" | "EDE", hasPadding = true): KeyCipher {
  return {
    name: kind === "EDE" ? "DES-EDE3-CBC" : "DES-CBC",
    keyLength: kind === "EDE" ? 24 : 8,
    ivLength: 8,
    open: async (key, iv, sealed) => {
      if (sealed.length === 0 || sealed.length % 8 !== 0) return null;
      const module = await import("des.js");
      const { CBC, DES, EDE } = "default" in module ? module.default : module;
      const cipher = CBC.instantiate(kind === "EDE" ? EDE : DES).create({ type: "decrypt", key, iv, padding: false });
      const plain = Uint8Array.from([...cipher.update(sealed), ...cipher.final()]);
      return hasPadding ? unpad(plain, 8) : plain;
    },
  };
}

/** Removes PKCS #7 padding; null if it is invalid. */
function unpad(plain: Uint8Array, blockSize: number): Uint8Array | null {
  const count = plain.at(-1) ?? 0;
  const padding = plain.subarray(-count);
  const isPadding =
    count > 0 && count <= blockSize && count <= plain.length && padding.every((octet) => octet === count);
  return isPadding ? plain.subarray(0, plain.length - count) : null;
}
