import { expectedPolicy } from "../core/complaint/expected-policy.ts";
import { onForget } from "../core/memory/forget.ts";
import { memo } from "./memo.ts";

let last = memo(expectedPolicy);

onForget(() => {
  last = memo(expectedPolicy);
});

/** What the error message says that its verifier expects of this token, read once for the same message and token. */
export function expectedOf(...asked: Parameters<typeof expectedPolicy>): string | undefined {
  return last(...asked);
}
