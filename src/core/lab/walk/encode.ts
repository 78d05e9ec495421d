import { encodeBase64Url } from "../../text/base64url.ts";
import { toHex } from "../../text/hex.ts";
import type { Cell, Origin, Stage } from "./types.ts";

type Segment = "header" | "payload";

/** The three stages of a segment: its JSON text, the text's UTF-8, and that in base64url (RFC 7515 section 5.1, steps 1 to 4). */
export function segmentStages(segment: Segment, json: string): readonly [Stage, Stage, Stage] {
  const characters = Array.from(json);
  const text: Stage = {
    id: `${segment}-json`,
    title: segment === "header" ? "Header JSON" : "Payload JSON",
    note: "The text, exactly as it is: white space and the order of members are signed too.",
    unit: "character",
    segment,
    cells: characters.map((character) => ({ text: character, origins: [] })),
  };
  const encoder = new TextEncoder();
  const octets = characters.map((character) => encoder.encode(character));
  const bytes: Stage = {
    id: `${segment}-utf8`,
    title: "UTF-8",
    note: "Each character becomes one to four bytes.",
    unit: "byte",
    segment,
    cells: octets.flatMap((some, index) =>
      Array.from(some, (byte) => ({ text: toHex(Uint8Array.of(byte)), origins: [from(text, index, index + 1)] })),
    ),
  };
  const encoded: Stage = {
    id: `${segment}-base64url`,
    title: "base64url",
    note: "Six bits at a time: three bytes become four characters, without padding.",
    unit: "character",
    segment,
    cells: base64UrlCells(bytes, encoder.encode(json)),
  };
  return [text, bytes, encoded];
}

/** The base64url characters of a stage of bytes; each comes from the one or two bytes that contain its six bits. */
export function base64UrlCells(stage: Pick<Stage, "id">, bytes: Uint8Array): readonly Cell[] {
  return Array.from(encodeBase64Url(bytes), (character, index) => ({
    text: character,
    origins: [from(stage, Math.floor((index * 6) / 8), Math.min(Math.floor((index * 6 + 5) / 8) + 1, bytes.length))],
  }));
}

/** A span of cells of a stage. */
export function from({ id }: Pick<Stage, "id">, start: number, end: number): Origin {
  return { stage: id, start, end };
}

/** All cells of a stage. */
export function allOf(stage: Stage): Origin {
  return from(stage, 0, stage.cells.length);
}

/** Byte cells that all come from the same cells, with the parts that they belong to. */
export function byteCells(
  bytes: Uint8Array,
  origins: readonly Origin[] | ((index: number) => readonly Origin[]),
  partOf?: (index: number) => string,
): readonly Cell[] {
  return Array.from(bytes, (byte, index) => ({
    text: toHex(Uint8Array.of(byte)),
    origins: typeof origins === "function" ? origins(index) : origins,
    ...(partOf ? { part: partOf(index) } : {}),
  }));
}
