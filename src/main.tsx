import "./page/no-webrtc.ts";
import "./trusted-types.ts";
import { StrictMode } from "react";
import { flushSync } from "react-dom";
import { createRoot } from "react-dom/client";
import { tickWhileSeen } from "./page/clock.ts";
import { forgetOnLeave } from "./page/forget-on-leave.ts";
import { isFramed } from "./page/framed.ts";
import { painted } from "./page/painted.ts";
import { stillFrameIn } from "./page/still-frame.ts";
import { browserSurroundings } from "./page/surroundings.ts";
import { createWorkbench, type Workbench } from "./state/workbench.ts";
import { loadRichWhenIdle } from "./editor/rich.ts";
import { App } from "./ui/App.tsx";
import { applyTheme } from "./ui/frame/theme.ts";
import "./ui/styles/index.css";
import { loadLater } from "./ui/use-later.tsx";
import { WorkbenchProvider } from "./ui/WorkbenchContext.tsx";

const root = document.getElementById("root");
if (root === null) throw new Error("no root element");

/** A failed part reports itself; React's default output may contain what was typed. */
const options = {
  onCaughtError() {
    // oxlint-disable-next-line no-console
    console.error("A part of the page failed");
  },
};

/** Whether the address is empty, as on most visits: its reader then waits for a change. */
const isPlainAddress = location.search === "" && ["", "#/"].includes(location.hash);

function followAddress(workbench: Workbench): Promise<void> {
  return import("./page/address.ts").then((page) => page.followAddress(workbench));
}

async function start(element: HTMLElement): Promise<void> {
  let isShown = (): void => {};
  const shown = new Promise<void>((resolve) => {
    isShown = resolve;
  });
  const workbench = createWorkbench({ ...browserSurroundings, shown });
  applyTheme(workbench.view.getState().settings.theme);
  if (isPlainAddress) addEventListener("hashchange", () => void followAddress(workbench), { once: true });
  // Without that file the page still works, except for what the address brings.
  else await followAddress(workbench).catch(() => {});
  const still = stillFrameIn(element);
  if (still.typed !== "") workbench.actions.openText(still.typed);
  // In one step with taking over what was typed, so no keystroke is lost in the discarded frame.
  flushSync(() =>
    createRoot(element, options).render(
      <StrictMode>
        <WorkbenchProvider workbench={workbench}>
          <App />
        </WorkbenchProvider>
      </StrictMode>,
    ),
  );
  still.giveFocusBack();
  tickWhileSeen(workbench);
  forgetOnLeave(window, workbench.actions.forgetDerived);
  await painted();
  isShown();
  void loadLater();
  loadRichWhenIdle(() => workbench.view.getState().settings.editor === "rich");
}

// One script for both pages: they share what they load.
if (document.documentElement.dataset["page"] === "embed") {
  applyTheme("system");
  void import("./ui/lab/EmbedScreen.tsx").then(({ EmbedScreen }) => createRoot(root).render(<EmbedScreen />));
} else if (isFramed()) {
  void import("./page/framed-link.ts").then(({ showLinkInstead }) => showLinkInstead(root));
} else {
  void start(root);
}
