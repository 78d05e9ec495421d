import { Suspense, useCallback, useMemo } from "react";
import { counted } from "../../core/base/words.ts";
import { handOver } from "../../editor/hand-over.ts";
import { PlainPane } from "../../editor/PlainPane.tsx";
import { attentionFrom, useViewAt } from "../attention.ts";
import { Button } from "../Button.tsx";
import { LAYER_LIMIT, TEXTAREA_LIMIT } from "../limits.ts";
import { usePanels } from "../Panels.tsx";
import { useBurst } from "../use-burst.ts";
import { useLater } from "../use-later.tsx";
import { useActions, useView, useWorkbench } from "../WorkbenchContext.tsx";

const told = attentionFrom("token");

/** The token as text: typed, pasted or dropped here, and as edits change it. */
export function TokenPane() {
  const token = useView(({ whole }) => whole);
  const { text } = token;
  const parts = useView((view) => view.layers[0]?.envelope?.parts ?? view.whole.segments);
  const actions = useActions();
  const { view } = useWorkbench();
  const { registerPane } = usePanels();
  const canRevert = useView(({ canRevert }) => canRevert);
  const empty = text === "";
  const isOther = useView(({ path, verdict }) => path === "" && verdict.state === "malformed");
  const long = text.length > TEXTAREA_LIMIT;

  const later = useLater();
  const marksKey = useView((view) => later?.marksIn(view, "token", view.whole.text.length) ?? "");
  const stretches = useMemo(() => later?.stretchesOf(parts) ?? [], [later, parts]);
  const litKey = useViewAt((view, at) => later?.litIn(view, at, "token") ?? "");
  const open = useCallback(
    (latest: string): void => {
      // Something else may have taken the pane's place in the meantime.
      if (view.getState().inputs.base === latest) actions.openText(latest);
    },
    [actions, view],
  );
  const burst = useBurst(open);
  const handle = useMemo(() => handOver(registerPane("token"), () => told.onCaret(null)), [registerPane]);
  const pane = {
    label: "Encoded token",
    value: text,
    placeholder: "eyJhbGciOi…",
    onInput(next: string, inserted: number): void {
      actions.typeToken(next, burst.note(next, inserted) === "continues");
    },
    handle,
  };

  return (
    <section className="pane token" id="p-token" aria-label="Token" data-drop="token">
      <div className="head">
        <h2>
          {empty ? "Paste a token, a key, an error message or a whole curl command. Each goes to its place." : "Token"}
        </h2>
        {!empty && (
          <>
            <span className="meta">{counted(text.length, "character")}</span>
            <span className="fill" />
            <Button icon="undo" name="Revert to pasted" disabled={!canRevert} onClick={actions.revert}>
              Revert
            </Button>
            <Button className="copies-token" icon="copy" name="Copy token" onClick={() => void actions.copy("token")}>
              Copy
            </Button>
          </>
        )}
      </div>
      {later !== null && (
        <>
          <later.Legend token={token} parts={parts} />
          <later.ArrivalNotes />
          <later.MoveOffer field="token" text={isOther ? text : ""} />
          <later.TokensFound />
          <later.Layers />
        </>
      )}
      {long ? (
        <Suspense>
          {later !== null && <later.PiecesPane {...pane} stretches={stretches} className="token-text" />}
        </Suspense>
      ) : (
        <PlainPane
          {...pane}
          onArrive={actions.pasteToken}
          {...told}
          className={empty ? "token-text paste" : "token-text"}
          layer={
            later === null || text.length > LAYER_LIMIT ? null : (
              <later.TokenLayer text={text} stretches={stretches} marksKey={marksKey} litKey={litKey} />
            )
          }
        />
      )}
      {empty && later !== null && <later.PasteButton className="primary" />}
    </section>
  );
}
