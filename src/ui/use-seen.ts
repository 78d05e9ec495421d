import { useState } from "react";

/** Whether something is, or was before while its component stood: what was shown once then stays, hidden. */
export function useSeen(now: boolean): boolean {
  const [seen, setSeen] = useState(now);
  if (now && !seen) setSeen(true);
  return now || seen;
}
