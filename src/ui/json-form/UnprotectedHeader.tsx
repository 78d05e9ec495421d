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
  return ({ base, fields }) => same(unprotectedHeader(base, fields.edits));
}

/** The header that a JSON form has beside the protected one: anyone can change it, and nothing shows that. */
export function UnprotectedHeader() {
  const header = useView(useMemo(() => headerOf(), []));
  const isEdited = useView(({ fields }) => fields.edits.unprotected !== undefined);
  const { act } = useActions();
  const id = useId();
  const burst = useBurst(nothing);
  if (header === null) return null;
  const { text, shared } = header;
  const type = (next: string, inserted = next.length): void => {
    const entry = burst.note(next, inserted);
    act((acts, fixing) => acts.setUnprotected(next, entry, fixing));
  };
  if (text === "" && !isEdited) {
    return (
      <div className="unprotected is-none">
        <Button className="small" onClick={() => type("{}")}>
          Add an unprotected header
        </Button>
      </div>
    );
  }
  return (
    <div className="unprotected">
      <div className="row">
        <span className="label" aria-hidden="true">
          Unprotected header
        </span>
        <span className="unprotected-note" id={id}>
          Not protected: anyone can change it
        </span>
      </div>
      <PlainPane
        label="Unprotected header JSON"
        value={text}
        className="input"
        describedBy={id}
        layer={null}
        onInput={type}
      />
      {shared !== null && (
        <details>
          <summary>Unprotected header that all recipients share</summary>
          <pre className="code">{shared}</pre>
        </details>
      )}
    </div>
  );
}

/** A text put into a pane is never searched: it is the user's as it stands. */
function nothing(): void {}
