/** The parts of a screen, in the order of the page. A part may hold others, such as the cards of a screen's section. */
const PARTS = "nav, main section:is(.verdict, .pane, .depth, .lab-pane), footer.status";

const TARGETS = "a[href], button, input, select, textarea, summary, [role=textbox], [role=slider], [tabindex='0']";

/** What one comes to a part for: its text field, or the link of the screen that is shown. */
const BEST = "textarea, [role=textbox], [aria-current]";

/**
 * Moves the focus to the next part of the screen (the previous one if `step` is -1): to its text field if it has one,
 * otherwise to its first control after the heading. Past either end it does nothing and returns false, so the key does
 * what the browser uses it for.
 */
export function goToPart(step: 1 | -1): boolean {
  const parts = [...document.querySelectorAll<HTMLElement>(PARTS)];
  const focused = document.activeElement ?? document.body;
  const here = focused.closest<HTMLElement>(PARTS);
  const before = parts.filter((part) => part.compareDocumentPosition(focused) & Node.DOCUMENT_POSITION_FOLLOWING);
  let at = here === null ? before.length - (step > 0 ? 0 : 1) : parts.indexOf(here) + step;
  for (let part = parts[at]; part !== undefined; part = parts[(at += step)]) {
    const target = targetIn(part);
    if (target === undefined) continue;
    target.focus();
    return true;
  }
  return false;
}

/** Where the focus goes in a part, if it has a control of its own that can have it. */
function targetIn(part: HTMLElement): HTMLElement | undefined {
  const own = [...part.querySelectorAll<HTMLElement>(TARGETS)].filter(
    (element) =>
      element.closest(PARTS) === part &&
      element.tabIndex >= 0 &&
      !element.matches(":disabled") &&
      element.checkVisibility(),
  );
  return own.find((element) => element.matches(BEST)) ?? own.find((element) => !element.closest("h2, h3")) ?? own[0];
}
