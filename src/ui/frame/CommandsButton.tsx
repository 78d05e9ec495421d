import { Button } from "../Button.tsx";
import { openSheet } from "../sheets/sheet.ts";

/** Opens the palette. */
export function CommandsButton() {
  return (
    <Button
      className="icon"
      icon="search"
      name="Commands"
      title="Commands (Ctrl+K)"
      onClick={() => openSheet("commands")}
    />
  );
}
