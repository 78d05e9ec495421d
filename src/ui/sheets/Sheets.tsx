import { Suspense } from "react";
import { CommandsSheet } from "../commands/CommandsSheet.tsx";
import { HelpSheet } from "../help/HelpSheet.tsx";
import { PrivacyPanel } from "../late-panels.tsx";
import { Part } from "../Part.tsx";
import { ShareSheet } from "../share/ShareSheet.tsx";
import { Sheet } from "./Sheet.tsx";
import { useOpenSheet } from "./sheet.ts";

/** The open sheet, over any screen. */
export function Sheets() {
  switch (useOpenSheet()) {
    case null:
      return null;
    case "help":
      return (
        <Part name="help">
          <HelpSheet />
        </Part>
      );
    case "commands":
      return (
        <Part name="commands">
          <CommandsSheet />
        </Part>
      );
    case "share":
      return (
        <Part name="share">
          <ShareSheet />
        </Part>
      );
    case "privacy":
      return (
        <Part name="privacy">
          <Sheet title="Privacy" className="privacy-sheet">
            <Suspense>
              <PrivacyPanel />
            </Suspense>
          </Sheet>
        </Part>
      );
  }
}
