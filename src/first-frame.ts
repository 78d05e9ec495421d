import "./page/no-webrtc.ts";
import { isFramed } from "./page/framed.ts";
import { showFailureInstead } from "./page/still-frame.ts";
import { applyTheme } from "./ui/frame/theme.ts";

/*
 * The first, render-blocking script: it shows the still frame of the empty workbench that is in the markup, by setting
 * the theme. If something else will be drawn (another screen, what the address brings, a link in a frame), nothing is
 * shown until the page's own script draws it. If that script does not load, the still frame would look alive but be dead,
 * so a message replaces it.
 */
const plain = ["", "#/"].includes(location.hash) && location.search === "";
if (plain && !isFramed()) applyTheme("system")();

addEventListener(
  "error",
  ({ target }) => {
    if (!(target instanceof HTMLScriptElement) || target.type !== "module") return;
    applyTheme("system")();
    showFailureInstead(document.getElementById("root") ?? document.body);
  },
  { capture: true },
);
