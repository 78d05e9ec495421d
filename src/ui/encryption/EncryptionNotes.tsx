import { contentEncryptionRow, keyManagementRow } from "../../core/registry/encryption-algorithms.ts";
import { stringMember } from "../../core/json/query.ts";
import type { SegmentName } from "../../core/envelope/types.ts";
import { SEGMENT_WORDS } from "../token/segments.ts";
import { useView } from "../WorkbenchContext.tsx";
import { locked, partWords, proof } from "./words.ts";
import "./encryption.css";

/** What stands above the keys of an encrypted token: how its content is encrypted, and what decrypting proves, or what it takes. */
export function EncryptionNotes() {
  const state = useView(({ verdict }) => verdict.state);
  const alg = useView(({ algorithm }) => algorithm.value);
  const enc = useView(({ header }) => stringMember(header.json, "enc") ?? "");
  const holdsToken = useView(({ layers, path }) =>
    layers.some(({ around, place }) => around === path && place === "content"),
  );
  const software = useView(({ verdict }) => verdict.judgement?.software === true);
  const row = keyManagementRow(alg);
  return (
    <>
      <p className="meta">
        Content encryption: <bdi translate="no">{enc || "not given"}</bdi>
        {contentEncryptionRow(enc) !== null && `, ${contentEncryptionRow(enc)?.description}`}
      </p>
      {state === "decrypted" && row !== null ? (
        <section className="proof" aria-label="What decrypting proves">
          <h3>What decrypting proves</h3>
          <p>{proof(row, holdsToken)}</p>
          {software && <p className="meta">Computed by this page, because the browser cannot.</p>}
        </section>
      ) : (
        row !== null && <p className="meta">{locked(row)}</p>
      )}
      <FiveParts />
    </>
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
