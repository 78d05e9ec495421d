/** The words of whatever was thrown; browsers give some of their DOMExceptions only a name. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message || error.name : String(error);
}
