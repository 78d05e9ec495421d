import { useState } from "react";
import { claimsCsv, claimsMarkdown } from "../../core/report/claims-table.ts";
import { tokenPicture } from "../../core/report/token-picture.ts";
import { saveFile } from "../../page/save-file.ts";
import { Button } from "../Button.tsx";
import { useWalk } from "../gateway/use-walk.ts";
import { Options } from "../Options.tsx";
import { Select } from "../Select.tsx";
import { useActions, useView, useWorkbench } from "../WorkbenchContext.tsx";
import { reportOf } from "./use-report.ts";

const KINDS = {
  "Claims as Markdown": { type: "text/markdown", name: "claims.md", what: "claims" },
  "Claims as CSV": { type: "text/csv", name: "claims.csv", what: "claims" },
  "Picture of the token (SVG)": { type: "image/svg+xml", name: "token.svg", what: "picture" },
} as const;
type Kind = keyof typeof KINDS;

/** The token as a picture and its claims as a table, to be copied or saved: without personal values and signature unless asked. */
export function PictureAndTable() {
  const [kind, setKind] = useState<Kind>("Claims as Markdown");
  const [showPersonal, setShowPersonal] = useState(false);
  const [withSignature, setWithSignature] = useState(false);
  const { view } = useWorkbench();
  const { copyText } = useActions();
  const walk = useWalk();
  const hasPicture = useView(
    ({ token: { form, seal } }) => form === "jws" || form === "jwe" || form === "sd-jwt" || seal !== undefined,
  );
  const isPicture = kind === "Picture of the token (SVG)";
  const { type, name, what } = KINDS[kind];
  const made = (): string => {
    const now = view.getState();
    const report = reportOf(now, walk, null, !showPersonal);
    if (report === null) return "";
    if (kind === "Claims as CSV") return claimsCsv(report);
    if (!isPicture) return claimsMarkdown(report);
    const { token, header, payload } = now;
    return tokenPicture(report, { token, header: header.json, payload: payload.json }, { withSignature }) ?? "";
  };
  return (
    <section className="report" aria-label="Picture and table">
      <div className="row report-choice">
        <Select
          label="Picture or table"
          value={kind}
          onChange={(value) => setKind((Object.keys(KINDS) as Kind[]).find((one) => one === value) ?? kind)}
        >
          <Options of={Object.keys(KINDS)} />
        </Select>
        <Switch label="Show personal values" checked={showPersonal} onChange={setShowPersonal} />
        {isPicture && <Switch label="Show the signature" checked={withSignature} onChange={setWithSignature} />}
        <Button icon="copy" disabled={isPicture && !hasPicture} onClick={() => void copyText(made(), what)}>
          Copy {what}
        </Button>
        <Button disabled={isPicture && !hasPicture} onClick={() => saveFile(new Blob([made()], { type }), name)}>
          Save {what}
        </Button>
      </div>
      <p className="meta">
        {isPicture && !hasPicture
          ? "There is no token to draw."
          : withSignature && isPicture
            ? "Anyone who has the picture can copy the token from it and use it."
            : showPersonal
              ? "Claims are shown as they are: read it before you pass it on."
              : "For sub, names, addresses and the like only type and length are shown. Custom claims may still identify someone."}
      </p>
    </section>
  );
}

function Switch({
  label,
  checked,
  onChange,
}: {
  readonly label: string;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
}) {
  return (
    <label className="switch">
      <input
        type="checkbox"
        role="switch"
        checked={checked}
        aria-checked={checked}
        onChange={({ currentTarget }) => onChange(currentTarget.checked)}
      />
      {label}
    </label>
  );
}
