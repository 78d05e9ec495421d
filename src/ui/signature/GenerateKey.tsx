import { type MouseEvent, useState } from "react";
import { flushSync } from "react-dom";
import { Button } from "../Button.tsx";
import { useActions, useView } from "../WorkbenchContext.tsx";

/** The question comes where the button was: the focus goes with it. Escape answers it as its last button does. */
function takeFocus(box: HTMLElement | null): (() => void) | undefined {
  box?.querySelector("button")?.focus();
  const escape = (event: KeyboardEvent): void => {
    if (event.key !== "Escape") return;
    // Only the question is left, not what it stands in.
    event.stopPropagation();
    box?.querySelector<HTMLElement>("button:last-of-type")?.click();
  };
  box?.addEventListener("keydown", escape);
  return () => box?.removeEventListener("keydown", escape);
}

/** Makes a key that fits the algorithm. Where the user's own key stands in the field it asks first. */
export function GenerateKey() {
  const family = useView(({ family }) => family);
  const own = useView(({ userKey }) => (family === "hmac" ? userKey.secret : userKey.pair));
  const secure = useView(({ secureContext }) => secureContext);
  const encrypted = useView(({ base }) => base.form.startsWith("jwe"));
  const { generateKey } = useActions();
  const [asking, setAsking] = useState(false);
  /** The button comes back where the question was, and with it the focus. */
  const answer = ({ currentTarget }: MouseEvent): void => {
    const row = currentTarget.closest(".row");
    flushSync(() => setAsking(false));
    row?.querySelector("button")?.focus();
  };
  if (encrypted) return null;
  if (asking && own) {
    return (
      <fieldset ref={takeFocus} className="ask-before" aria-label="Replace the key?">
        <span>Replace your {family === "hmac" ? "secret" : "keys"}?</span>
        <Button
          className="small"
          onClick={(event) => {
            answer(event);
            void generateKey();
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
    <Button
      icon="dice"
      className="small"
      disabled={!secure || family === "none" || family === "unknown"}
      onClick={() => (own ? setAsking(true) : void generateKey())}
    >
      Generate key
    </Button>
  );
}
