import { useEffect } from "react";
import { goTo } from "../../page/go-to.ts";
import { currentRoute, screenOf, SCREENS } from "../../page/route.ts";
import type { Workbench } from "../../state/workbench.ts";
import { screenOfKind } from "./screen-of-kind.ts";

/** Opens the screen of what was placed while no token is open; with one open the screen never changes by itself. */
export function useFirstScreen({ view }: Workbench): void {
  useEffect(
    () =>
      view.subscribe(({ notice, whole }, before) => {
        if (notice?.code !== "placed" || notice.id === before.notice?.id || whole.text !== "") return;
        const [first = ""] = String(notice.args["what"]).split(" ");
        const screen = screenOfKind(first);
        const here = screenOf(currentRoute());
        if (screen === here || here === "lab") return;
        goTo(SCREENS.find(([one]) => one === screen)?.[1] ?? "#/");
      }),
    [view],
  );
}
