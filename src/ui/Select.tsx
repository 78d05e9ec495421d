import type { ReactNode } from "react";
import { Icon } from "./Icon.tsx";

/** A native select under its label. */
export function Select({
  label,
  value,
  onChange,
  disabled = false,
  describedBy,
  children,
}: {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly disabled?: boolean;
  readonly describedBy?: string | undefined;
  readonly children: ReactNode;
}) {
  return (
    <label className="field">
      <span>{label}</span>
      <span className="select">
        <select
          value={value}
          disabled={disabled}
          aria-describedby={describedBy}
          onChange={({ currentTarget }) => onChange(currentTarget.value)}
        >
          {children}
        </select>
        <Icon name="down" />
      </span>
    </label>
  );
}
