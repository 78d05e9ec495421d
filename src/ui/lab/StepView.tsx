import type { Step } from "../../core/lab/types.ts";
import { jsonLines } from "./json-lines.ts";
import { TokenText } from "./TokenText.tsx";

/** One step of an attack: the token, what its header and claims say now, and what else was made. Changes are boxed. */
export function StepView({ step, before }: { readonly step: Step; readonly before: Step | null }) {
  const isCompact = /^[^.{]*\.[^.]*\./.test(step.token.slice(0, 20_000));
  const old = before?.token ?? null;
  return (
    <div className="lab-stepview">
      <div className="lab-stepmain">
        <h3>Token</h3>
        <TokenText token={step.token} before={old} />
        {step.exhibit && (
          <>
            <h3>{step.exhibit.label}</h3>
            {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
            <section className="lab-exhibit" tabIndex={0} aria-label={step.exhibit.label}>
              <pre translate="no">{step.exhibit.text}</pre>
            </section>
          </>
        )}
      </div>
      {isCompact && (
        <div className="lab-stepjson">
          <Segment title="Header" segment="header" lines={jsonLines(step.token, old, 0)} />
          <Segment title="Payload" segment="payload" lines={jsonLines(step.token, old, 1)} />
        </div>
      )}
    </div>
  );
}

function Segment({
  title,
  segment,
  lines,
}: {
  readonly title: string;
  readonly segment: "header" | "payload";
  readonly lines: ReturnType<typeof jsonLines>;
}) {
  return (
    <div>
      <h3>{title}</h3>
      <pre className="lab-json" data-segment={segment} translate="no">
        {lines.map(({ text, changed }, index) => (
          // oxlint-disable-next-line react/no-array-index-key
          <span key={index} className={changed ? "json-line is-changed" : "json-line"}>
            <bdi>{text}</bdi>
            {"\n"}
          </span>
        ))}
      </pre>
    </div>
  );
}
