import { createContext, type ReactNode, useContext, useId, useRef, useState } from "react";
import { Icon, type IconName } from "./Icon.tsx";

const Close = createContext<() => void>(() => {});

/** Closes the surrounding menu; the focus returns to its button. */
export function useCloseMenu(): () => void {
  return useContext(Close);
}

/**
 * A button that opens a list of buttons next to it, in the top layer, where no scrolling pane cuts it off. The browser
 * places it, closes it by Escape or a press elsewhere, and gives the focus back (HTML, section 6.12); what is in it is
 * there only while it is open, and closes it by `useCloseMenu`.
 */
export function Menu({
  name,
  icon,
  className = "icon",
  disabled = false,
  children,
}: {
  readonly name: string;
  readonly icon: IconName;
  readonly className?: string;
  readonly disabled?: boolean;
  readonly children: ReactNode;
}) {
  const [open, setOpen] = useState(false);
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const close = (): void => box.current?.hidePopover();
  return (
    <span className="menu">
      <button
        type="button"
        className={`btn ${className}`}
        aria-label={name}
        title={name}
        disabled={disabled}
        popoverTarget={id}
        aria-expanded={open}
      >
        <Icon name={icon} />
      </button>
      <div
        ref={box}
        id={id}
        popover="auto"
        role="group"
        aria-label={name}
        className="popover"
        onToggle={({ newState }) => setOpen(newState === "open")}
      >
        {open && <Close value={close}>{children}</Close>}
      </div>
    </span>
  );
}
