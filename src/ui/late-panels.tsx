import { type ComponentType, lazy } from "react";

const loads: (() => Promise<unknown>)[] = [];

/**
 * A panel that a paste may show, by the name its module exports; the build puts all of them into one file with the
 * rest that a paste loads. It suspends until it has loaded.
 */
function panel<Name extends string, Props extends object>(
  name: Name,
  load: () => Promise<Record<Name, ComponentType<Props>>>,
) {
  loads.push(load);
  return lazy(async () => ({ default: (await load())[name] }));
}

export const Complaint = panel("Complaint", () => import("./complaint/Complaint.tsx"));
export const CollectionScreen = panel("CollectionScreen", () => import("./collection/CollectionScreen.tsx"));
export const Conversions = panel("Conversions", () => import("./json-form/Conversions.tsx"));
export const JsonForm = panel("JsonForm", () => import("./json-form/JsonForm.tsx"));
export const UnprotectedHeader = panel("UnprotectedHeader", () => import("./json-form/UnprotectedHeader.tsx"));
export const Disclosed = panel("Disclosed", () => import("./disclosed/Disclosed.tsx"));
export const ContentPanel = panel("ContentPanel", () => import("./content/ContentPanel.tsx"));
export const SealedContent = panel("SealedContent", () => import("./encryption/SealedContent.tsx"));
export const Gateway = panel("GatewaySection", () => import("./gateway/Section.tsx"));
export const PiecesPane = panel("PiecesPane", () => import("../editor/PiecesPane.tsx"));
export const PrivacyPanel = panel("PrivacyPanel", () => import("./privacy/PrivacyPanel.tsx"));
export const Report = panel("ReportSection", () => import("./report/ReportSection.tsx"));
export const SuggestionList = panel("SuggestionList", () => import("./assist/SuggestionList.tsx"));
export const StrengthVerdict = panel("StrengthVerdict", () => import("./crack/StrengthVerdict.tsx"));

/** Loads the panels that a paste shows, so no paste causes a request. A failed one is asked for again once shown. */
export function loadPanelsOfAPaste(): Promise<unknown> {
  return Promise.allSettled(loads.map((load) => load()));
}
