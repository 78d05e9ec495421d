import { useId, useRef, useState } from "react";
import { flushSync } from "react-dom";
import type { KeyInputs } from "../../../core/keys/types.ts";
import { MOST_TWIN, twin as makeTwin } from "../../../core/twin/twin.ts";
import type { ComparedFinding, Twin as TwinMade } from "../../../core/twin/types.ts";
import { saveFile } from "../../../page/save-file.ts";
import { goTo } from "../../../page/go-to.ts";
import { layerInputs } from "../../../state/layer-inputs.ts";
import type { View } from "../../../state/types.ts";
import { Button } from "../../Button.tsx";
import { Icon } from "../../Icon.tsx";
import { closeSheet } from "../../sheets/sheet.ts";
import { useActions, useView, useWorkbench } from "../../WorkbenchContext.tsx";
import { twinVisit } from "./visit.ts";
import { countWords, lengthWords, limitWords, listed } from "./words.ts";
import "./twin.css";

/** How many replaced values are listed. */
const MOST_PAIRS = 60;

type State =
  | { readonly kind: "none" }
  | { readonly kind: "making" }
  | { readonly kind: "failed"; readonly why: string }
  | { readonly kind: "made"; readonly of: string; readonly twin: TwinMade };

/** The pasted text, if the token is unchanged; null if nothing surrounds the token. */
function pastedAround({ whole, arrived }: View): string | null {
  const pasted = arrived.arrival?.pasted;
  return pasted === undefined || pasted === whole.text ? null : pasted;
}

/** The part "Twin" of the sheet: the current token with other values and a throwaway key, to show to others. */
export function Twin() {
  const { view } = useWorkbench();
  const isEmpty = useView(({ whole }) => whole.form === "empty");
  const around = useView(pastedAround);
  const [withText, setWithText] = useState(true);
  const [state, setState] = useState<State>({ kind: "none" });
  const latest = useRef(0);

  async function make(): Promise<void> {
    const { whole, inputs, clock } = view.getState();
    const of = withText && around !== null ? around : whole.text;
    latest.current += 1;
    const turn = latest.current;
    setState({ kind: "making" });
    try {
      if (of.length > MOST_TWIN) throw new RangeError("too long");
      const { keys } = layerInputs(inputs, "");
      const made = await makeTwin(of, { ...clock, keys, about: whole.text, visit: twinVisit() });
      if (turn === latest.current) setState({ kind: "made", of, twin: made });
    } catch (error) {
      const why = error instanceof RangeError ? "The text is too long for a twin." : "No twin could be made here.";
      if (turn === latest.current) setState({ kind: "failed", why });
    }
  }

  return (
    <section className="share-twin" aria-label="Twin of the token">
      <p>
        A token to show to others: the same structure, lengths, times and faults, but with its values replaced and a key
        of its own.
      </p>
      <div className="row">
        <Button icon="swap" disabled={isEmpty} onClick={() => void make()}>
          Make a twin
        </Button>
        {around !== null && (
          <label className="switch">
            <input
              type="checkbox"
              checked={withText}
              onChange={({ currentTarget }) => {
                setWithText(currentTarget.checked);
                latest.current += 1;
                setState({ kind: "none" });
              }}
            />
            With the text around it
          </label>
        )}
        <span className="meta" role="status">
          {state.kind === "making"
            ? "Making the twin and its key"
            : state.kind === "failed"
              ? state.why
              : state.kind === "made"
                ? lengthWords(state.twin.text, state.of)
                : isEmpty
                  ? "Paste a token first."
                  : ""}
        </span>
      </div>
      {state.kind === "made" && <Made twin={state.twin} />}
      {(state.kind === "none" || state.kind === "failed") && (
        <textarea className="input twin-text" aria-label="Twin" readOnly rows={2} placeholder="The twin appears here" />
      )}
    </section>
  );
}

function Made({ twin }: { readonly twin: TwinMade }) {
  const id = useId();
  const { copyText, openWith } = useActions();
  const { findings, replaced, stayed, limits, publicKeys, privateKeys, token } = twin;
  const isShared = publicKeys[0]?.kty === "oct";
  const set = `${JSON.stringify({ keys: publicKeys }, null, 2)}\n`;
  const own = privateText(twin);
  return (
    <>
      <div className="twin-columns">
        <div className="twin-values">
          <h4>Replaced</h4>
          {replaced.length === 0 ? (
            <p className="meta">No value was replaced.</p>
          ) : (
            // A region that scrolls must be reachable by keyboard.
            // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
            <div className="twin-table" role="region" aria-label="Replaced values" tabIndex={0}>
              <table>
                <thead>
                  <tr>
                    <th scope="col">Member</th>
                    <th scope="col">Yours</th>
                    <th scope="col">Twin</th>
                  </tr>
                </thead>
                <tbody>
                  {replaced.slice(0, MOST_PAIRS).map(({ name, from, to }) => (
                    <tr key={`${name} ${from}`}>
                      <th scope="row">{name}</th>
                      <td>
                        <bdi>{cut(from)}</bdi>
                      </td>
                      <td>
                        <bdi>{cut(to)}</bdi>
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          )}
          <p className="meta">
            {countWords(twin)}
            {replaced.length > MOST_PAIRS && `; the first ${MOST_PAIRS} members are listed`}
          </p>
          <h4>Unchanged</h4>
          <ul className="twin-stayed">
            {stayed.times.length > 0 && <li>Times: {listed(stayed.times)}</li>}
            {stayed.forms.length > 0 && <li>{listed(stayed.forms)}</li>}
            {stayed.names.length > 0 && <li>Member names: {listed(stayed.names)}</li>}
            {stayed.words.length > 0 && <li>Standard words: {listed(stayed.words, 20)}</li>}
          </ul>
        </div>
        <div className="twin-result">
          <Findings findings={findings} />
          {limits.length > 0 && (
            <ul className="twin-limits">
              {limits.map((limit) => (
                <li key={`${limit.code} ${limit.detail}`}>
                  <Icon name="warn" />
                  {limitWords(limit)}
                </li>
              ))}
            </ul>
          )}
          <label htmlFor={id}>Twin</label>
          <textarea id={id} className="input twin-text" readOnly rows={9} spellCheck={false} value={twin.text} />
          <p className="meta">Read it before you share it: words that look like plain text are not replaced.</p>
        </div>
      </div>
      <div className="row twin-actions">
        <Button icon="copy" className="primary" onClick={() => void copyText(twin.text, "twin")}>
          Copy twin
        </Button>
        <Button onClick={() => saveFile(new Blob([twin.text], { type: "text/plain" }), "twin.txt")}>Save twin</Button>
        {publicKeys.length > 0 && (
          <>
            <Button icon="copy" onClick={() => void copyText(set, "JWK Set of the twin")}>
              Copy JWK Set
            </Button>
            {own !== null && (
              <Button
                icon="copy"
                onClick={() => void copyText(own, isShared ? "secret of the twin" : "private key of the twin")}
              >
                {isShared ? "Copy secret" : "Copy private key"}
              </Button>
            )}
          </>
        )}
        <Button
          onClick={() => {
            flushSync(() => {
              openWith(token, keysOf(twin));
              closeSheet();
              goTo("#/");
            });
          }}
        >
          Open the twin in the workbench
        </Button>
      </div>
      {privateKeys.length > 0 && (
        <p className="meta">
          {isShared
            ? "The secret was made for this twin, and the JWK Set contains it."
            : "The JWK Set has the public keys made for this twin."}
        </p>
      )}
    </>
  );
}

function Findings({ findings }: { readonly findings: TwinMade["findings"] }) {
  const { same, shared, missing, added } = findings;
  const count = missing.length + added.length;
  return (
    <section className="twin-findings" data-same={same} aria-label="Findings of the twin">
      <h4>
        {same
          ? "The twin gives the same findings"
          : `${count} ${count === 1 ? "finding differs" : "findings differ"} from the original`}
      </h4>
      <List findings={shared} />
      {missing.length > 0 && (
        <>
          <p>Not reproduced, since the twin has its own secret or key:</p>
          <List findings={missing} />
        </>
      )}
      {added.length > 0 && (
        <>
          <p>Only in the twin:</p>
          <List findings={added} />
        </>
      )}
    </section>
  );
}

function List({ findings }: { readonly findings: readonly ComparedFinding[] }) {
  if (findings.length === 0) return null;
  return (
    <ul>
      {findings.map(({ rule, variant, severity, title }, index) => (
        // Equal ones look the same.
        // oxlint-disable-next-line react/no-array-index-key
        <li key={`${rule} ${variant} ${index}`} className={`sev-${severity}`} data-rule={rule} data-severity={severity}>
          <Icon name={severity} />
          <span>{title}</span>
        </li>
      ))}
    </ul>
  );
}

/** The key that signs or decrypts the twin, as text; null if there is none. */
function privateText({ privateKeys, publicKeys }: TwinMade): string | null {
  const [first] = privateKeys;
  if (first === undefined) return null;
  if (publicKeys[0]?.kty === "oct") return first.k ?? "";
  return `${JSON.stringify(privateKeys.length === 1 ? first : { keys: privateKeys }, null, 2)}\n`;
}

/** The fields of the workbench for the twin. */
function keysOf(twin: TwinMade): KeyInputs {
  const { publicKeys, privateKeys } = twin;
  const [key] = privateKeys;
  const isShared = key?.kty === "oct";
  const isForOpening = key?.use === "enc" && !isShared;
  return {
    secret: { text: isShared ? (key.k ?? "") : "", encoding: isShared ? "Base64url" : "UTF-8" },
    publicKey: { text: isShared || key === undefined || isForOpening ? "" : JSON.stringify({ keys: publicKeys }) },
    privateKey: { text: isForOpening ? JSON.stringify(key) : "" },
  };
}

function cut(text: string): string {
  return text.length > 90 ? `${text.slice(0, 60)}…${text.slice(-20)}` : text;
}
