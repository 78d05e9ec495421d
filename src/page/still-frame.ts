/** What the user did in the still frame before the page's script took over. */
interface StillFrame {
  /** What was typed or pasted into its token field; empty if nothing was, or there is no such frame. */
  readonly typed: string;
  /** Moves focus and caret to the field that replaces the one that had them. */
  readonly giveFocusBack: () => void;
}

/** Reads the still frame of the empty workbench, part of the built page's markup, from the page's root element. */
export function stillFrameIn(root: HTMLElement): StillFrame {
  const field = root.querySelector("textarea");
  const caret = field !== null && field === document.activeElement ? field.selectionStart : null;
  return {
    typed: field?.value ?? "",
    giveFocusBack() {
      if (caret === null) return;
      const successor = root.querySelector("textarea");
      successor?.focus();
      successor?.setSelectionRange(caret, caret);
    },
  };
}

/** Replaces the still frame with a message that the script did not load; typed text stays. */
export function showFailureInstead(root: HTMLElement): void {
  const field = root.querySelector("textarea");
  const said = document.createElement("p");
  said.setAttribute("role", "alert");
  said.textContent =
    "A file of this page did not load or was modified in transit, so the page cannot work. Reload it. Nothing was sent anywhere.";
  const main = document.createElement("main");
  main.className = "framed";
  main.append(said, ...(field === null || field.value === "" ? [] : [field]));
  root.replaceChildren(main);
}
