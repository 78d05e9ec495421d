import { Editor } from "@monaco-editor/react";
import { type Ref, useEffect, useImperativeHandle, useLayoutEffect, useMemo, useRef, useState } from "react";
import type { Drawing, PaneHandle, PaneHelp, PanePlace, PaneProps, TabMeaning } from "../pane.ts";
import { type Control, createControl } from "./control.ts";
import type { PaneLanguage } from "./language.ts";
import { isWithinReach, optionsFor } from "./options.ts";
import "./rich.css";
import { THEME } from "./theme.ts";

export { suitsRich } from "./suits.ts";

/**
 * A Monaco text pane with the props of the plain one. It is created out of view (`waiting`) and reports when it can
 * be shown; the plain pane stays until then. A value from outside is applied as the smallest replacement, so that
 * caret, folding and Monaco's undo survive.
 */
export default function RichPane({
  label,
  readOnly = false,
  language,
  place,
  waiting,
  onReady,
  handle,
  ...wanted
}: PaneProps & {
  readonly language: PaneLanguage;
  readonly drawing: Drawing;
  readonly help: PaneHelp | null;
  /** Where to start, asked when the pane is shown. */
  readonly place: () => PanePlace | null;
  readonly waiting: boolean;
  readonly onReady: () => void;
  readonly onTab: (meaning: TabMeaning | null) => void;
  readonly handle?: Ref<PaneHandle>;
}) {
  const box = useRef<HTMLDivElement>(null);
  const [control, setControl] = useState<Control | null>(null);

  const withinReach = isWithinReach(wanted.value.length);
  const options = useMemo(() => optionsFor(label, readOnly, withinReach), [label, readOnly, withinReach]);

  useLayoutEffect(() => {
    control?.follow(wanted);
    if (!waiting) control?.show(place());
  });
  useEffect(() => () => control?.dispose(), [control]);
  useImperativeHandle(handle, () => ({ select: (range) => control?.select(range) }), [control]);

  return (
    <div ref={box} translate="no" className={waiting ? "code json rich waiting" : "code json rich"}>
      <Editor
        defaultValue={wanted.value}
        defaultLanguage={language}
        theme={THEME}
        loading={null}
        saveViewState={false}
        options={options}
        onMount={(editor) => {
          const model = editor.getModel();
          if (box.current === null || model === null) return;
          setControl(createControl(box.current, editor, model, wanted));
          onReady();
        }}
      />
    </div>
  );
}
