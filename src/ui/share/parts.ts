import { type ComponentType, lazy } from "react";
import type { PartName } from "../Part.tsx";
import { Report } from "../late-panels.tsx";

/** A part of the sheet "Share": a heading with its content. */
interface SharePart {
  readonly id: string;
  readonly title: string;
  /** Its name in a failure message. */
  readonly name: PartName;
  readonly Content: ComponentType;
}

/**
 * All parts, in order. A part is a row: its id, its title, and what loads it when the sheet is first
 * opened, as in `row("twin", "Twin", async () => (await import("./twin/Twin.tsx")).Twin)`.
 */
export const SHARE_PARTS: readonly SharePart[] = [
  row("link", "Link", async () => (await import("./link/LinkPart.tsx")).LinkPart),
  { id: "report", title: "Report", name: "report", Content: Report },
  row("code", "Verify code", async () => (await import("./code/VerifyCode.tsx")).VerifyCode),
  row("twin", "Twin", async () => (await import("./twin/Twin.tsx")).Twin),
  row("kit", "Must refuse", async () => (await import("./kit/Kit.tsx")).Kit),
];

function row(id: string, title: string, load: () => Promise<ComponentType>, name: PartName = "share"): SharePart {
  return { id, title, name, Content: lazy(async () => ({ default: await load() })) };
}
