import { claimsIn } from "../../core/envelope/disclosures.ts";
import { useEffect, useMemo, useState } from "react";
import { wholeObject } from "../../core/json/query.ts";
import type { Presented } from "../../core/verifier/types.ts";
import type { Held } from "../../core/verifier/listing.ts";
import { loadReader } from "../../core/verifier/load-read.ts";
import { signatureIn } from "../../state/verifier-says.ts";
import { createVerifierTask } from "../../state/verifier-task.ts";
import { claimsOf, headerOf } from "../gateway/use-walk.ts";
import { useView } from "../WorkbenchContext.tsx";

/** The current configuration, and its result for the open token. */
interface HeldConfiguration {
  readonly held: Held;
  readonly presented: Presented;
  /** The token is as it arrived, without edits. */
  readonly isOriginal: boolean;
}

/**
 * The verifier's configuration compared with the open token, with at most `most` conditions; recomputed when either
 * or the clock changes.
 */
export function useVerifier(most: number): HeldConfiguration {
  const text = useView(({ inputs }) => inputs.verifier);
  const header = useView((view) => headerOf(claimsOf(view)));
  const claims = useView((view) => claimsIn(claimsOf(view)));
  const signature = useView(({ layers }) => signatureIn(layers));
  const isOriginal = useView(({ whole, inputs }) => whole.text === inputs.base);
  const clock = useView((view) => view.clock);
  const [, redraw] = useState(0);
  const [task] = useState(() => createVerifierTask("card", () => redraw((drawn) => drawn + 1)));
  useEffect(() => {
    if (text !== "")
      loadReader().then(
        () => redraw((drawn) => drawn + 1),
        // Asked for again with the next text.
        () => undefined,
      );
  }, [text]);
  useEffect(() => task.drop, [task]);
  const presented = useMemo(
    () => ({ header, claims: wholeObject(claims), signature, ...clock }),
    [header, claims, signature, clock],
  );
  return { held: task.hold({ text, presented, most }), presented, isOriginal };
}
