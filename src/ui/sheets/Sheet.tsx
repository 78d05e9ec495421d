import { type ReactNode, useLayoutEffect, useRef } from "react";
import { Button } from "../Button.tsx";
import { closeSheet } from "./sheet.ts";
import "./sheet.css";

/** What a sheet that is being closed gives the focus back to: another that opens at once gives it back in its place. */
let owed: Element | null = null;

/** The dialog of a sheet, with its title and a close button. The browser keeps the focus inside, makes the rest inert, and restores the focus. */
export function Sheet({
  title,
  className = "",
  children,
}: {
  readonly title: string;
  readonly className?: string;
  readonly children: ReactNode;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    if (dialog.current?.open !== false) return;
    const active = document.activeElement;
    const before = active === document.body ? (owed ?? active) : active;
    dialog.current.showModal();
    dialog.current.querySelector<HTMLElement>("[data-first-focus]")?.focus();
    return () => {
      // If the dialog is removed while open, the browser does not restore the focus: this does, unless something else has it by then.
      owed = before;
      queueMicrotask(() => {
        owed = null;
        if (document.activeElement === document.body && before instanceof HTMLElement) before.focus();
      });
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      className={`sheet ${className}`}
      aria-labelledby="sheet-title"
      // The browser fires "close" only after hiding the dialog: a sheet opened in between would be closed too.
      onCancel={closeSheet}
      onClose={closeSheet}
    >
      <div className="head">
        <h2 id="sheet-title">{title}</h2>
        <span className="fill" />
        <Button icon="x" className="icon" name="Close" title="Close (Esc)" onClick={closeSheet} />
      </div>
      {children}
    </dialog>
  );
}
