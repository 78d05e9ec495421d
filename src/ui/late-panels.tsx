import { type ComponentType, lazy } from "react";

/** When a panel's script is asked for, at the latest once it is shown. */
type When = "before a paste" | "shown";

const beforePaste: (() => Promise<unknown>)[] = [];

/** A panel in a chunk of its own, under the name that its module exports it by. Shown, it suspends until it is there. */
function panel<Name extends string, Props extends object>(
  name: Name,
  when: When,
  load: () => Promise<Record<Name, ComponentType<Props>>>,
) {
  if (when === "before a paste") beforePaste.push(load);
  return lazy(async () => ({ default: (await load())[name] }));
}

export const Complaint = panel("Complaint", "before a paste", () => import("./complaint/Complaint.tsx"));
export const CrackScreen = panel("CrackScreen", "shown", () => import("./crack/CrackScreen.tsx"));
export const CollectionScreen = panel(
  "CollectionScreen",
  "before a paste",
  () => import("./collection/CollectionScreen.tsx"),
);
export const Gateway = panel("GatewaySection", "before a paste", () => import("./gateway/Section.tsx"));
export const PiecesPane = panel("PiecesPane", "before a paste", () => import("../editor/PiecesPane.tsx"));
export const PrivacyPanel = panel("PrivacyPanel", "before a paste", () => import("./privacy/PrivacyPanel.tsx"));
export const Report = panel("ReportSection", "before a paste", () => import("./report/ReportSection.tsx"));
export const StrengthVerdict = panel("StrengthVerdict", "before a paste", () => import("./crack/StrengthVerdict.tsx"));

/** Loads the panels that a paste shows, so that no paste causes a request. A failed one is asked for again once shown. */
export function loadPanelsOfAPaste(): Promise<unknown> {
  return Promise.allSettled(beforePaste.map((load) => load()));
}
