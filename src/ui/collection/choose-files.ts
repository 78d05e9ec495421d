import { importFiles } from "../../state/imports.ts";

/** Asks for files with the system's file dialog, and reads them into the Collection. */
export function chooseFiles(): void {
  const input = document.createElement("input");
  input.type = "file";
  input.multiple = true;
  input.addEventListener("change", () => importFiles([...(input.files ?? [])]));
  input.click();
}
