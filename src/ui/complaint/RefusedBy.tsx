import { useMemo } from "react";
import { readsKind } from "../../core/verifier/load-read.ts";
import { refusalFileFor } from "../../core/verifier/refusals.ts";
import { Button } from "../Button.tsx";
import { toVerifier } from "../verifier/to-verifier.ts";
import { useReader } from "../verifier/use-reader.ts";
import { useActions } from "../WorkbenchContext.tsx";

/** For a message from a relying party whose configuration the page can read: says which file to paste, and links to the field. */
export function RefusedBy({ text }: { readonly text: string }) {
  const { copyText } = useActions();
  const loaded = useReader();
  const found = useMemo(() => (loaded ? refusalFileFor(text, readsKind) : null), [text, loaded]);
  if (found === null) return null;
  const { who, file, command } = found;
  return (
    <section className="refused-by" aria-label="Refused by">
      <p>
        <b>{who} decides by its own configuration.</b> Paste {file} to compare each of its conditions with the token.
      </p>
      {command !== undefined && (
        <p className="meta">
          Printed by <code translate="no">{command}</code>
        </p>
      )}
      <p className="row">
        <Button className="small" icon="right" onClick={toVerifier}>
          Paste its configuration
        </Button>
        {command !== undefined && (
          <Button className="small" icon="copy" onClick={() => void copyText(command, "command")}>
            Copy the command
          </Button>
        )}
      </p>
    </section>
  );
}
