import { useDeferredValue, useMemo, useState } from "react";
import { VERIFY_TARGETS } from "../../../core/verify-code/targets.ts";
import { verifyCode } from "../../../core/verify-code/verify-code.ts";
import { FIELD_ATTRIBUTES } from "../../../editor/field-attributes.ts";
import { Button } from "../../Button.tsx";
import { Options } from "../../Options.tsx";
import { Select } from "../../Select.tsx";
import { useActions, useView } from "../../WorkbenchContext.tsx";
import { wantedOf } from "./situation.ts";
import "./code.css";

/** The language chosen last, while the page is open. */
let remembered = VERIFY_TARGETS[0]!.id;

/** Code that verifies the current token under the current policy, for use in a service. */
export function VerifyCode() {
  const [id, setId] = useState(remembered);
  const { copyText } = useActions();
  const view = useDeferredValue(useView((whole) => whole));
  const target = VERIFY_TARGETS.find((one) => one.id === id) ?? VERIFY_TARGETS[0]!;
  const wanted = useMemo(() => wantedOf(view), [view]);
  const code = useMemo(() => wanted && verifyCode(target, wanted.situation), [target, wanted]);
  if (wanted === null || code === null) return null;
  return (
    <section className="verify-code" aria-label="Code that verifies this token">
      <p>
        Verifies a token like this one in your service. The algorithm is pinned, never read from the header, and secrets
        stay in the environment.
      </p>
      <div className="row">
        <Select
          label="Language"
          value={target.id}
          onChange={(value) => {
            remembered = value;
            setId(value);
          }}
        >
          <Options of={VERIFY_TARGETS.map(({ id, title }) => [id, title])} />
        </Select>
        <Button icon="copy" disabled={!code.isCode} onClick={() => void copyText(code.text, "code")}>
          Copy code
        </Button>
      </div>
      <textarea
        {...FIELD_ATTRIBUTES}
        className="input verify-code-text"
        aria-label="Verify code"
        aria-describedby="verify-code-about"
        readOnly
        wrap="off"
        rows={Math.min(28, code.text.split("\n").length)}
        value={code.text}
      />
      <div id="verify-code-about" className="verify-code-about">
        {code.isCode && (
          <dl>
            <dt>Checks</dt>
            <dd>{code.checks.join(", ")}</dd>
            <dt>Needs</dt>
            <dd>
              <code>{target.install}</code>
              {code.environment.map((name) => (
                <span key={name}>
                  , <code>{name}</code> in the environment
                </span>
              ))}
            </dd>
            <dt>For</dt>
            <dd>
              {target.version},{" "}
              {target.checked === null ? "not fully checked against its documentation" : `as of ${target.checked}`}
            </dd>
          </dl>
        )}
        {wanted.notes.map((note) => (
          <p key={note} className="meta">
            {note}
          </p>
        ))}
      </div>
    </section>
  );
}
