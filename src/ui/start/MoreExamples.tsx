import { useEffect, useId, useRef, useState } from "react";
import { Button } from "../Button.tsx";
import { algorithmRow } from "../../core/registry/algorithms.ts";
import { useActions, useView } from "../WorkbenchContext.tsx";
import { EXAMPLES } from "./examples.ts";

/** The other examples, in a list that opens below. */
export function MoreExamples() {
  const { openExample } = useActions();
  const options = useView(({ algorithm }) => algorithm.options);
  const [open, setOpen] = useState(false);
  const others = options
    .filter(({ alg, lacking }) => !lacking && !EXAMPLES.some(([, name]) => name === alg) && alg !== "none")
    .map(({ alg }) => [`alg:${alg}`, alg, algorithmRow(alg)?.description ?? ""] as const);
  const id = useId();
  const box = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    if (!open) return;
    const leave = (event: Event): void => {
      if (!(event.target instanceof Node && box.current?.contains(event.target))) setOpen(false);
    };
    const press = (event: KeyboardEvent): void => {
      if (event.key !== "Escape") return;
      setOpen(false);
      box.current?.querySelector("button")?.focus();
    };
    document.addEventListener("keydown", press);
    document.addEventListener("pointerdown", leave);
    document.addEventListener("focusin", leave);
    return () => {
      document.removeEventListener("keydown", press);
      document.removeEventListener("pointerdown", leave);
      document.removeEventListener("focusin", leave);
    };
  }, [open]);
  return (
    <span ref={box} className="menu">
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
          {[...EXAMPLES, ...others].map(([example, name, what]) => (
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
