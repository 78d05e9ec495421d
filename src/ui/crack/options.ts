import { readLengths, readMask, type Keyspace, type MaskReading } from "../../core/crack/mask.ts";
import type { MutationChoice } from "../../core/crack/types.ts";

/** The form's values, exactly as entered. */
export interface Options {
  readonly documentation: boolean;
  readonly passwords: boolean;
  readonly files: readonly File[];
  readonly changes: boolean;
  readonly mutations: Required<MutationChoice>;
  readonly force: "none" | "mask" | "lengths";
  readonly mask: string;
  readonly custom: string;
  readonly characters: string;
  readonly shortest: string;
  readonly longest: string;
  readonly workers: number;
}

/** The number of cores that the browser reports. */
export const CORES = Math.max(1, navigator.hardwareConcurrency || 1);

/** Larger lists are refused: they would run all night, and belong in a dedicated tool. */
export const LARGEST_FILE = 100_000_000;

export const START_OPTIONS: Options = {
  documentation: true,
  passwords: true,
  files: [],
  changes: true,
  mutations: { case: true, digits: true, suffixes: true, years: true, leet: true },
  force: "none",
  mask: "?l?l?l?d?d",
  custom: "",
  characters: "?l?d",
  shortest: "1",
  longest: "5",
  workers: Math.max(1, CORES - 1),
};

/** The brute force that the form describes; null if it is off. */
export function readForce({ force, mask, custom, characters, shortest, longest }: Options): MaskReading | null {
  switch (force) {
    case "none":
      return null;
    case "mask":
      return readMask(mask, custom);
    case "lengths":
      return readLengths(characters, numberOf(shortest), numberOf(longest));
    default:
      return force satisfies never;
  }
}

export function keyspacesOf(options: Options): readonly Keyspace[] {
  const reading = readForce(options);
  return reading?.kind === "keyspaces" ? reading.keyspaces : [];
}

const numberOf = (text: string): number => (/^\d+$/.test(text) ? Number(text) : Number.NaN);
