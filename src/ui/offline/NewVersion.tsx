import { useState } from "react";
import { reloadIntoNewer } from "../../page/offline.ts";
import { useView, useWorkbench } from "../WorkbenchContext.tsx";
import { lostByReload } from "./lost.ts";
import { useOffline } from "./use-offline.ts";
import "./offline.css";

/**
 * Says that a new version is ready. It takes over once no page of the old version is open; "Reload now" first says
 * what would be lost from memory.
 */
export function NewVersion() {
  const state = useOffline();
  const { view } = useWorkbench();
  const [asked, ask] = useState(false);
  const lost = useView((view) => (asked ? lostByReload(view) : ""));
  const isReady = state.kind === "kept" && state.newer;
  const reload = (): void => {
    if (lostByReload(view.getState()) === "") reloadIntoNewer();
    else ask(true);
  };
  return (
    <div className="new-version">
      <p role="status" aria-label="New version">
        {isReady && (asked && lost !== "" ? `Reloading discards ${lost}.` : "A new version is ready.")}
      </p>
      {isReady && !(asked && lost !== "") && (
        <button type="button" className="link" title="Otherwise it loads on your next visit" onClick={reload}>
          Reload now
        </button>
      )}
      {isReady && asked && lost !== "" && (
        <>
          <button type="button" className="link" onClick={reloadIntoNewer}>
            Reload and discard
          </button>
          <button type="button" className="link" onClick={() => ask(false)}>
            Not now
          </button>
        </>
      )}
    </div>
  );
}
