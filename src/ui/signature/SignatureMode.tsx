import { Button } from "../Button.tsx";
import { Icon } from "../Icon.tsx";
import { useActions, useView } from "../WorkbenchContext.tsx";
import { modeWords } from "./words.ts";

/** What becomes of the signature when the content is edited. */
export function SignatureMode() {
  const mode = useView(({ inputs }) => inputs.mode);
  const family = useView(({ family }) => family);
  const privateKey = useView(({ privateKey }) => privateKey);
  const hasSecret = useView(({ inputs }) => inputs.keys.secret.text !== "");
  const missing = useView(({ signing, findings, messageOf }) => {
    if (signing?.kind !== "unavailable") return null;
    const finding = findings.find(({ rule }) => rule === "sign-unavailable");
    return (finding && messageOf?.(finding).title) ?? "The old signature stands: no usable key to sign with";
  });
  const canSign = useView(({ canSignAgain }) => canSignAgain);
  const actions = useActions();
  return (
    <>
      <div className="mode">
        <div role="radiogroup" aria-label="Signature mode" className="seg2">
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
      {missing === null ? (
        <p className="meta">{modeWords({ mode, family, privateKey, hasSecret })}</p>
      ) : (
        <p className="chip sev-warn">
          <Icon name="warn" />
          <b>{missing}</b>
        </p>
      )}
    </>
  );
}
