import "./page/no-webrtc.ts";
import { isFramed } from "./page/framed.ts";
import { showFailureInstead } from "./page/still-frame.ts";
import { applyTheme } from "./ui/frame/theme.ts";

/*
 * The first script, which the page waits for: it shows the still frame of the empty workbench that is in the page's
 * markup, by giving the page its theme. Where something else will be drawn (another screen, what the address brings, a link
 * in a frame) nothing is shown until the page's own script draws it. Where that script does not come, the still frame would
 * be a page that looks alive and is not, so is said in its place.
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
