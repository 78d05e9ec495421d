import { useEffect } from "react";
import type { ThemeChoice } from "../../state/types.ts";
import { Icon } from "../Icon.tsx";
import { useActions, useView } from "../WorkbenchContext.tsx";
import { applyTheme } from "./theme.ts";

/** The themes to choose from, and their names. */
export const THEMES: readonly (readonly [ThemeChoice, string])[] = [
  ["system", "System"],
  ["light", "Light"],
  ["dark", "Dark"],
  ["high-contrast", "High contrast"],
];

/** The choice of the theme. */
export function ThemeSelect() {
  const theme = useView(({ settings }) => settings.theme);
  const { setSettings } = useActions();
  useEffect(() => applyTheme(theme), [theme]);
  return (
    <span className="select theme" title="Theme">
      <Icon name="theme" />
      <select
        aria-label="Theme"
        value={theme}
        onChange={({ currentTarget }) => setSettings({ theme: currentTarget.value as ThemeChoice })}
      >
        {THEMES.map(([value, name]) => (
          <option key={value} value={value}>
            {name}
          </option>
        ))}
      </select>
      <Icon name="down" />
    </span>
  );
}
