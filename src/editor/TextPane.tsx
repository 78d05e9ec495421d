import { type ReactNode, type Ref, useEffect, useImperativeHandle, useMemo, useRef, useState } from "react";
import type { Drawing, PaneHandle, PaneHelp, PanePlace, PaneProps, TabMeaning } from "./pane.ts";
import { PlainPane } from "./PlainPane.tsx";
import { isForRich, loadRich, loadRichWhenIdle, useRich } from "./rich.ts";

/**
 * A JSON pane: plain at first, and rich as soon as that can be had without anybody noticing. It is swapped only while the
 * field has no focus (so there is no composition either) and no undo steps of its own; selection and scroll are carried over.
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
  /** The rich editor is wanted where it can be had. */
  readonly rich: boolean;
  readonly language: "json-header" | "json-payload";
  /** What is drawn over the text in the rich editor; the plain one has it in its `layer`. */
  readonly drawing: Drawing;
  /** What the rich editor's own lists show; the plain one's stand beside it. */
  readonly help: PaneHelp | null;
  readonly layer: ReactNode;
  readonly className: string;
  /** What Tab does just now; null where it does what it does everywhere. */
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
  /** The last text that was typed here. A value that differs came from outside, and with it a field's own undo is gone. */
  const typed = useRef<string | null>(null);
  /** One of those that the rich editor is not for: it is not taken away from under the hands that type it. */
  const [unsuited, setUnsuited] = useState<string | null>(null);
  const suits = useMemo(() => module?.suitsRich(value), [module, value]);

  const wanted = rich && isForRich();
  const made = wanted && module !== null && (suits || (shown === "rich" && unsuited === value));
  // Where the rich editor is not wanted any more the plain one is there with the same render.
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
  useEffect(() => {
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
    // The focus is only watched here; what can be focused is inside.
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
