/** One visible entry of a simulated object: a file, a row, a page of a server, a reading of a clock. */
export interface WorldEntry {
  readonly name: string;
  readonly value: string;
  readonly editable: boolean;
}

/** A simulated part of a verifier's environment. It is a real object with state: verifiers and attackers use the same one. */
export interface WorldObject {
  readonly kind: "files" | "table" | "network" | "clock" | "store" | "shell";
  readonly name: string;
  entries(): readonly WorldEntry[];
  /** Changes an editable entry, or adds one if the object accepts more. */
  set(name: string, value: string): void;
}
