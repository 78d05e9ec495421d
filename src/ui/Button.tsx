import type { ButtonHTMLAttributes, ReactNode } from "react";
import { Icon, type IconName } from "./Icon.tsx";

/** A push button. `icon` is before the words; `name` replaces the words as the accessible name. */
export function Button({
  icon,
  name,
  className = "",
  children,
  ...rest
}: Omit<ButtonHTMLAttributes<HTMLButtonElement>, "aria-label" | "type"> & {
  readonly icon?: IconName;
  readonly name?: string;
  readonly children?: ReactNode;
}) {
  return (
    <button type="button" className={`btn ${className}`} aria-label={name} {...rest}>
      {icon !== undefined && <Icon name={icon} />}
      {children !== undefined && <span>{children}</span>}
    </button>
  );
}
