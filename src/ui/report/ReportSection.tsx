import { useState } from "react";
import { saveFile } from "../../page/save-file.ts";
import { Button } from "../Button.tsx";
import { Options } from "../Options.tsx";
import { Select } from "../Select.tsx";
import { useActions, useWorkbench } from "../WorkbenchContext.tsx";
import { REPORT_FORMATS, type ReportFormat, useReport } from "./use-report.ts";
import { PictureAndTable } from "./PictureAndTable.tsx";
import "./report.css";

/** Everything the page says, for a ticket: without signature and keys, and optionally without personal claims. */
export function ReportSection() {
  const [format, setFormat] = useState<ReportFormat>("Markdown");
  const [hidePersonal, setHidePersonal] = useState(false);
  const { view } = useWorkbench();
  const { copyText } = useActions();
  const { text, fresh } = useReport({ format, hidePersonal });
  return (
    <>
      <section className="report" aria-label="Report">
        <p>
          The verdict, the claims and the findings, for a ticket or a colleague. The signature, secrets and private keys
          are always left out.
        </p>
        <div className="row report-choice">
          <Select
            label="Report format"
            value={format}
            onChange={(value) => setFormat(REPORT_FORMATS.find((one) => one === value) ?? "Markdown")}
          >
            <Options of={REPORT_FORMATS} />
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
          <Button
            disabled={text === ""}
            onClick={() =>
              saveFile(new Blob([fresh(view.getState(), "page")], { type: "text/html" }), "jotscope-report.html")
            }
          >
            Save as HTML
          </Button>
        </div>
        {/* A region that scrolls must be reachable by keyboard. */}
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
        <pre className="report-text" role="region" aria-label="Report preview" tabIndex={0}>
          {text}
        </pre>
        <p className="meta">
          {format === "Reply to the sender"
            ? "No value of the token and no key is in it. Read it before you send it."
            : hidePersonal
              ? "For sub, names, addresses, phone numbers and the like only type and length are shown. Custom claims may still identify someone: read it before you send it."
              : "Claims are shown as they are: read it before you send it."}
        </p>
      </section>
      <PictureAndTable />
    </>
  );
}
