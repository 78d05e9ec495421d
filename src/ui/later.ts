import "../page/moved-nodes.ts";
import { currentRoute } from "../page/route.ts";
import { loadBeforeAPaste } from "../state/before-a-paste.ts";
import "./drawings.ts";
import { loadPanelsOfAPaste } from "./late-panels.tsx";

/**
 * Code not needed for the first frames: reading aids, the empty page's content, code for very long tokens. One chunk,
 * requested as soon as the entry runs, so the entry stays small.
 */
export { MoveOffer } from "./arrival/MoveOffer.tsx";
export { marksIn } from "./marks.ts";
export { PartFailure } from "./PartFailure.tsx";
export { Diagnosis } from "./diagnosis/Diagnosis.tsx";
export { PayloadTabs } from "./claims/PayloadTabs.tsx";
export { helpFor } from "./assist/help.ts";
export { PaneTools } from "./assist/PaneTools.tsx";
export { PaneFoot } from "./json/PaneFoot.tsx";
export { litIn } from "./source-map/lit.ts";
export { changedIn, hintsWith } from "./json/changes.ts";
export { hintsIn, hintsOf } from "./json/hints.ts";
export { besideKey, otherWords, READ_ONLY, tabWords } from "./json/beside.ts";
export { PiecesPane } from "./late-panels.tsx";
export { JsonLayer } from "./json/JsonLayer.tsx";
export { Examples } from "./start/Start.tsx";
export { CommandsButton } from "./frame/CommandsButton.tsx";
export { PasteButton } from "./frame/PasteButton.tsx";
export { ThemeSelect } from "./frame/ThemeSelect.tsx";
export { takeFiles, takeInOwnFocus, takeText } from "./frame/take-in.ts";
export { PrintCopy, PrintHead } from "./frame/PrintCopy.tsx";
export { StatusLine } from "./frame/StatusLine.tsx";
export { CopiedHere } from "./frame/CopiedHere.tsx";
export { TokenTools } from "./frame/TokenTools.tsx";
export { Tabs } from "./frame/Tabs.tsx";
export { LeaveGuard } from "./frame/LeaveGuard.tsx";
export { startOffline } from "../page/offline.ts";
export { PageKeys } from "./frame/use-keys.ts";
export { FirstLook } from "./first-visit/FirstLook.tsx";
export { SignaturePanel } from "./signature/SignaturePanel.tsx";
export { ClockBanner } from "./time/ClockBanner.tsx";
export { TimeStrip } from "./time/TimeStrip.tsx";
export { ArrivalNotes } from "./token/ArrivalNotes.tsx";
export { OtherScreens } from "./OtherScreens.tsx";
export { ScreenMemory } from "./frame/ScreenMemory.tsx";
export { Sheets } from "./sheets/Sheets.tsx";
export { Layers } from "./token/Layers.tsx";
export { Legend } from "./token/Legend.tsx";
export { stretchesOf } from "./token/segments.ts";
export { TokenLayer } from "./token/TokenLayer.tsx";
export { TokensFound } from "./token/TokensFound.tsx";
export { OtherCells } from "./verdict/OtherCells.tsx";
export { verdictWords } from "./verdict/verdict-words.ts";

/** Loads what a paste needs, so no paste causes a request. The lab takes no user keys, and its search needs all cores. */
export function loadBeforeAnyPaste(): Promise<unknown> {
  return Promise.all([loadPanelsOfAPaste(), loadBeforeAPaste(!currentRoute().startsWith("#/lab"))]);
}
