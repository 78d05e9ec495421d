import { useState } from "react";
import { keepOffline, lookForNewer, removeOffline } from "../../page/offline.ts";
import { Button } from "../Button.tsx";
import { useOffline } from "./use-offline.ts";
import { offlineWords } from "./words.ts";
import "./offline.css";

/** Shows whether the page works offline, with the buttons that change that. */
export function Offline() {
  const state = useOffline();
  const [looked, setLooked] = useState("");
  return (
    <section className="offline" aria-label="Offline">
      <h3>Without a network</h3>
      <p aria-live="polite">{offlineWords(state)}</p>
      {(state.kind === "off" || state.kind === "failed") && (
        <Button onClick={() => void keepOffline()}>
          {state.kind === "off" ? "Save this page for offline use" : "Try again"}
        </Button>
      )}
      {state.kind === "kept" && (
        <div className="acts">
          <Button
            onClick={() => {
              setLooked("Looking …");
              lookForNewer().then(
                (found) =>
                  setLooked(
                    found ? "A new version is ready. It loads on your next visit." : "This is the newest version.",
                  ),
                () => setLooked("The site did not respond. Try again when you are online."),
              );
            }}
          >
            Look for a new version
          </Button>
          <Button onClick={() => void removeOffline()}>Remove from offline</Button>
        </div>
      )}
      {state.kind === "kept" && (
        <p className="meta" role="status">
          {looked}
        </p>
      )}
    </section>
  );
}
