import { useEffect, useId, useRef, useState } from "react";
import { Button } from "../Button.tsx";
import { useActions } from "../WorkbenchContext.tsx";
import { EXAMPLES } from "./examples.ts";

/** The other examples, in a list that opens below. */
export function MoreExamples() {
  const { openExample } = useActions();
  const [open, setOpen] = useState(false);
  const id = useId();
  const box = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    if (!open) return;
    const leave = (event: Event): void => {
      if (!(event.target instanceof Node && box.current?.contains(event.target))) setOpen(false);
    };
    document.addEventListener("pointerdown", leave);
    document.addEventListener("focusin", leave);
    return () => {
      document.removeEventListener("pointerdown", leave);
      document.removeEventListener("focusin", leave);
    };
  }, [open]);
  return (
    <span
      ref={box}
      className="menu"
      onKeyDown={(event) => {
        if (event.key !== "Escape" || !open) return;
        setOpen(false);
        box.current?.querySelector("button")?.focus();
      }}
    >
      <Button
        icon="down"
        name="More examples"
        title="More examples"
        className="icon"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onClick={() => setOpen(!open)}
      />
      {open && (
        <ul id={id} className="popover">
          {EXAMPLES.map(([example, name, what]) => (
            <li key={example}>
              <button
                type="button"
                onClick={() => {
                  setOpen(false);
                  void openExample(example);
                }}
              >
                <b>{name}</b>
                <span>{what}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </span>
  );
}
