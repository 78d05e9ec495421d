import { messageOf } from "../../core/crypto/thrown.ts";
import { createKeyShop } from "../../core/lab/toolkit/key-shop.ts";
import type { WalkKey } from "../../core/lab/walk/sign.ts";
import type { Walk, WalkAlgorithm } from "../../core/lab/walk/types.ts";
import { makeWalk } from "../../core/lab/walk/walk.ts";
import { useAnswer } from "../use-answer.ts";

const shop = createKeyShop();
let ed25519: Promise<CryptoKey> | null = null;

async function keyFor(algorithm: WalkAlgorithm): Promise<WalkKey> {
  switch (algorithm) {
    case "HS256":
      return shop.secret("walk");
    case "RS256":
      return (await shop.rsa("walk")).privateKey;
    case "ES256":
      return (await shop.p256("walk")).privateKey;
    case "Ed25519":
      ed25519 ??= crypto.subtle.generateKey("Ed25519", false, ["sign", "verify"]).then(({ privateKey }) => privateKey);
      return ed25519;
  }
}

/** The walk for these texts; the last one stays until the next is ready. `problem` says what this browser cannot do. */
export function useWalk(
  algorithm: WalkAlgorithm,
  header: string,
  payload: string,
): { readonly walk: Walk | null; readonly problem: string | null } {
  const made = useAnswer([algorithm, header, payload], async () => {
    try {
      return { walk: await makeWalk(algorithm, header, payload, await keyFor(algorithm)), problem: null };
    } catch (error) {
      return { walk: null, problem: messageOf(error) };
    }
  });
  return made ?? { walk: null, problem: null };
}
