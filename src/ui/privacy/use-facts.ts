import { useEffect, useState } from "react";
import { onOfflineChange } from "../../page/offline.ts";
import {
  hasWebRtc,
  onRequest,
  pagePolicies,
  readRequests,
  readServiceWorker,
  readStores,
  type Requests,
  type ServiceWorkerFact,
  type Store,
} from "../../page/privacy/facts.ts";

/** The current facts, as far as a page can see them. Null until the browser has answered. */
export interface Facts {
  readonly policies: readonly string[];
  readonly requests: Requests;
  readonly stores: readonly Store[] | null;
  readonly serviceWorker: ServiceWorkerFact | null;
  readonly webRtc: boolean;
}

const now = () => ({ policies: pagePolicies(), requests: readRequests(), webRtc: hasWebRtc() });

/** The facts, read again when the browser lists a request, when the page is saved or removed offline, and when it becomes visible. */
export function useFacts(): Facts {
  const [facts, setFacts] = useState<Facts>(() => ({ ...now(), stores: null, serviceWorker: null }));
  useEffect(() => {
    let gone = false;
    const read = (): void => {
      setFacts((before) => ({ ...before, ...now() }));
      void Promise.all([readStores(), readServiceWorker()]).then(([stores, serviceWorker]) => {
        if (!gone) setFacts((before) => ({ ...before, stores, serviceWorker }));
      });
    };
    read();
    const stop = onRequest(read);
    const stopOffline = onOfflineChange(read);
    document.addEventListener("visibilitychange", read);
    return () => {
      gone = true;
      stop();
      stopOffline();
      document.removeEventListener("visibilitychange", read);
    };
  }, []);
  return facts;
}
