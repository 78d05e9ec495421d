import { useSyncExternalStore } from "react";
import { type OfflineState, offlineState, onOfflineChange } from "../../page/offline.ts";

/** Whether the site is kept for use without a network, as it is now. */
export function useOffline(): OfflineState {
  return useSyncExternalStore(onOfflineChange, offlineState);
}
