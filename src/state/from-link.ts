import type { Address } from "../core/share/address.ts";
import { layerInputs } from "./layer-inputs.ts";
import type { FromLink, Inputs } from "./types.ts";

/** The keys that a link brings with its token, as inputs; undefined if it brings none. */
export function givenBy({ publicKey, secret }: Address, inputs: Inputs): FromLink | undefined {
  const linkKeys = [secret, publicKey].filter((text) => text !== null);
  if (linkKeys.length === 0) return undefined;
  return {
    linkKeys,
    keys: {
      ...inputs.keys,
      "": {
        ...layerInputs(inputs, "").keys,
        ...(secret !== null && { secret: { text: secret, encoding: "UTF-8" } }),
        ...(publicKey !== null && { publicKey: { text: publicKey } }),
      },
    },
  };
}
