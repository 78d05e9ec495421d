import type { Report, ReportHeader, ReportPart, ReportValue } from "./types.ts";
import { escapeHidden } from "../text/hidden.ts";

/** The report as JSON, indented by two spaces; the token's numbers keep their spelling. */
export function reportJson(report: Report): string {
  const { header, unprotected, headers, payload, claims, ...rest } = report;
  const { members } = plainValue(rest) as Extract<ReportValue, { members: unknown }>;
  const parts = [
    ["header", partValue(header)],
    ...(unprotected ? [["unprotected", partValue(unprotected)] as const] : []),
    ...(headers ? [["headers", headers.map(headerValue)] as const] : []),
    ["payload", partValue(payload)],
    ...(claims ? [["claims", partValue(claims)] as const] : []),
  ] as const;
  return `${writeJson({ members: [...members, ...parts] })}\n`;
}

function headerValue({ of, isProtected, part }: ReportHeader): ReportValue {
  return {
    members: [["of", of === null ? null : { raw: String(of) }], ["protected", isProtected], ...partValue(part).members],
  };
}

function partValue(part: ReportPart): Extract<ReportValue, { members: unknown }> {
  if (part.kind !== "json") return { members: [["kind", part.kind]] };
  return {
    members: [
      ["kind", part.kind],
      ["edited", part.edited],
      ["value", part.value],
    ],
  };
}

/** A plain JavaScript value, ready to be written. */
function plainValue(value: unknown): ReportValue {
  if (value === null || typeof value === "string" || typeof value === "boolean") return value;
  if (typeof value === "number") return { raw: String(value) };
  if (Array.isArray(value)) return value.map(plainValue);
  return { members: Object.entries(value as object).map(([name, one]) => [name, plainValue(one)] as const) };
}

/** A value as JSON text (RFC 8259). Invisible and bidirectional characters are escaped. */
export function writeJson(value: ReportValue, indent = ""): string {
  const inner = `${indent}  `;
  if (value === null || typeof value === "boolean") return String(value);
  if (typeof value === "string") return quoted(value);
  if ("raw" in value) return value.raw;
  const [open, close, entries] =
    "members" in value
      ? ["{", "}", value.members.map(([name, one]) => `${quoted(name)}: ${writeJson(one, inner)}`)]
      : ["[", "]", value.map((one) => writeJson(one, inner))];
  if (entries.length === 0) return open + close;
  return `${open}\n${inner}${entries.join(`,\n${inner}`)}\n${indent}${close}`;
}

const quoted = (text: string): string =>
  escapeHidden(JSON.stringify(text), (code) => `\\u${code.toString(16).padStart(4, "0")}`);
