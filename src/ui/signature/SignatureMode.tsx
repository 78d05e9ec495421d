import { Button } from "../Button.tsx";
import { useActions, useView } from "../WorkbenchContext.tsx";

/** What becomes of the signature when the content is edited. */
export function SignatureMode() {
  const mode = useView(({ fields }) => fields.mode);
  const canSign = useView(({ canSignAgain }) => canSignAgain);
  const encrypted = useView(({ base }) => base.form === "jwe");
  const actions = useActions();
  if (encrypted) return null;
  return (
    <div className="mode">
      <div role="radiogroup" aria-label="Signature mode" className="radio-pair">
        {(["re-sign", "keep"] as const).map((value) => (
          <label key={value}>
            <input
              type="radio"
              name="signature-mode"
              checked={mode === value}
              onChange={() => actions.setMode(value)}
            />
            <span>{value === "keep" ? "Keep" : "Re-sign"}</span>
          </label>
        ))}
      </div>
      <Button icon="swap" disabled={!canSign} onClick={actions.signAgain}>
        Sign again
      </Button>
    </div>
  );
}
