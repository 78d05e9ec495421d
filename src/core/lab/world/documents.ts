import type { WorldObject } from "./types.ts";

/** A simulated document store, whose queries may be values or operators, as MongoDB's are. */
export interface DocumentStore extends WorldObject {
  /** The first document whose field equals the value or satisfies its operators (`$ne`, `$gt`, `$in`); null if none does. */
  findOne(query: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> | null;
}

/** A store of documents that have a `kid` and a `key`. */
export function createDocumentStore(documents: Readonly<Record<string, string>>): DocumentStore {
  const held = new Map(Object.entries(documents));
  return {
    kind: "table",
    name: "Collection keys",
    entries: () => [...held].map(([name, value]) => ({ name, value, editable: true })),
    set: (name, value) => void held.set(name, value),
    findOne(query) {
      for (const [kid, key] of held) {
        const document: Record<string, string> = { kid, key };
        if (Object.entries(query).every(([field, wanted]) => fulfils(document[field] ?? "", wanted))) return document;
      }
      return null;
    },
  };
}

function fulfils(value: string, wanted: unknown): boolean {
  if (typeof wanted !== "object" || wanted === null) return value === wanted;
  return Object.entries(wanted).every(([operator, operand]) => {
    if (operator === "$ne") return value !== operand;
    if (operator === "$gt") return value > String(operand);
    if (operator === "$in") return Array.isArray(operand) && operand.includes(value);
    return false;
  });
}
