import { useEffect, useRef, useState } from "react";
import { codeOf } from "../../core/lab/free/code.ts";
import type { Decision } from "../../core/lab/free/decision.ts";
import { FLAG_ROWS, type Flags, flagRow, HARDENED } from "../../core/lab/free/flags.ts";
import { Button } from "../Button.tsx";
import { Pane } from "./Pane.tsx";
import { CodeText } from "./SourceCode.tsx";

/** The verifier's code for the current switches; the lines of loosened checks and of the deciding ones are marked. */
export function FreeCode({
  flags,
  decision,
  copyText,
}: {
  readonly flags: Flags;
  readonly decision: Decision | null;
  readonly copyText: (text: string) => Promise<void>;
}) {
  const lines = codeOf(flags);
  const text = `${lines.map((line) => line.text).join("\n")}\n`;
  const [said, setSaid] = useState<{ readonly of: string; readonly words: string } | null>(null);
  const box = useShownChange(flags);
  const copy = async (): Promise<void> => {
    const words = await copyText(text).then(
      () => "Copied",
      () => "The browser blocked the clipboard",
    );
    setSaid({ of: text, words });
  };
  return (
    <Pane
      title="The verifier’s code"
      meta="follows the switches; a sketch, helpers left out"
      className="lab-freecode"
      tools={
        <>
          <output className="meta">{said?.of === text && said.words}</output>
          <Button icon="copy" onClick={() => void copy()}>
            Copy code
          </Button>
        </>
      }
    >
      {/* A region that scrolls must be reachable by keyboard. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <section ref={box} className="lab-source" tabIndex={0} aria-label="Code of the free verifier">
        <pre>
          <code>
            {lines.map(({ text: line, flag, isLoose }, index) => (
              <span
                // oxlint-disable-next-line react/no-array-index-key
                key={index}
                className="source-line"
                data-flag={flag ?? undefined}
                data-loose={isLoose}
                data-decides={flag !== null && (decision?.flags.includes(flag) ?? false)}
              >
                <i aria-hidden="true">{isLoose ? "!" : ""}</i>
                {isLoose && flag !== null && lines[index - 1]?.flag !== flag && (
                  <span className="visually-hidden">Loosened, {flagRow(flag).label}: </span>
                )}
                <CodeText text={line} />
              </span>
            ))}
          </code>
        </pre>
      </section>
    </Pane>
  );
}

/** The code box, scrolled to the first line of the check that was changed last, or initially of the first loosened one. */
function useShownChange(flags: Flags) {
  const box = useRef<HTMLElement>(null);
  const before = useRef(HARDENED);
  useEffect(() => {
    const changed = FLAG_ROWS.find(({ name }) => flags[name] !== before.current[name]);
    before.current = flags;
    const line = changed && box.current?.querySelector<HTMLElement>(`[data-flag="${changed.name}"]`);
    if (!line || !box.current) return;
    const { offsetTop, offsetHeight } = line;
    const { scrollTop, clientHeight } = box.current;
    // Only the box scrolls, even if its end is below the window: the page stays in place.
    if (offsetTop < scrollTop || offsetTop + offsetHeight > scrollTop + (clientHeight * 2) / 3)
      box.current.scrollTop = Math.max(0, offsetTop - clientHeight / 3);
  }, [flags]);
  return box;
}
