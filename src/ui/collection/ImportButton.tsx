import { useRef } from "react";
import { importFiles } from "../../state/imports.ts";
import { Button } from "../Button.tsx";

/** Opens the system's file dialog. Any text will do; its kind is recognised by content. */
export function ImportButton() {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button icon="drop" onClick={() => input.current?.click()}>
        Import
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        multiple
        tabIndex={-1}
        onChange={({ currentTarget }) => {
          importFiles([...(currentTarget.files ?? [])]);
          // The same file may be chosen again.
          currentTarget.value = "";
        }}
      />
    </>
  );
}
