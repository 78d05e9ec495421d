import { setStringMember } from "../../core/json/edit.ts";
import { applyEdit } from "../../core/text/edit.ts";
import {
  CONTENT_ENCRYPTIONS,
  contentEncryptionRow,
  keyManagementRow,
} from "../../core/registry/encryption-algorithms.ts";
import { stringMember } from "../../core/json/query.ts";
import type { SegmentName } from "../../core/envelope/types.ts";
import { decodeUtf8 } from "../../core/text/utf8.ts";
import { Button } from "../Button.tsx";
import { SEGMENT_WORDS } from "../token/segments.ts";
import { Options } from "../Options.tsx";
import { Select } from "../Select.tsx";
import { useActions, useView, useWorkbench } from "../WorkbenchContext.tsx";
import { proof } from "../../core/crypto/jwe/proof.ts";
import { locked, partWords } from "./words.ts";
import "./encryption.css";

/** Notes above an encrypted token's keys: the content encryption, and what decryption needs. */
export function EncryptionNotes() {
  const state = useView(({ verdict }) => verdict.state);
  const alg = useView(({ algorithm }) => algorithm.value);
  const enc = useView(({ header, token }) => stringMember(token.seal?.joined.json ?? header.json, "enc") ?? "");
  const row = keyManagementRow(alg);
  const { editPane } = useActions();
  const { view } = useWorkbench();
  const setEnc = (name: string): void => {
    const { text } = view.getState().header;
    const edit = setStringMember(text, "enc", name);
    if (edit !== null) editPane("header", applyEdit(text, edit));
  };
  return (
    <>
      <div className="two-columns">
        <Select label="Content encryption" value={enc} describedBy="enc-note" onChange={setEnc}>
          {!CONTENT_ENCRYPTIONS.includes(enc) && <option value={enc}>{enc === "" ? "not given" : enc}</option>}
          <Options of={CONTENT_ENCRYPTIONS} />
        </Select>
        <p id="enc-note" className="algorithm-note">
          {contentEncryptionRow(enc)?.description ?? "Unknown content encryption"}
        </p>
      </div>
      {state !== "decrypted" && row !== null && <p className="meta">{locked(row)}</p>}
    </>
  );
}

/** Notes below the keys: what decryption proves, and what the five parts are. */
export function EncryptionFacts() {
  const state = useView(({ verdict }) => verdict.state);
  const alg = useView(({ algorithm }) => algorithm.value);
  const holdsToken = useView(({ layers, path }) =>
    layers.some(({ around, place }) => around === path && place === "content"),
  );
  // Content too long to draw on every keystroke is still decrypted.
  const unshown = useView(({ verdict }) => {
    const opened = verdict.judgement?.opened;
    return opened?.content === null ? opened.bytes : null;
  });
  const software = useView(({ verdict }) => verdict.judgement?.software === true);
  const row = keyManagementRow(alg);
  return (
    <>
      {unshown !== null && <Unshown bytes={unshown} />}
      {state === "decrypted" && row !== null && (
        <section className="proof" aria-label="What decrypting proves">
          <h3>What decrypting proves</h3>
          <p>{proof(row, holdsToken)}</p>
          {software && <p className="meta">Computed by this page, because the browser cannot.</p>}
        </section>
      )}
      <FiveParts />
    </>
  );
}

/** Decrypted content that is too long for the panes can still be copied. */
function Unshown({ bytes }: { readonly bytes: Uint8Array<ArrayBuffer> }) {
  const { copyText } = useActions();
  const size = bytes.length.toLocaleString("en");
  return (
    <div className="unshown">
      <p className="meta">{`Its content has ${size} bytes, which is more than the panes show: it cannot be edited here.`}</p>
      <Button className="small" icon="copy" onClick={() => void copyText(decodeUtf8(bytes).text, "content")}>
        Copy the content
      </Button>
    </div>
  );
}

const PARTS: readonly SegmentName[] = ["header", "encrypted-key", "iv", "ciphertext", "tag"];

/** Each of the five parts with its size and what it is for. */
function FiveParts() {
  const segments = useView(({ token }) => token.segments);
  const alg = useView(({ algorithm }) => algorithm.value);
  const row = keyManagementRow(alg);
  return (
    <details className="five-parts">
      <summary>The five parts</summary>
      <dl>
        {PARTS.map((name) => {
          const segment = segments.find((one) => one.name === name);
          return (
            <div key={name} className={`s-${name}`}>
              <dt>
                <i className="sample" />
                {SEGMENT_WORDS[name][0]}
              </dt>
              <dd>{segment === undefined ? "missing" : `${segment.bytes.length.toLocaleString("en")} bytes`}</dd>
              <dd>{partWords(name, row)}</dd>
            </div>
          );
        })}
      </dl>
    </details>
  );
}
