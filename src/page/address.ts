import { readAddress } from "../core/share/address.ts";
import type { Workbench } from "../state/workbench.ts";

/**
 * Reads the address now and whenever its fragment changes: a token opens like a paste and is taken out of the address at
 * once, the clock and the editor choice are set, and what can not be used is said.
 */
export function followAddress(workbench: Workbench): void {
  const read = (): void => {
    const address = readAddress(location.search, location.hash);
    const { actions } = workbench;
    if (address.cleaned.search !== location.search || address.cleaned.hash !== location.hash) {
      history.replaceState(history.state, "", location.pathname + address.cleaned.search + address.cleaned.hash);
    }
    if (address.now !== null) actions.setSettings({ clock: { kind: "stopped", at: address.now } });
    if (address.editor !== null) actions.setSettings({ editor: address.editor });
    if (address.token !== null) actions.openText(address.token, address.tokenIn ?? undefined);
    if (address.bad.length > 0) actions.notify("address-bad-value", { name: address.bad.join(" and ") });
  };
  read();
  window.addEventListener("hashchange", read);
}
