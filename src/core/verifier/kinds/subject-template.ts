import type { JsonObject } from "../../json/types.ts";
import { claimValues, NO_TOKEN, oneOf, unknown, unmet } from "../compare.ts";
import type { At } from "../tree.ts";
import type { Judged, Presented } from "../types.ts";

/** A part that a setting puts into `sub`, with its possible values from the token's own claims. */
export interface SubjectPart {
  readonly key: string;
  /** The values it may have; empty if the token does not show them. */
  readonly texts: readonly string[];
  /** How the part starts in `sub`, whatever its value. */
  readonly begins: readonly string[];
}

/** The value of a claim as one text; null if it has none. */
export function claimText(claims: JsonObject, name: string): string | null {
  const values = claimValues(claims, name);
  return values !== null && values !== "other" && values.length === 1 ? (values[0] ?? null) : null;
}

/** The most parts, and the most ways to write them, that are tried. */
const MOST_PARTS = 40;
const MOST_EXPECTED = 64;

/** Whether `sub` is built as a setting says, from parts joined by colons. */
export function templateJudged(
  at: At,
  partsOf: (claims: JsonObject) => readonly SubjectPart[],
  { claims }: Presented,
): Judged {
  if (claims === null) return NO_TOKEN;
  const sub = claimText(claims, "sub");
  if (sub === null) return unmet("The token has no sub", "sub");
  const parts = partsOf(claims);
  const absent = parts.find(
    ({ begins }) => !begins.some((start) => sub.startsWith(start) || sub.includes(`:${start}`)),
  );
  // Each part may double the number of possible wholes.
  if (parts.length > MOST_PARTS) return unknown("More parts than a sub can have", "sub");
  const expected = parts.reduce<readonly string[]>(
    (starts, { texts }) =>
      starts
        .slice(0, MOST_EXPECTED)
        .flatMap((start) => texts.map((text) => (start === "" ? text : `${start}:${text}`))),
    [""],
  );
  if (expected.length > MOST_EXPECTED) return unknown("There are too many ways to build the sub", "sub");
  const judged =
    expected.length === 0
      ? null
      : oneOf(
          "sub",
          [sub],
          expected.map((text) => ({ text, range: at.node.range })),
          "exact",
        );
  if (judged?.outcome === "met") return { ...judged, why: "sub matches this setting" };
  if (absent !== undefined) {
    const why = `The sub has no ${absent.key}: it was issued before this setting, under another one, or while it was off`;
    return judged === null ? unmet(why, "sub") : { ...judged, why };
  }
  if (judged === null) return unknown("The token does not show what its sub should be", "sub");
  return { ...judged, why: "The sub does not match this setting" };
}

export const asIs = (
  claims: JsonObject,
  key: string,
  escape: (text: string) => string = (text) => text,
): SubjectPart => {
  const value = claimText(claims, key);
  return { key, texts: value === null ? [] : [`${key}:${escape(value)}`], begins: [`${key}:`] };
};
