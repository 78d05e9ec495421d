import "./page/no-webrtc.ts";
import { StrictMode } from "react";
import { flushSync } from "react-dom";
import { createRoot } from "react-dom/client";
import { followAddress } from "./page/address.ts";
import { tickWhileSeen } from "./page/clock.ts";
import { isFramed } from "./page/framed.ts";
import { stillFrameIn } from "./page/still-frame.ts";
import { browserSurroundings } from "./page/surroundings.ts";
import { createWorkbench } from "./state/workbench.ts";
import { loadRichWhenIdle } from "./editor/rich.ts";
import { App } from "./ui/App.tsx";
import { applyTheme } from "./ui/frame/theme.ts";
import "./ui/styles/index.css";
import { loadLater } from "./ui/use-later.tsx";
import { WorkbenchProvider } from "./ui/WorkbenchContext.tsx";

const root = document.getElementById("root");
if (root === null) throw new Error("the page has no root element");

function start(element: HTMLElement): void {
  const workbench = createWorkbench(browserSurroundings);
  applyTheme(workbench.view.getState().settings.theme);
  followAddress(workbench);
  const still = stillFrameIn(element);
  if (still.typed !== "") workbench.actions.openText(still.typed);
  // In one go with what was typed being taken: there is no moment at which a key could go into what is thrown away.
  flushSync(() =>
    createRoot(element).render(
      <StrictMode>
        <WorkbenchProvider workbench={workbench}>
          <App />
        </WorkbenchProvider>
      </StrictMode>,
    ),
  );
  still.giveFocusBack();
  void loadLater();
  loadRichWhenIdle(() => workbench.view.getState().settings.editor === "rich");
  tickWhileSeen(workbench);
}

// One script for both pages: they share what they load.
if (document.documentElement.dataset["page"] === "embed") {
  applyTheme("system");
  void import("./ui/lab/EmbedScreen.tsx").then(({ EmbedScreen }) => createRoot(root).render(<EmbedScreen />));
} else if (isFramed()) {
  void import("./page/framed-link.ts").then(({ showLinkInstead }) => showLinkInstead(root));
} else {
  start(root);
}
