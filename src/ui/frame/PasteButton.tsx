import { Button } from "../Button.tsx";
import { useActions } from "../WorkbenchContext.tsx";
import { noteOwnFocus } from "./own-focus.ts";

/** Takes the clipboard's content, like a paste outside any field. If refused, the focus goes where a keyboard paste goes. */
export function PasteButton({ className = "" }: { readonly className?: string }) {
  const { placeText } = useActions();
  const paste = async (): Promise<void> => {
    try {
      placeText(await navigator.clipboard.readText());
    } catch {
      document.querySelector<HTMLElement>("#p-token textarea, #p-token [role=textbox]")?.focus();
      noteOwnFocus();
    }
  };
  return (
    <Button
      className={className}
      icon="paste"
      name="Paste a token"
      title="Paste a token (Ctrl+V works anywhere)"
      onClick={() => void paste()}
    >
      Paste
    </Button>
  );
}
