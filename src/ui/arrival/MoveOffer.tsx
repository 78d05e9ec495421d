import { memo } from "react";
import type { FieldName, TextPlace } from "../../core/arrival/types.ts";
import { loadDetector } from "../../core/token/load-detect.ts";
import { pause } from "../../state/pause.ts";
import { Button } from "../Button.tsx";
import { useAnswer } from "../use-answer.ts";
import { useActions } from "../WorkbenchContext.tsx";

const NAMES: Readonly<Record<FieldName, string>> = {
  token: "Encoded token",
  publicKey: "Public key",
  privateKey: "Private key",
  secret: "Secret",
  policy: "Policy",
  verifier: "Verifier’s configuration",
  errorMessage: "Explain error",
  detachedPayload: "Detached payload",
};

/** How long a text must be unchanged before it is examined: keys are pasted, not typed. */
const PAUSE_MS = 200;

/** Offers to move a field's text to the field where it belongs. */
export const MoveOffer = memo(function MoveOffer({
  field,
  text,
}: {
  readonly field: TextPlace;
  readonly text: string;
}) {
  const { applyFix } = useActions();
  const found = useAnswer([text, field], async (signal) => {
    if (text === "") return null;
    await pause(PAUSE_MS, signal);
    const [detect, { fieldFor }] = await Promise.all([loadDetector(), import("../../state/place.ts")]);
    return { text, to: await fieldFor(text, field, detect) };
  });
  if (found === null || found.text !== text || found.to === null) return null;
  const { to } = found;
  return (
    <p className="move-offer">
      <Button className="small" onClick={() => applyFix({ kind: "move", from: field, to })}>
        {`Move to ${NAMES[to]}`}
      </Button>
    </p>
  );
});
