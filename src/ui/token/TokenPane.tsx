import { lazy, Suspense, useCallback, useMemo } from "react";
import { handOver } from "../../editor/hand-over.ts";
import { PlainPane } from "../../editor/PlainPane.tsx";
import { attendCaret, attendPointer, useAttention } from "../attention.ts";
import { Button } from "../Button.tsx";
import { LAYER_LIMIT, marksIn } from "../marks.ts";
import { usePanels } from "../Panels.tsx";
import { useBurst } from "../use-burst.ts";
import { useLater } from "../use-later.tsx";
import { useActions, useView, useWorkbench } from "../WorkbenchContext.tsx";
import { Anatomy } from "../start/Anatomy.tsx";
import { stretchesOf } from "./segments.ts";
import { TokenLayer } from "./TokenLayer.tsx";

const PiecesPane = lazy(() => import("../../editor/PiecesPane.tsx"));

/** A keystroke in a longer textarea takes longer than a frame or two, whatever the page does. */
const TEXTAREA_LIMIT = 200_000;

/** The token as text: typed, pasted or dropped here, and as it becomes by edits. */
export function TokenPane() {
  const token = useView(({ token }) => token);
  const { text, segments } = token;
  const actions = useActions();
  const { view } = useWorkbench();
  const { registerPane } = usePanels();
  const marksKey = useView((view) => marksIn(view, "token", view.token.text.length));
  const canRevert = useView(({ canRevert }) => canRevert);
  const stretches = useMemo(() => stretchesOf(segments), [segments]);
  const empty = text === "";
  const long = text.length > TEXTAREA_LIMIT;

  const later = useLater();
  const attention = useAttention();
  const litKey = useView((view) => (attention === null ? "" : (later?.litIn(view, attention, "token") ?? "")));
  const open = useCallback(
    (latest: string): void => {
      // Something else may have taken the pane's place in the meantime.
      if (view.getState().inputs.base === latest) actions.openText(latest);
    },
    [actions, view],
  );
  const burst = useBurst(open);
  const handle = useMemo(() => handOver(registerPane("token"), () => attendCaret("token", null)), [registerPane]);
  const pane = {
    label: "Encoded token",
    value: text,
    placeholder: "Paste here, or press Ctrl+V anywhere",
    onInput(next: string, inserted: number): void {
      actions.typeToken(next, burst.note(next, inserted) === "continues");
    },
    handle,
  };

  return (
    <section className="pane token" id="p-token" aria-label="Token" data-drop="token">
      <div className="head">
        <h2>Token</h2>
        <span className="meta">{empty ? "waiting" : `${text.length.toLocaleString("en")} characters`}</span>
        <span className="fill" />
        <Button icon="undo" name="Revert to pasted" disabled={!canRevert} onClick={actions.revert}>
          Revert
        </Button>
        <Button icon="copy" name="Copy token" disabled={empty} onClick={() => void actions.copy("token")}>
          Copy
        </Button>
      </div>
      {later !== null && (
        <>
          <later.Legend token={token} />
          {segments.length > 0 && <later.Ruler token={token} />}
          <later.ArrivalNotes />
          <later.TokensFound />
        </>
      )}
      {long ? (
        <Suspense>
          <PiecesPane {...pane} stretches={stretches} className="tok" />
        </Suspense>
      ) : (
        <PlainPane
          {...pane}
          onCaret={(selection) => attendCaret("token", selection)}
          onPoint={(offset) => attendPointer("token", offset)}
          className={empty ? "tok paste" : "tok"}
          layer={text.length > LAYER_LIMIT ? null : <TokenLayer token={token} marksKey={marksKey} litKey={litKey} />}
        />
      )}
      {empty && <Anatomy />}
    </section>
  );
}
