import { useEffect } from "react";
import { takeHandedOver } from "../../page/handed-over.ts";
import { useActions } from "../WorkbenchContext.tsx";

/** Opens the token that the command passed with the page, like a paste. Renders nothing. */
export function HandedOver(): null {
  const { openText } = useActions();
  useEffect(() => {
    const text = takeHandedOver();
    // Not within the effect: actions render synchronously, which React does not allow while rendering.
    if (text !== null) setTimeout(() => openText(text));
  }, [openText]);
  return null;
}
