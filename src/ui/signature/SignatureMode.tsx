import { AttackButton } from "../attack/AttackButton.tsx";
import { Button } from "../Button.tsx";
import { Wrap } from "../encryption/Wrap.tsx";
import { useActions, useView } from "../WorkbenchContext.tsx";

const SIGNED = { name: "Signature mode", "re-sign": "Re-sign", keep: "Keep", again: "Sign again" } as const;
const ENCRYPTED = { name: "Encryption mode", "re-sign": "Re-encrypt", keep: "Keep", again: "Encrypt again" } as const;

/** What happens to the signature or ciphertext when the content is edited. */
export function SignatureMode() {
  const mode = useView(({ fields }) => fields.mode);
  const canSign = useView(({ canSignAgain }) => canSignAgain);
  const words = useView(({ base }) => (base.form.startsWith("jwe") ? ENCRYPTED : SIGNED));
  const actions = useActions();
  return (
    <div className="mode">
      <div role="radiogroup" aria-label={words.name} className="radio-pair">
        {(["re-sign", "keep"] as const).map((value) => (
          <label key={value}>
            <input
              type="radio"
              name="signature-mode"
              checked={mode === value}
              onChange={() => actions.setMode(value)}
            />
            <span>{words[value]}</span>
          </label>
        ))}
      </div>
      <Button icon="swap" disabled={!canSign} onClick={actions.signAgain}>
        {words.again}
      </Button>
      <Wrap />
      <AttackButton />
    </div>
  );
}
