import type { ThemeChoice } from "../../state/types.ts";

const DARK = matchMedia("(prefers-color-scheme: dark)");
const CONTRAST = matchMedia("(prefers-contrast: more)");

/** Draws the page in a theme, on <html data-theme>; `system` follows the system's wish, now and when it changes. Gives a function that ends the following. */
export function applyTheme(choice: ThemeChoice): () => void {
  const apply = (): void => {
    const theme = choice !== "system" ? choice : CONTRAST.matches ? "high-contrast" : DARK.matches ? "dark" : "light";
    document.documentElement.dataset["theme"] = theme;
  };
  apply();
  if (choice !== "system") return () => {};
  for (const query of [DARK, CONTRAST]) query.addEventListener("change", apply);
  return () => {
    for (const query of [DARK, CONTRAST]) query.removeEventListener("change", apply);
  };
}
