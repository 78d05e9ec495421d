import { useState } from "react";

/** Whether something is or was true while its component was mounted: what was shown once stays mounted, hidden. */
export function useSeen(now: boolean): boolean {
  const [seen, setSeen] = useState(now);
  if (now && !seen) setSeen(true);
  return now || seen;
}
