import { useEffect } from "react";
import { useActions, useView } from "../WorkbenchContext.tsx";

/**
 * Asks before the page is left, but only if that would lose something: an edit or a generated key that was not
 * copied. The browser words the question. Manual copies count: copying in any field is reported to the state. Renders
 * nothing.
 */
export function LeaveGuard(): null {
  const unsaved = useView((view) => view.unsaved);
  const { markCopied } = useActions();
  useEffect(() => {
    if (!unsaved) return;
    const ask = (event: BeforeUnloadEvent): void => event.preventDefault();
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [unsaved]);
  useEffect(() => {
    const copied = (event: ClipboardEvent): void => {
      const text = copiedText(event);
      if (text !== "") markCopied(text);
    };
    document.addEventListener("copy", copied);
    document.addEventListener("cut", copied);
    return () => {
      document.removeEventListener("copy", copied);
      document.removeEventListener("cut", copied);
    };
  }, [markCopied]);
  return null;
}

/** The copied text: from a handler (such as the rich editor's), otherwise the selection of the field or page. */
function copiedText({ clipboardData, target }: ClipboardEvent): string {
  const put = clipboardData?.getData("text/plain") ?? "";
  if (put !== "") return put;
  if (target instanceof HTMLTextAreaElement || target instanceof HTMLInputElement) {
    return target.value.slice(target.selectionStart ?? 0, target.selectionEnd ?? 0);
  }
  return getSelection()?.toString() ?? "";
}
