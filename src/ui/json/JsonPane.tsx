import { counted } from "../../core/base/words.ts";
import { useId, useMemo, useState } from "react";
import type { TabMeaning } from "../../editor/pane.ts";
import { litOf, marksOf } from "../../editor/runs.ts";
import { TextPane } from "../../editor/TextPane.tsx";
import { attentionFrom, useViewAt } from "../attention.ts";
import { Button } from "../Button.tsx";
import { LAYER_LIMIT } from "../limits.ts";
import { usePanels } from "../Panels.tsx";
import { useBurst } from "../use-burst.ts";
import { useLater } from "../use-later.tsx";
import { useActions, useView, useWorkbench } from "../WorkbenchContext.tsx";

const WORDS = {
  header: {
    title: "Header",
    label: "Header JSON",
    one: "parameter",
    copy: "Copy header",
  },
  payload: {
    title: "Payload",
    label: "Payload JSON",
    one: "claim",
    copy: "Copy payload",
  },
} as const;

/** The header or the payload as editable JSON. */
export function JsonPane({ pane }: { readonly pane: "header" | "payload" }) {
  const later = useLater();
  const { text, json, readOnly } = useView((view) => view[pane]);
  const put = useView((view) => view.put[pane]);
  const marksKey = useView((view) => later?.marksIn(view, pane, view[pane].text.length) ?? "");
  const hintsKey = useView((view) => (pane === "payload" ? (later?.hintsIn(view.times) ?? "") : ""));
  const other = useView((view) => later?.otherWords(view, pane));
  const decoding = useView(({ large }) => large?.decoding === true);
  const actions = useActions();
  const { registerPane } = usePanels();
  const words = WORDS[pane];
  const told = useMemo(() => attentionFrom(pane), [pane]);
  const burst = useBurst(nothing);

  const rich = useView(({ settings }) => settings.editor === "rich");
  const beside = useView((view) =>
    pane === "payload" && rich ? (later?.besideKey(view.times, view.clock, view.settings.timeStyle) ?? "[]") : "[]",
  );
  const litKey = useViewAt((view, at) => later?.litIn(view, at, pane) ?? "");
  const [tab, setTab] = useState<TabMeaning | null>(null);
  const tabNote = useId();

  const marks = useMemo(() => marksOf(marksKey), [marksKey]);
  const lit = useMemo(() => litOf(litKey), [litKey]);
  const changed = useMemo(() => later?.changedIn(put, text) ?? [], [later, put, text]);
  const drawing = useMemo(
    () => ({ marks, hints: later?.hintsWith(beside, changed, text) ?? [], lit, changed }),
    [later, marks, beside, lit, changed, text],
  );
  const hints = useMemo(() => later?.hintsOf(hintsKey) ?? [], [later, hintsKey]);
  const workbench = useWorkbench();
  const help = useMemo(() => later?.helpFor(workbench, pane) ?? null, [later, workbench, pane]);
  const members = json.root?.type === "object" ? json.root.members.length : null;
  return (
    <section className={`pane seg s-${pane}`} aria-label={words.title} data-drop={pane}>
      <div className="head">
        <h2>
          <i className="sample" />
          {words.title}
        </h2>
        <span className="meta">
          {decoding
            ? "decoding…"
            : readOnly !== null
              ? later?.READ_ONLY[readOnly]
              : members === null
                ? text
                  ? other
                  : "empty"
                : counted(members, words.one)}
        </span>
        <span className="fill" />
        {tab !== null && (
          <span id={tabNote} className="meta tab-note">
            {later?.tabWords(tab)}
          </span>
        )}
        {later !== null && (
          <>
            <later.PaneTools pane={pane} />
            {pane === "payload" && <later.PayloadTabs />}
          </>
        )}
        <Button
          icon="copy"
          className="icon"
          name={words.copy}
          title={words.copy}
          disabled={text === ""}
          onClick={() => void actions.copy(pane)}
        />
      </div>
      <TextPane
        rich={rich}
        language={`json-${pane}`}
        drawing={drawing}
        help={help}
        onTab={setTab}
        describedBy={tab === null ? undefined : tabNote}
        label={words.label}
        value={text}
        readOnly={readOnly !== null}
        className="json"
        onInput={(next, inserted) => actions.editPane(pane, next, burst.note(next, inserted))}
        isHeld={workbench.held.read}
        handle={registerPane(pane)}
        {...told}
        layer={
          later === null || readOnly === "binary" || text.length > LAYER_LIMIT ? null : (
            <later.JsonLayer text={text} marks={marks} hints={hints} lit={lit} changed={changed} />
          )
        }
      />
      {later !== null && <later.PaneFoot pane={pane} />}
    </section>
  );
}

/** Text pasted into a JSON pane is never searched for tokens: it stays as it is. */
function nothing(): void {}
