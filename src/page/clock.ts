import type { Workbench } from "../state/workbench.ts";

/** Lets the workbench's clock tick at each full second while the page is seen, and at once when it is seen again. */
export function tickWhileSeen(workbench: Workbench): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tick = (): void => {
    clearTimeout(timer);
    if (document.hidden) return;
    workbench.tick();
    timer = setTimeout(tick, 1000 - (Date.now() % 1000));
  };
  document.addEventListener("visibilitychange", tick);
  tick();
}
