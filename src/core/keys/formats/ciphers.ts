import { cbc, ctr, gcm } from "@noble/ciphers/aes.js";

/** A symmetric cipher as keys are encrypted with it: octets of key and initialisation vector, and how to decrypt. */
export interface KeyCipher {
  readonly name: string;
  readonly keyLength: number;
  readonly ivLength: number;
  /** The plain octets, padding taken off where the mode has one; null where padding or tag show a wrong key. */
  readonly open: (
    key: Uint8Array,
    iv: Uint8Array,
    sealed: Uint8Array,
  ) => Promise<Uint8Array | null> | Uint8Array | null;
}

type Mode = "cbc" | "cbc-bare" | "ctr" | "gcm";

/** AES in a mode: CBC with the padding of PKCS #7 (RFC 5652 section 6.3) or without one, CTR, GCM with its tag behind. */
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

/** DES or Triple DES in CBC, for keys from long ago; loaded when one comes. */
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

/** Without the padding of PKCS #7; null where it is none. */
function unpad(plain: Uint8Array, blockSize: number): Uint8Array | null {
  const count = plain.at(-1) ?? 0;
  const padding = plain.subarray(-count);
  const isPadding =
    count > 0 && count <= blockSize && count <= plain.length && padding.every((octet) => octet === count);
  return isPadding ? plain.subarray(0, plain.length - count) : null;
}
