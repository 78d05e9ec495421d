import { Suspense, useEffect, useState } from "react";
import { Part } from "../Part.tsx";
import { Sheet } from "../sheets/Sheet.tsx";
import { goToPart, idOf } from "./go-to-part.ts";
import { SHARE_PARTS } from "./parts.ts";
import "./share.css";

/**
 * All ways to share what is open, one below the other, so none is hidden from screen readers or in-page search; a bar
 * leads to each.
 */
export function ShareSheet() {
  const inSight = useInSight();
  return (
    <Sheet title="Share" className="share">
      {SHARE_PARTS.length > 1 && (
        <nav className="share-ways" aria-label="Share as">
          {SHARE_PARTS.map(({ id, title }) => (
            <button
              key={id}
              type="button"
              aria-current={inSight === id ? "true" : undefined}
              onClick={() => goToPart(id)}
            >
              {title}
            </button>
          ))}
        </nav>
      )}
      {SHARE_PARTS.map(({ id, title, name, Content }) => (
        <div key={id} id={idOf(id)} className="share-part">
          <h3 tabIndex={-1}>{title}</h3>
          <Part name={name}>
            <Suspense>
              <Content />
            </Suspense>
          </Part>
        </div>
      ))}
    </Sheet>
  );
}

/**
 * The part that has the focus, while that is visible; otherwise the topmost visible part, or the last one if the sheet is
 * scrolled to its end.
 */
function useInSight(): string {
  const [inSight, setInSight] = useState(SHARE_PARTS[0]?.id ?? "");
  useEffect(() => {
    const sheet = document.querySelector("dialog.share");
    if (sheet === null) return;
    const look = (): void => {
      const isAtEnd = sheet.scrollTop > 0 && sheet.scrollTop + sheet.clientHeight >= sheet.scrollHeight - 2;
      const line = sheet.getBoundingClientRect().top + sheet.clientHeight / 3;
      const reached = SHARE_PARTS.findLast(
        ({ id }) => (document.getElementById(idOf(id))?.getBoundingClientRect().top ?? Infinity) <= line,
      );
      const part = focusedPart(sheet) ?? (isAtEnd ? SHARE_PARTS.at(-1) : (reached ?? SHARE_PARTS[0]));
      if (part !== undefined) setInSight(part.id);
    };
    sheet.addEventListener("scroll", look, { passive: true });
    sheet.addEventListener("focusin", look);
    return () => {
      sheet.removeEventListener("scroll", look);
      sheet.removeEventListener("focusin", look);
    };
  }, []);
  return inSight;
}

function focusedPart(sheet: Element) {
  const focused = document.activeElement;
  if (focused === null || !sheet.contains(focused)) return undefined;
  const [{ top, bottom }, box] = [focused.getBoundingClientRect(), sheet.getBoundingClientRect()];
  if (bottom <= box.top || top >= box.bottom) return undefined;
  return SHARE_PARTS.find(({ id }) => document.getElementById(idOf(id))?.contains(focused));
}
