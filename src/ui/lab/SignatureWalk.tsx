import { useMemo, useState } from "react";
import type { Origin, Stage, WalkAlgorithm } from "../../core/lab/walk/types.ts";
import { ancestry } from "../../core/lab/walk/walk.ts";
import type { WorkbenchKeys } from "../../core/lab/types.ts";
import { FIELD_ATTRIBUTES } from "../../editor/field-attributes.ts";
import { Button } from "../Button.tsx";
import { Pane } from "./Pane.tsx";
import { writeLabRoute } from "./route.ts";
import { type Spot, StageView } from "./StageView.tsx";
import { TokenText } from "./TokenText.tsx";
import { useWalk } from "./use-walk.ts";
import { Options } from "../Options.tsx";

const ALGORITHMS: readonly WalkAlgorithm[] = ["HS256", "RS256", "ES256", "Ed25519"];
const NOTHING: readonly Origin[] = [];

/** How a signature is made, from JSON to the third segment; each byte shows where it came from. */
export function SignatureWalk({
  openInWorkbench,
}: {
  readonly openInWorkbench: (token: string, keys?: WorkbenchKeys) => void;
}) {
  const [algorithm, setAlgorithm] = useState<WalkAlgorithm>("HS256");
  const [payload, setPayload] = useState('{"sub":"zoë","admin":false}');
  const [spot, setSpot] = useState<Spot | null>(null);
  const { walk, problem } = useWalk(algorithm, `{"alg":"${algorithm}"}`, payload);
  const marks = useMemo(() => (walk && spot ? ancestry(walk.stages, spot.stage, spot.index) : new Map()), [walk, spot]);
  const view = (stage: Stage) => (
    <StageView key={stage.id} stage={stage} spot={spot} marks={marks.get(stage.id) ?? NOTHING} onSpot={setSpot} />
  );
  const stagesOf = (segment: Stage["segment"]): readonly Stage[] =>
    walk?.stages.filter((stage) => stage.segment === segment) ?? [];
  return (
    <div className="lab-story lab-walk">
      <header className="lab-lhead">
        <div>
          <p className="crumb">
            <a href={writeLabRoute({})}>Attack lab</a>
          </p>
          <h1>How a signature is made</h1>
          <p className="lead">From JSON to the third segment. Point at a byte, and see where it came from.</p>
        </div>
        <Button icon="swap" disabled={walk === null} onClick={() => walk && openInWorkbench(walk.token)}>
          Open in the workbench
        </Button>
      </header>
      <Pane
        title="What is signed"
        tools={
          <label className="lab-variant">
            <span>Signing algorithm</span>
            <select
              value={algorithm}
              onChange={({ currentTarget }) => setAlgorithm(currentTarget.value as WalkAlgorithm)}
            >
              <Options of={ALGORITHMS} />
            </select>
          </label>
        }
      >
        <div className="lab-pad lab-fields">
          <label>
            <span>Payload to sign</span>
            <textarea
              {...FIELD_ATTRIBUTES}
              rows={2}
              maxLength={400}
              value={payload}
              onChange={({ currentTarget }) => setPayload(currentTarget.value)}
            />
          </label>
          {walk && <TokenText token={walk.token} />}
          {problem !== null && (
            <p className="lab-problem" role="alert">
              This browser cannot do it: {problem}
            </p>
          )}
        </div>
      </Pane>
      <output className="lab-where">
        {walk && spot ? describe(walk.stages, spot, marks) : "Nothing selected yet."}
      </output>
      <div className="lab-grid">
        <Pane title="Header">{stagesOf("header").map(view)}</Pane>
        <Pane title="Payload">{stagesOf("payload").map(view)}</Pane>
      </div>
      <Pane title="Signature">{[...stagesOf("both"), ...stagesOf("signature")].map(view)}</Pane>
    </div>
  );
}

/** One sentence about the cell that is pointed at: what it is, and which cells of the JSON it was made from. */
function describe(
  stages: readonly Stage[],
  { stage, index }: Spot,
  marks: ReadonlyMap<string, readonly Origin[]>,
): string {
  const here = stages.find(({ id }) => id === stage);
  const cell = here?.cells[index];
  if (!here || !cell) return "";
  const what = `${here.title}, ${here.unit} ${index + 1} of ${here.cells.length}: ${cell.text}${cell.part ? `, ${cell.part}` : ""}`;
  const sources = ["header-json", "payload-json"].flatMap((id) => {
    const json = stages.find((one) => one.id === id);
    const spans = marks.get(id) ?? [];
    const count = spans.reduce((sum, { start, end }) => sum + end - start, 0);
    if (!json || count === 0) return [];
    if (count === json.cells.length) return [`all of the ${json.segment}`];
    const text = spans
      .map(({ start, end }) =>
        json.cells
          .slice(start, end)
          .map((c) => c.text)
          .join(""),
      )
      .join(" … ");
    return [`${text} of the ${json.segment}`];
  });
  return sources.length === 0
    ? `${what}. It does not come from an earlier step.`
    : `${what}. It comes from ${sources.join(" and ")}.`;
}
