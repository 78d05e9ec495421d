/** The used parts of two packages without types. */
declare module "bcrypt-pbkdf" {
  /** Fills `key` by OpenBSD's bcrypt_pbkdf; 0 means done. */
  export function pbkdf(
    pass: Uint8Array,
    passLength: number,
    salt: Uint8Array,
    saltLength: number,
    key: Uint8Array,
    keyLength: number,
    rounds: number,
  ): number;
}

declare module "des.js" {
  interface Cipher {
    update(data: Uint8Array): number[];
    final(): number[];
  }
  interface Options {
    readonly type: "encrypt" | "decrypt";
    readonly key: Uint8Array;
    readonly iv: Uint8Array;
    readonly padding: boolean;
  }
  interface Kind {
    readonly kind: string;
  }
  export const DES: Kind;
  export const EDE: Kind;
  export const CBC: { instantiate(kind: Kind): { create(options: Options): Cipher } };
}
