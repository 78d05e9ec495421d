import { currentRoute } from "../page/route.ts";

/**
 * What the page can do without for its first frames: reading aids, what stands on the empty page, what only a very long
 * token needs. One chunk, asked for as soon as the entry runs, so that the entry stays small.
 */
export { Diagnosis } from "./diagnosis/Diagnosis.tsx";
export { ClaimsTable } from "./explain/ClaimsTable.tsx";
export { Inspect } from "./explain/Inspect.tsx";
export { litIn } from "./source-map/lit.ts";
export { besideKey, tabWords } from "./json/beside.ts";
export { SecondFloor } from "./gateway/Later.tsx";
export { JsonLayer } from "./json/JsonLayer.tsx";
export { Offer } from "./solve/Offer.tsx";
export { Privacy } from "./privacy/Later.tsx";
export { Examples } from "./start/Start.tsx";
export { fillFromFile } from "./frame/from-file.ts";
export { PrintCopy } from "./frame/PrintCopy.tsx";
export { StatusLine } from "./frame/StatusLine.tsx";
export { TokenTools } from "./frame/TokenTools.tsx";
export { Tabs } from "./frame/Tabs.tsx";
export { LeaveGuard } from "./frame/LeaveGuard.tsx";
export { startOffline } from "../page/offline.ts";
export { PageKeys } from "./frame/use-keys.ts";
export { CopyAs } from "./signature/CopyAs.tsx";
export { FirstLook } from "./first-visit/FirstLook.tsx";
export { HelpSheet } from "./help/HelpSheet.tsx";
export { FieldFindings } from "./signature/FieldFindings.tsx";
export { SecretStrength } from "./signature/SecretStrength.tsx";
export { GenerateKey } from "./signature/GenerateKey.tsx";
export { SignatureMode } from "./signature/SignatureMode.tsx";
export { Formula, ModeNote, Warnings } from "./signature/Notes.tsx";
export { keyWords, secretWords } from "./signature/words.ts";
export { ClockBanner } from "./time/ClockBanner.tsx";
export { TimeStrip } from "./time/TimeStrip.tsx";
export { ArrivalNotes } from "./token/ArrivalNotes.tsx";
export { Legend, Ruler } from "./token/Legend.tsx";
export { TokensFound } from "./token/TokensFound.tsx";
export { NextStepButton } from "./verdict/NextStepButton.tsx";
export { restOfSentence } from "./verdict/rest-of-sentence.ts";

/**
 * Loads what a pasted token or key would otherwise be the first to ask for, so that no paste causes a request, not even
 * one for the page's own files.
 */
export function loadBeforeAnyPaste(): Promise<unknown> {
  return Promise.allSettled([
    import("./gateway/Section.tsx"),
    import("./privacy/PrivacyPanel.tsx"),
    import("./complaint/Complaint.tsx"),
    import("./report/ReportSection.tsx"),
    import("../editor/PiecesPane.tsx"),
    import("../core/keys/file.ts"),
    import("../core/keys/read-other.ts"),
    import("../core/keys/formats/curve-arithmetic.ts"),
    import("./crack/StrengthVerdict.tsx"),
    import("../state/open-keys-away.ts"),
    import("../state/warm-workers.ts").then(({ warmWorkers }) => {
      // The lab's screens take no key of the user's, and its search wants the cores for itself. Not put off until the page is
      // idle: then their files would be asked for at any time, also right after a paste.
      if (!currentRoute().startsWith("#/lab")) warmWorkers();
    }),
  ]);
}
