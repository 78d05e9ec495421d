import { useEffect } from "react";
import { takeHandedOver } from "../../page/handed-over.ts";
import { useActions } from "../WorkbenchContext.tsx";

/** Opens the token that the local command handed over with the page, like a paste. Shows nothing. */
export function HandedOver(): null {
  const { openText } = useActions();
  useEffect(() => {
    const text = takeHandedOver();
    // Not within the effect: the actions render at once, which React does not do while it renders.
    if (text !== null) setTimeout(() => openText(text));
  }, [openText]);
  return null;
}
