import { encodeBase64Url } from "../../text/base64url.ts";
import { base64UrlCells, from, segmentStages } from "./encode.ts";
import { signStages, type WalkKey } from "./sign.ts";
import type { Origin, Stage, Walk, WalkAlgorithm } from "./types.ts";

/**
 * How a compact JWS is made (RFC 7515 section 5.1), stage by stage; each cell knows the cells it comes from. Takes
 * the exact texts of header and payload. Rejects if the key does not fit the algorithm.
 */
export async function makeWalk(algorithm: WalkAlgorithm, header: string, payload: string, key: WalkKey): Promise<Walk> {
  const [headerJson, headerBytes, headerText] = segmentStages("header", header);
  const [payloadJson, payloadBytes, payloadText] = segmentStages("payload", payload);
  const input: Stage = {
    id: "input",
    title: "Signing input",
    note: "Header, a dot, payload: these ASCII characters are what is signed, and nothing else.",
    unit: "character",
    segment: "both",
    cells: [
      ...headerText.cells.map(({ text }, index) => ({ text, origins: [from(headerText, index, index + 1)] })),
      { text: ".", origins: [] },
      ...payloadText.cells.map(({ text }, index) => ({ text, origins: [from(payloadText, index, index + 1)] })),
    ],
  };
  const text = input.cells.map((cell) => cell.text).join("");
  const { stages, signature } = await signStages(algorithm, key, input, new TextEncoder().encode(text));
  const encoded: Stage = {
    id: "signature-base64url",
    title: "The third segment",
    note: "The signature's bytes in base64url. A dot before it, and the token is complete.",
    unit: "character",
    segment: "signature",
    cells: base64UrlCells({ id: "signature" }, signature),
  };
  return {
    stages: [headerJson, headerBytes, headerText, payloadJson, payloadBytes, payloadText, input, ...stages, encoded],
    token: `${text}.${encodeBase64Url(signature)}`,
  };
}

/** All cells from which a cell is derived, directly or indirectly, by stage; spans are merged and ordered. */
export function ancestry(
  stages: readonly Stage[],
  stage: string,
  index: number,
): ReadonlyMap<string, readonly Origin[]> {
  const byId = new Map(stages.map((one) => [one.id, one]));
  const marked = new Map<string, Set<number>>();
  const waiting: Origin[] = [...(byId.get(stage)?.cells[index]?.origins ?? [])];
  for (let origin = waiting.pop(); origin; origin = waiting.pop()) {
    const cells = byId.get(origin.stage)?.cells ?? [];
    const seen = marked.get(origin.stage) ?? new Set<number>();
    marked.set(origin.stage, seen);
    for (let at = origin.start; at < Math.min(origin.end, cells.length); at += 1) {
      if (seen.has(at)) continue;
      seen.add(at);
      waiting.push(...(cells[at]?.origins ?? []));
    }
  }
  return new Map([...marked].map(([id, indexes]) => [id, spans(id, indexes)]));
}

function spans(stage: string, indexes: ReadonlySet<number>): readonly Origin[] {
  const merged: { stage: string; start: number; end: number }[] = [];
  for (const at of [...indexes].toSorted((a, b) => a - b)) {
    const last = merged.at(-1);
    if (last?.end === at) last.end = at + 1;
    else merged.push({ stage, start: at, end: at + 1 });
  }
  return merged;
}
