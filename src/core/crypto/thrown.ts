/** The text of a thrown value; some browser DOMExceptions have only a name. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message || error.name : String(error);
}
