import { useId, useMemo } from "react";
import { PlainPane } from "../../editor/PlainPane.tsx";
import { unprotectedHeader, type UnprotectedHeader as Header } from "../../state/json-layer.ts";
import { keepSame } from "../../state/memo.ts";
import type { View } from "../../state/types.ts";
import { Button } from "../Button.tsx";
import { useBurst } from "../use-burst.ts";
import { useActions, useView } from "../WorkbenchContext.tsx";
import "./json-form.css";

function headerOf(): (view: View) => Header | null {
  const same = keepSame<Header | null>();
  return ({ base, fields, token }) => same(unprotectedHeader(base, fields.edits, token));
}

/** The unprotected header of a JSON form: anyone can change it without a trace. */
export function UnprotectedHeader() {
  const header = useView(useMemo(() => headerOf(), []));
  const isEdited = useView(({ fields }) => fields.edits.unprotected !== undefined);
  const { act } = useActions();
  if (header === null) return null;
  const { text, shared } = header;
  return (
    <>
      {text === "" && !isEdited ? (
        <div className="unprotected is-none">
          <Button className="small" onClick={() => act((acts, fixing) => acts.setUnprotected("{}", "begins", fixing))}>
            Add an unprotected header
          </Button>
        </div>
      ) : (
        <UnprotectedPane which="unprotected" text={text} />
      )}
      {shared !== null && (
        <details className="shared-header" open={shared.text !== shared.put || undefined}>
          <summary>Shared unprotected header</summary>
          <UnprotectedPane which="shared" text={shared.text} />
        </details>
      )}
    </>
  );
}

const PANES = {
  unprotected: ["Unprotected header", "Not protected: anyone can change it"],
  shared: ["Shared unprotected header", "For all recipients. Not protected: anyone can change it"],
} as const;

/** One of the unprotected headers, as text to be edited. */
function UnprotectedPane({ which, text }: { readonly which: "unprotected" | "shared"; readonly text: string }) {
  const { act } = useActions();
  const id = useId();
  const burst = useBurst(nothing);
  const [title, note] = PANES[which];
  return (
    <div className="unprotected">
      <div className="row">
        <span className="label" aria-hidden="true">
          {title}
        </span>
        <span className="unprotected-note" id={id}>
          {note}
        </span>
      </div>
      <PlainPane
        label={`${title} JSON`}
        value={text}
        className="input"
        describedBy={id}
        layer={null}
        onInput={(next, inserted) => {
          const entry = burst.note(next, inserted);
          act((acts, fixing) => acts.setUnprotected(next, entry, fixing, which));
        }}
      />
    </div>
  );
}

/** Text pasted into a pane is never searched for tokens: it stays as it is. */
function nothing(): void {}
