import { readAddress } from "../core/share/address.ts";
import { givenBy } from "../state/from-link.ts";
import type { Workbench } from "../state/workbench.ts";

const ASK = "The generated key was not copied. Open the token anyway? Undo brings the key back.";

/**
 * Reads the address now and whenever its fragment changes: a token opens as if pasted, with the keys next to it; both
 * are removed from the address at once. The same goes for a shared view. Sets the clock and the editor choice, and
 * reports unusable values.
 */
export function followAddress(workbench: Workbench): void {
  read(workbench, false);
  window.addEventListener("hashchange", () => read(workbench, true));
}

function read({ actions, view }: Workbench, later: boolean): void {
  const address = readAddress(location.search, location.hash);
  const { cleaned, token } = address;
  if (cleaned.search !== location.search || cleaned.hash !== location.hash) {
    history.replaceState(history.state, "", location.pathname + cleaned.search + cleaned.hash);
  }
  if (address.now !== null) actions.setSettings({ clock: { kind: "stopped", at: address.now } });
  if (address.editor !== null) actions.setSettings({ editor: address.editor });
  if (token !== null && !(later && view.getState().unsavedKey && !window.confirm(ASK))) {
    actions.openText(token, address.tokenIn ?? undefined, givenBy(address, view.getState().inputs));
    if (later) actions.notify("link-opened");
  }
  actions.act((acts, fixing) => acts.restOfAddress(fixing, address));
}
