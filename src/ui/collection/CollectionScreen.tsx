import { counted } from "../../core/base/words.ts";
import { useCallback, useDeferredValue, useMemo, useState, useSyncExternalStore } from "react";
import { type Axis, axisOf, placeOn } from "../../core/collect/axis.ts";
import { issuerName, namesOf } from "../../core/collect/groups.ts";
import type { TimeStyle } from "../../core/claims/types.ts";
import type { CollectedToken } from "../../core/collect/types.ts";
import { type Imports, imports } from "../../state/imports.ts";
import { visitOf } from "../../state/visit.ts";
import { useView, useWorkbench } from "../WorkbenchContext.tsx";
import { COMPARE_BUTTON, CompareBar, type Pair } from "./CompareBar.tsx";
import { Differences } from "./Differences.tsx";
import { FileBar } from "./FileBar.tsx";
import { ImportButton } from "./ImportButton.tsx";
import { idOf } from "./ImportedRow.tsx";
import { ImportedRows } from "./ImportedRows.tsx";
import { StandsOut } from "./StandsOut.tsx";
import { offsetAt, tickWords } from "./times.ts";
import { VisitRow } from "./VisitRow.tsx";
import "./collection.css";
import "./timeline.css";

/** The tokens of this visit, the newest first, and those of files, on a timeline. Clicking one opens it. */
export function CollectionScreen() {
  const { view } = useWorkbench();
  const visit = visitOf(view);
  const arrived = useSyncExternalStore(visit.subscribe, visit.getState);
  // Import results yield to user input.
  const imported = useDeferredValue(useSyncExternalStore(imports.subscribe, imports.getState));
  const { files, tokens, answers, problems } = imported;
  const style = useView(({ settings }) => settings.timeStyle);
  const isReading = files.some(({ state }) => state === "reading" || state === "waiting");
  const names = useMemo(() => namesOf(tokens), [tokens]);
  // Keeps its identity until it changes: all rows depend on it.
  const axisText = useMemo(
    () => JSON.stringify(axisOf(tokens, offsetAt(tokens[0]?.first ?? 0, style))),
    [tokens, style],
  );
  const axis = useMemo(() => JSON.parse(axisText) as Axis | null, [axisText]);
  // A token that is also in a file is listed there, where more is known about it.
  const ofFiles = useMemo(() => new Set(tokens.map(({ text }) => text)), [tokens]);
  const items = arrived.filter(({ text }) => !ofFiles.has(text));
  // By number, which reveals nothing about a forgotten token.
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set());
  const [pair, setPair] = useState<Pair | null>(null);
  const all = [
    ...items.map(({ id, text }) => ({ id, text, name: `token ${arrived.findIndex((one) => one.id === id) + 1}` })),
    ...tokens.map((token) => ({ id: idOf(token), text: token.text, name: nameOf(token, names) })),
  ];
  const there = all.filter(({ id }) => chosen.has(id));
  const [a, b] = [pair?.a, pair?.b].map((id) => all.find((item) => item.id === id));
  const choose = useCallback((id: number, isChosen: boolean): void => {
    setChosen((before) => {
      const now = new Set(before);
      if (isChosen) now.add(id);
      else now.delete(id);
      return now;
    });
  }, []);
  const onChoose = all.length > 1 ? choose : null;
  return (
    <section className="depth" id="collection" aria-labelledby="collection-title">
      <div className="depth-head collection-head">
        <h2 id="collection-title">Collection</h2>
        <p className="meta">
          {all.length === 0
            ? "Each token that you paste, open or make is listed here until you close the page."
            : files.length === 0
              ? "The tokens of this visit. They are in memory only, and gone when you close the page."
              : "From files and from this visit. In memory only, and gone when you close the page."}
        </p>
        <span className="fill" />
        {all.length > 1 && <CompareBar chosen={there.map(({ id }) => id)} onCompare={setPair} />}
        <ImportButton />
      </div>
      <ImportStatus imported={imported} isReading={isReading} />
      {files.map((file) => (
        <FileBar key={file.number} file={file} problems={problems.filter(({ file: of }) => of === file.number)} />
      ))}
      {pair !== null && a !== undefined && b !== undefined && (
        <Differences
          key={[a.id, b.id].toSorted((one, other) => one - other).join(" ")}
          a={a.text}
          b={b.text}
          names={[a.name, b.name]}
          onSwap={() => setPair({ a: b.id, b: a.id })}
          onClose={() => {
            setPair(null);
            document.getElementById(COMPARE_BUTTON)?.focus();
          }}
        />
      )}
      {all.length === 0 && files.length === 0 && <Empty />}
      {all.length > 0 && (
        <section className={tokens.length > 0 ? "collection-grid" : ""} aria-label="Timeline">
          <div className="pane timeline">
            {tokens.length > 0 && <TimelineHead axis={axis} style={style} isReading={isReading} />}
            <ol className="collection" reversed={tokens.length === 0} aria-label="Collection">
              {tokens.length > 0 && (
                <ImportedRows
                  tokens={tokens}
                  names={names}
                  axis={axis}
                  style={style}
                  isReading={isReading}
                  chosen={chosen}
                  onChoose={onChoose}
                  size={all.length}
                />
              )}
              {items.toReversed().map((item, index) => (
                <VisitRow
                  key={item.text}
                  item={item}
                  number={arrived.indexOf(item) + 1}
                  isChosen={chosen.has(item.id)}
                  onChoose={onChoose}
                  size={all.length}
                  position={tokens.length + index + 1}
                />
              ))}
            </ol>
          </div>
          {tokens.length > 0 && <StandsOut tokens={tokens} answers={answers} style={style} isReading={isReading} />}
        </section>
      )}
    </section>
  );
}

function nameOf(token: CollectedToken, names: ReadonlyMap<number, string>): string {
  const issuer = issuerName(token);
  return `${names.get(token.index) ?? token.claims.kind}${issuer === "" ? "" : `, ${issuer}`}`;
}

/** Announces an import to screen readers: its start and its result. */
function ImportStatus({
  imported: { files, tokens },
  isReading,
}: {
  readonly imported: Imports;
  readonly isReading: boolean;
}) {
  return (
    <p className="visually-hidden" role="status" aria-label="Import">
      {files.length === 0
        ? ""
        : isReading
          ? `Reading ${files.at(-1)?.name ?? "a file"}.`
          : `Read. ${counted(tokens.length, "token")} found.`}
    </p>
  );
}

function Empty() {
  return (
    <div className="pane import-empty">
      <p>
        <b>Drop a HAR, a log or any other text here</b>, up to 200 MB. Its tokens are listed by issuer on a timeline:
        where each was sent, when it expired, and how the server responded.
      </p>
      <p className="meta">It is read in this page and sent nowhere.</p>
    </div>
  );
}

/** The legend, and the times above the marks. */
function TimelineHead({
  axis,
  style,
  isReading,
}: {
  readonly axis: Axis | null;
  readonly style: TimeStyle;
  readonly isReading: boolean;
}) {
  return (
    <>
      <div className="head timeline-title">
        <h3>Tokens and timeline</h3>
        <span className="meta">{isReading ? "grows while the file is read" : "by issuer and kind"}</span>
        <span className="fill" />
        <ul className="marks" aria-label="Marks">
          {(["life", "use", "late", "elsewhere", "in-url"] as const).map((mark) => (
            <li key={mark}>
              <svg className="use-mark" viewBox="0 0 14 18" aria-hidden="true">
                {mark === "life" && <rect className="life" x="1" y="3" width="12" height="12" />}
                {mark === "elsewhere" && <rect className="elsewhere" x="3" y="1.5" width="8" height="15" />}
                {mark !== "life" && mark !== "elsewhere" && <path className={mark} d="M7 0v18" />}
              </svg>
              {MARKS[mark]}
            </li>
          ))}
        </ul>
      </div>
      {axis !== null && (
        <div className="axis" aria-hidden="true">
          <svg className="ticks">
            {axis.ticks.map((tick) => (
              <text key={tick} x={`${placeOn(axis, tick) * 100}%`} y="16" textAnchor="middle">
                {tickWords(tick, axis, style)}
              </text>
            ))}
          </svg>
        </div>
      )}
    </>
  );
}

const MARKS = {
  life: "lifetime",
  use: "used",
  late: "used after expiry",
  elsewhere: "sent to another host",
  "in-url": "in a URL",
} as const;
