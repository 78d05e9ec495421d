import { useEffect, useMemo, useState } from "react";
import { wholeObject } from "../../core/json/query.ts";
import type { Presented } from "../../core/verifier/types.ts";
import { judge, type Verdict } from "../../core/verifier/judge.ts";
import { loadReader, readConfiguration, type ReadResult } from "../../core/verifier/load-read.ts";
import { signatureIn } from "../../state/verifier-says.ts";
import { claimsOf, headerOf } from "../gateway/use-walk.ts";
import { useView } from "../WorkbenchContext.tsx";

/** A configuration as the page has it, and what it comes to on the token that is open. */
export interface Held {
  readonly read: ReadResult;
  readonly presented: Presented;
  /** Null where the text is not a configuration that the page reads. */
  readonly verdict: Verdict | null;
  /** The token is what came in, with nothing changed here. */
  readonly isOriginal: boolean;
}

/** The verifier's configuration held against the token that is open; made again when either changes, or the clock does. */
export function useVerifier(): Held {
  const text = useView(({ inputs }) => inputs.verifier);
  const header = useView((view) => headerOf(claimsOf(view)));
  const claims = useView((view) => claimsOf(view).payload.json);
  const signature = useView(({ layers }) => signatureIn(layers));
  const isOriginal = useView(({ whole, inputs }) => whole.text === inputs.base);
  const clock = useView((view) => view.clock);
  const [loaded, setLoaded] = useState(false);
  useEffect(() => {
    loadReader().then(
      () => setLoaded(true),
      // Asked for again with the next text.
      () => undefined,
    );
  }, [text]);
  // eslint-disable-next-line react/exhaustive-deps -- what is read of a text changes once what reads it is there
  const read = useMemo(() => readConfiguration(text), [text, loaded]);
  return useMemo(() => {
    const presented = { header, claims: wholeObject(claims), signature, ...clock };
    return { read, presented, isOriginal, verdict: read.is === "read" ? judge(read.reading, presented) : null };
  }, [read, header, claims, signature, isOriginal, clock]);
}
