import type { Workbench } from "../state/workbench.ts";

/** Ticks the workbench's clock at each full second while the page is visible, and at once when it becomes visible. */
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
