import { createContext, type ReactNode, type RefCallback, use, useMemo, useState } from "react";
import { flushSync } from "react-dom";
import type { PaneName, Place } from "../core/rules/types.ts";
import type { PaneHandle } from "../editor/pane.ts";
import { setFold } from "./fold.ts";

/** The panels of the workbench; a phone shows one at a time. */
export type Panel = "token" | "claims" | "key" | "time" | "diagnosis";

interface Panels {
  readonly shown: Panel;
  readonly show: (panel: Panel) => void;
  /** Keeps a text pane's handle while it is mounted. */
  readonly registerPane: (pane: PaneName) => RefCallback<PaneHandle>;
  /** Brings a place into view and focuses it: its panel, its pane, its range. False if its pane is not on the page. */
  readonly select: (place: Place) => boolean;
}

const Context = createContext<Panels | null>(null);

const PANEL_OF: Readonly<Record<PaneName, Panel>> = {
  token: "token",
  header: "claims",
  payload: "claims",
  secret: "key",
  "public-key": "key",
  "private-key": "key",
};

export function PanelsProvider({ children }: { readonly children: ReactNode }) {
  const [shown, show] = useState<Panel>("token");
  const stable = useMemo(() => {
    const handles = new Map<PaneName, PaneHandle>();
    const callbacks = new Map<PaneName, RefCallback<PaneHandle>>();
    return {
      show,
      registerPane(pane: PaneName): RefCallback<PaneHandle> {
        let callback = callbacks.get(pane);
        if (callback === undefined) {
          callback = (handle) => {
            if (handle === null) handles.delete(pane);
            else handles.set(pane, handle);
          };
          callbacks.set(pane, callback);
        }
        return callback;
      },
      select({ pane, range }: Place): boolean {
        const handle = handles.get(pane);
        if (handle === undefined) return false;
        flushSync(() => {
          show(PANEL_OF[pane]);
          // The place is in the JSON, not in the table.
          if (pane === "payload") setFold("claims table", false);
        });
        handle.select(range);
        return true;
      },
    };
  }, []);
  const value = useMemo(() => ({ ...stable, shown }), [stable, shown]);
  return <Context value={value}>{children}</Context>;
}

export function usePanels(): Panels {
  const panels = use(Context);
  if (panels === null) throw new Error("no panels above");
  return panels;
}
