import { claimsIn } from "../core/envelope/disclosures.ts";
import { expectedPolicy } from "../core/complaint/expected-policy.ts";
import { joseHeader } from "../core/envelope/json-seals.ts";
import { wholeObject } from "../core/json/query.ts";
import { onForget } from "../core/memory/forget.ts";
import { memo } from "./memo.ts";
import type { LayerItem } from "./types.ts";

let last = memo(expectedPolicy);

onForget(() => {
  last = memo(expectedPolicy);
});

/** What the verifier expects of this token according to the error message, computed once per message and token. */
export function expectedOf(
  message: string,
  layer: Pick<LayerItem, "token" | "header" | "payload" | "envelope">,
): string | undefined {
  return last(message, joseHeader(layer.token, layer.header.json), wholeObject(claimsIn(layer)));
}
