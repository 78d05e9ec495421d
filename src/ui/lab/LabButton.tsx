import type { ReactNode } from "react";
import { LabIcon, type LabIconName } from "./LabIcon.tsx";

/** A push button of the lab. `name` replaces the words as the accessible name. */
export function LabButton({
  icon,
  name,
  primary = false,
  disabled = false,
  onClick,
  children,
}: {
  readonly icon?: LabIconName;
  readonly name?: string;
  readonly primary?: boolean;
  readonly disabled?: boolean;
  readonly onClick: () => void;
  readonly children?: ReactNode;
}) {
  const kind = children === undefined ? "icon" : primary ? "primary" : "";
  return (
    <button
      type="button"
      className={`btn ${kind}`}
      aria-label={name}
      title={name}
      disabled={disabled}
      onClick={onClick}
    >
      {icon && <LabIcon name={icon} />}
      {children !== undefined && <span>{children}</span>}
    </button>
  );
}
