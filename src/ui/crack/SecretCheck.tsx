import { useState } from "react";
import type { SecretEncoding, SecretInput } from "../../core/keys/types.ts";
import { FIELD_ATTRIBUTES } from "../../editor/field-attributes.ts";
import { StrengthVerdict } from "./StrengthVerdict.tsx";
import { Options } from "../Options.tsx";

const ENCODINGS: readonly SecretEncoding[] = ["UTF-8", "Base64", "Base64url", "Hex"];

/** Estimates the strength of any secret, without a token. */
export function SecretCheck() {
  const [secret, setSecret] = useState<SecretInput>({ text: "", encoding: "UTF-8" });
  const [alg, setAlg] = useState("HS256");
  return (
    <section className="crack-pane" aria-labelledby="crack-check-title">
      <h3 id="crack-check-title">How long would a secret hold?</h3>
      <div className="crack-check-fields">
        <label className="crack-grow">
          <span>Secret to check</span>
          <textarea
            {...FIELD_ATTRIBUTES}
            rows={2}
            className="crack-mono"
            value={secret.text}
            onChange={(event) => setSecret({ text: event.target.value, encoding: secret.encoding })}
          />
        </label>
        <label>
          <span>Encoding of the secret to check</span>
          <select
            value={secret.encoding}
            onChange={(event) => setSecret({ text: secret.text, encoding: event.target.value as SecretEncoding })}
          >
            <Options of={ENCODINGS} />
          </select>
        </label>
        <label>
          <span>For</span>
          <select value={alg} onChange={(event) => setAlg(event.target.value)}>
            <Options of={["HS256", "HS384", "HS512"]} />
          </select>
        </label>
      </div>
      <StrengthVerdict secret={secret} alg={alg} onReplace={setSecret} />
    </section>
  );
}
