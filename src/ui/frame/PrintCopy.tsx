import { useEffect, useState } from "react";
import { flushSync } from "react-dom";
import { useView } from "../WorkbenchContext.tsx";

/** More is no longer a page that anybody prints. */
const MOST_PRINTED = 64 * 1024;

/**
 * Header and payload as plain text, on the page only while it is printed: an editor draws what is in sight, paper wants all.
 * Neither the token nor a key is among it; the style sheet leaves those out.
 */
export function PrintCopy() {
  const header = useView((view) => view.header.text);
  const payload = useView((view) => view.payload.text);
  const [printing, setPrinting] = useState(false);
  useEffect(() => {
    const begin = (): void => flushSync(() => setPrinting(true));
    const end = (): void => setPrinting(false);
    window.addEventListener("beforeprint", begin);
    window.addEventListener("afterprint", end);
    return () => {
      window.removeEventListener("beforeprint", begin);
      window.removeEventListener("afterprint", end);
    };
  }, []);
  if (!printing) return null;
  return (
    <div className="print-copy">
      <h2>Header</h2>
      <pre className="s-header">{header.slice(0, MOST_PRINTED)}</pre>
      <h2>Payload</h2>
      <pre className="s-payload">{payload.slice(0, MOST_PRINTED)}</pre>
      {Math.max(header.length, payload.length) > MOST_PRINTED && <p>The rest is too long to print.</p>}
    </div>
  );
}
