import { useState } from "react";
import { Button } from "../Button.tsx";
import { Select } from "../Select.tsx";
import { useActions, useWorkbench } from "../WorkbenchContext.tsx";
import { type ReportFormat, useReport } from "./use-report.ts";
import "./report.css";

/** All that the page says, to be pasted into a ticket: without signature and keys, and on request without personal claims. */
export function ReportSection() {
  const [format, setFormat] = useState<ReportFormat>("Markdown");
  const [hidePersonal, setHidePersonal] = useState(false);
  const { view } = useWorkbench();
  const { copyText } = useActions();
  const { text, fresh } = useReport({ format, hidePersonal });
  return (
    <section className="depth" id="report" aria-labelledby="report-title">
      <div className="depth-head">
        <h2 id="report-title">Report</h2>
      </div>
      <div className="pane report">
        <p>
          What was judged, what the token says and what was found, for a ticket or a colleague. The signature, secrets
          and private keys are always left out.
        </p>
        <div className="row report-choice">
          <Select
            label="Report format"
            value={format}
            onChange={(value) => setFormat(value === "JSON" ? "JSON" : "Markdown")}
          >
            <option>Markdown</option>
            <option>JSON</option>
          </Select>
          <label className="switch">
            <input
              type="checkbox"
              role="switch"
              checked={hidePersonal}
              aria-checked={hidePersonal}
              onChange={({ currentTarget }) => setHidePersonal(currentTarget.checked)}
            />
            Hide personal claims
          </label>
          <Button icon="copy" disabled={text === ""} onClick={() => void copyText(fresh(view.getState()), "report")}>
            Copy report
          </Button>
        </div>
        {/* It scrolls, and so has to be reached with the keyboard. */}
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
        <pre className="report-text" role="region" aria-label="Report preview" tabIndex={0}>
          {text}
        </pre>
        <p className="meta">
          {hidePersonal
            ? "Of sub, names, addresses, telephone numbers and the like kind and length are shown. Claims of your own may say who someone is in other ways: read it before you send it."
            : "Claims are shown as they are: read it before you send it."}
        </p>
      </div>
    </section>
  );
}
