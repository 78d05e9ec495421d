/** One thing in a simulated object that can be looked at: a file, a row, a page of a server, a reading of a clock. */
export interface WorldEntry {
  readonly name: string;
  readonly value: string;
  readonly editable: boolean;
}

/** A simulated part of the world around a verifier. It is a real object with state: verifiers and attackers use the same one. */
export interface WorldObject {
  readonly kind: "files" | "table" | "network" | "clock" | "store" | "shell";
  readonly name: string;
  entries(): readonly WorldEntry[];
  /** Changes an editable entry, or adds one where the object takes more. */
  set(name: string, value: string): void;
}
