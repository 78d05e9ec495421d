import { useSyncExternalStore } from "react";
import { type OfflineState, offlineState, onOfflineChange } from "../../page/offline.ts";

/** Whether the site is currently saved for offline use. */
export function useOffline(): OfflineState {
  return useSyncExternalStore(onOfflineChange, offlineState);
}
