import { useMemo } from "react";
import { type KeyRow, textOfKey } from "../../core/keys/key-rows.ts";
import { secretFromJwk } from "../../core/keys/oct-jwk.ts";
import { usePanels } from "../Panels.tsx";
import { useWorkbench } from "../WorkbenchContext.tsx";

export type SetField = "publicKey" | "privateKey" | "secret";

const PANES = { publicKey: "public-key", privateKey: "private-key", secret: "secret" } as const;

/** The button actions for a key of a set. */
export interface RowActs {
  /** Replaces the set with the key, as one step of Undo. */
  readonly use: (row: KeyRow) => Promise<void>;
  /** Selects it in the text. */
  readonly show: (row: KeyRow) => void;
  readonly copy: (row: KeyRow) => Promise<void>;
  readonly copyThumbprint: (row: KeyRow) => void;
}

/** The acts for the keys that are in `text`, the text of `field`. */
export function useRowActs(field: SetField, text: string): RowActs {
  const { actions, view } = useWorkbench();
  const { select } = usePanels();
  return useMemo(() => {
    const pane = PANES[field];
    return {
      async use(row) {
        const secret = field === "secret" ? secretFromJwk(JSON.stringify(row.material?.jwk)) : null;
        const key = secret === null ? await textOfKey(row, text) : null;
        // Text typed in the meantime is not replaced.
        if (view.getState().fields.keys[field].text !== text) return;
        if (secret !== null) actions.applyFix({ kind: "secret", ...secret });
        else if (key !== null) actions.applyFix({ kind: "replace-all", pane, text: key });
        // The pressed button disappeared with the set.
        select({ pane, range: { start: 0, end: 0 } });
      },
      show({ range }) {
        if (range !== null) select({ pane, range });
      },
      async copy(row) {
        const key = await textOfKey(row, text);
        if (key !== null) await actions.copyText(key, row.material?.isPrivate === true ? "private key" : "key");
      },
      copyThumbprint({ material }) {
        if (material !== null) void actions.copyText(material.thumbprint, "thumbprint");
      },
    };
  }, [field, text, actions, view, select]);
}
