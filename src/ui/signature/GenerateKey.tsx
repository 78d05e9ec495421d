import { type MouseEvent, useState } from "react";
import { flushSync } from "react-dom";
import { keyManagementRow } from "../../core/registry/encryption-algorithms.ts";
import { userKeys } from "../../state/key-fields.ts";
import { Button } from "../Button.tsx";
import { Icon } from "../Icon.tsx";
import { useActions, useView } from "../WorkbenchContext.tsx";

/** The curves for key agreement, the usual one first. */
const CURVES = ["P-256", "P-384", "P-521", "X25519", "X448"] as const;

/** The question replaces the button, and takes the focus. Escape acts like its last button. */
function takeFocus(box: HTMLElement | null): (() => void) | undefined {
  box?.querySelector("button")?.focus();
  const escape = (event: KeyboardEvent): void => {
    if (event.key !== "Escape") return;
    // Escape closes only the question, not the sheet around it.
    event.stopPropagation();
    box?.querySelector<HTMLElement>("button:last-of-type")?.click();
  };
  box?.addEventListener("keydown", escape);
  return () => box?.removeEventListener("keydown", escape);
}

/** Generates a key that fits the algorithm. Asks first if it would replace the user's own key. */
export function GenerateKey() {
  const family = useView(({ family }) => family);
  const own = useView(({ fields }) => userKeys(fields)[family === "hmac" ? "secret" : "pair"]);
  const secure = useView(({ secureContext }) => secureContext);
  const encrypted = useView(({ base }) => base.form.startsWith("jwe"));
  // Without the content there is nothing to encrypt for another key.
  const locked = useView(({ base, canSignAgain }) => base.form.startsWith("jwe") && !canSignAgain);
  const alg = useView(({ algorithm }) => algorithm.value);
  const [curve, setCurve] = useState<string>("P-256");
  const isAgreed = encrypted && keyManagementRow(alg)?.keyTypes.includes("EC") === true;
  const { generateKey } = useActions();
  const make = (): void => void generateKey(isAgreed ? curve : undefined);
  const [asking, setAsking] = useState(false);
  /** The button comes back where the question was, and with it the focus. */
  const answer = ({ currentTarget }: MouseEvent): void => {
    const row = currentTarget.closest(".row");
    flushSync(() => setAsking(false));
    row?.querySelector("button")?.focus();
  };
  if (locked) return null;
  if (asking && own) {
    return (
      <fieldset ref={takeFocus} className="ask-before" aria-label="Replace the key?">
        <span>Replace your {family === "hmac" ? "secret" : "keys"}?</span>
        <Button
          className="small"
          onClick={(event) => {
            answer(event);
            make();
          }}
        >
          Replace
        </Button>
        <Button className="small" onClick={answer}>
          No
        </Button>
      </fieldset>
    );
  }
  return (
    <>
      {isAgreed && (
        <span className="select">
          <select
            aria-label="Curve of the key to generate"
            value={curve}
            onChange={({ currentTarget }) => setCurve(currentTarget.value)}
          >
            {CURVES.map((name) => (
              <option key={name}>{name}</option>
            ))}
          </select>
          <Icon name="down" />
        </span>
      )}
      <Button
        icon="dice"
        className="small"
        disabled={!secure || family === "none" || family === "unknown"}
        onClick={() => (own ? setAsking(true) : make())}
      >
        Generate key
      </Button>
    </>
  );
}
