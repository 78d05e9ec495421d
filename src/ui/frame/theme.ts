import type { ThemeChoice } from "../../state/types.ts";

/** Applies a theme to <html data-theme>; `system` follows the system's preference and its changes. Returns a function that stops following. */
export function applyTheme(choice: ThemeChoice): () => void {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const contrast = matchMedia("(prefers-contrast: more)");
  const apply = (): void => {
    const theme = choice !== "system" ? choice : contrast.matches ? "high-contrast" : dark.matches ? "dark" : "light";
    document.documentElement.dataset["theme"] = theme;
  };
  apply();
  if (choice !== "system") return () => {};
  for (const query of [dark, contrast]) query.addEventListener("change", apply);
  return () => {
    for (const query of [dark, contrast]) query.removeEventListener("change", apply);
  };
}
