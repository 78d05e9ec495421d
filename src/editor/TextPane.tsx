import { type ReactNode, type Ref, useEffect, useImperativeHandle, useMemo, useRef, useState } from "react";
import type { Drawing, PaneHandle, PaneHelp, PanePlace, PaneProps, TabMeaning } from "./pane.ts";
import { PlainPane } from "./PlainPane.tsx";
import { isForRich, loadRich, loadRichWhenIdle, useRich } from "./rich.ts";

/**
 * A JSON pane: plain at first, and rich as soon as the swap goes unnoticed. It is swapped only while the field has no
 * focus (so no composition either) and no undo steps; selection and scroll are carried over.
 */
export function TextPane({
  rich,
  language,
  drawing,
  help,
  layer,
  className,
  onTab,
  handle,
  ...pane
}: PaneProps & {
  /** The rich editor is wanted if it is available. */
  readonly rich: boolean;
  readonly language: "json-header" | "json-payload";
  /** What the rich editor draws over the text; the plain one has it in its `layer`. */
  readonly drawing: Drawing;
  /** What the rich editor's lists show; the plain one's lists are next to it. */
  readonly help: PaneHelp | null;
  readonly layer: ReactNode;
  readonly className: string;
  /** What Tab currently does; null if it does the usual. */
  readonly onTab: (meaning: TabMeaning | null) => void;
  readonly handle?: Ref<PaneHandle>;
}) {
  const { value, onInput } = pane;
  const slot = useRef<HTMLDivElement>(null);
  const plainHandle = useRef<PaneHandle & { readonly place: () => PanePlace | null }>(null);
  const richHandle = useRef<PaneHandle>(null);
  const from = useRef<PanePlace | null>(null);
  const module = useRich();
  const [shown, setShown] = useState<"plain" | "rich">("plain");
  const [ready, setReady] = useState(false);
  /** The last text typed here. A different value came from outside, and clears a field's undo. */
  const typed = useRef<string | null>(null);
  /** A text typed in the rich editor that no longer suits it: the editor is not swapped while the user types. */
  const [unsuited, setUnsuited] = useState<string | null>(null);
  const suits = useMemo(() => module?.suitsRich(value), [module, value]);

  const wanted = rich && isForRich();
  const made = wanted && module !== null && (suits || (shown === "rich" && unsuited === value));
  // If the rich editor is no longer wanted, the plain one takes its place in the same render.
  const now = shown === "rich" && made ? "rich" : "plain";

  const swap = (): void => {
    const focused = slot.current?.contains(document.activeElement) === true;
    if (!made) {
      setReady(false);
      setShown("plain");
    } else if (now === "plain" && ready && !focused && typed.current !== value) {
      from.current = plainHandle.current?.place() ?? null;
      setShown("rich");
    }
  };
  const isDue = made ? now === "plain" && ready : ready || shown === "rich";
  useEffect(() => {
    if (!isDue) return;
    const rested = setTimeout(swap, 0);
    return () => clearTimeout(rested);
  });
  useEffect(() => {
    if (wanted) loadRichWhenIdle(() => true);
  }, [wanted]);

  useImperativeHandle(
    handle,
    () => ({ select: (range) => (now === "rich" ? richHandle : plainHandle).current?.select(range) }),
    [now],
  );

  const props = {
    ...pane,
    onInput(text: string, inserted: number): void {
      typed.current = text;
      if (module?.suitsRich(text) === false) setUnsuited(text);
      onInput(text, inserted);
    },
  };
  return (
    // This only watches the focus; the focusable elements are inside.
    <div
      ref={slot}
      className="slot"
      data-editor={now}
      onFocus={() => {
        if (wanted) void loadRich();
      }}
      onBlur={() => setTimeout(swap, 0)}
    >
      {now === "plain" && <PlainPane {...props} layer={layer} className={className} handle={plainHandle} />}
      {made && (
        <module.default
          {...props}
          language={language}
          drawing={drawing}
          help={help}
          waiting={now === "plain"}
          place={() => from.current}
          onReady={() => setReady(true)}
          onTab={onTab}
          handle={richHandle}
        />
      )}
    </div>
  );
}
