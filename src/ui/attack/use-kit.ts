import { makeKit } from "../../core/refuse/kit.ts";
import type { Kit, NoKit } from "../../core/refuse/types.ts";
import { createKeyShop } from "../../core/lab/toolkit/key-shop.ts";
import { useAnswer } from "../use-answer.ts";
import { useView } from "../WorkbenchContext.tsx";

/** The attacker's own keys: made once for as long as the page is open. They are nobody's. */
const shop = createKeyShop();

export type KitAnswer = Kit | { readonly kind: "none"; readonly why: NoKit | "insecure" };

/**
 * The kit for the shown token, with the current keys and policy; null until it is made. It uses the real time, whatever
 * the page's clock says, since the service does too.
 */
export function useKit(): KitAnswer | null {
  const token = useView(({ token }) => (token.detached === undefined ? token.text : ""));
  const isDetached = useView(({ token }) => token.detached !== undefined);
  const keys = useView(({ fields }) => fields.keys);
  const policy = useView(({ hasClaims, inputs }) => (hasClaims ? inputs.policy : ""));
  const isSecure = useView(({ secureContext }) => secureContext);
  return useAnswer<KitAnswer>([token, isDetached, keys, policy, isSecure], async () => {
    if (!isSecure) return { kind: "none", why: "insecure" };
    if (isDetached) return { kind: "none", why: "detached" };
    const random = (length: number): Uint8Array => crypto.getRandomValues(new Uint8Array(length));
    return makeKit({ token, keys, policy, now: Math.floor(Date.now() / 1000), random, shop });
  });
}
