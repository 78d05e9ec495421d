import { Icon } from "../Icon.tsx";
import { useLater } from "../use-later.ts";
import { useActions, useView } from "../WorkbenchContext.tsx";
import { AlgorithmSelect } from "./AlgorithmSelect.tsx";
import { GenerateKey } from "./GenerateKey.tsx";
import { KeyField } from "./KeyField.tsx";
import { SecretField } from "./SecretField.tsx";
import { SignatureMode } from "./SignatureMode.tsx";
import { formulaName } from "./words.ts";

/** The algorithm, the keys that judge and sign, and what an edit does to the signature. */
export function SignaturePanel() {
  const family = useView(({ family }) => family);
  const size = useView(({ token }) => token.segments.find(({ name }) => name === "signature")?.bytes.length ?? null);
  const hidden = useView(({ settings }) => settings.hideSecrets);
  const secure = useView(({ secureContext }) => secureContext);
  const actions = useActions();
  const later = useLater();
  return (
    <section className="pane seg s-signature" id="p-sig" aria-label="Signature">
      <div className="head">
        <h2>
          <i className="sample" />
          Signature
        </h2>
        <span className="meta">{size === null ? "missing" : size === 0 ? "empty" : `${size} bytes`}</span>
        <span className="fill" />
        <label className="switch">
          <input
            type="checkbox"
            role="switch"
            checked={hidden}
            aria-checked={hidden}
            onChange={({ currentTarget }) => actions.setSettings({ hideSecrets: currentTarget.checked })}
          />
          Hide secrets
        </label>
      </div>
      <div className="pad">
        <AlgorithmSelect />
        {!secure && (
          <p className="chip sev-warn">
            <Icon name="warn" />
            <b>This address is not secure, so that the browser offers no cryptography.</b>
            <span>Use https, localhost or the single file to sign and verify. Everything else works.</span>
          </p>
        )}
        {family === "none" && (
          <p className="chip sev-warn">
            <Icon name="open" />
            <b>Nothing is signed, so there is no key to check.</b>
            <span>Choose another algorithm above to sign.</span>
          </p>
        )}
        {family !== "none" && (
          <>
            <div className="row keys">
              <h3>{family === "hmac" ? "Key" : "Keys"}</h3>
              <span className="fill" />
              <GenerateKey />
            </div>
            {family !== "asymmetric" && <SecretField />}
            {family !== "hmac" && (
              <>
                <KeyField field="publicKey" />
                <KeyField field="privateKey" />
              </>
            )}
          </>
        )}
        {later !== null && <later.Offer />}
        <SignatureMode />
        <Formula />
      </div>
    </section>
  );
}

/** How the signature comes about, the parts in the colours of the token. */
function Formula() {
  const alg = useView(({ algorithm }) => algorithm.value);
  const key = useView(({ family }) => (family === "hmac" ? "secret" : "private key"));
  const name = formulaName(alg);
  if (name === null) return null;
  return (
    <p className="formula">
      {name}( <b>{key}</b>, <span className="s-header">header</span>
      <b>.</b>
      <span className="s-payload">payload</span> ) = <span className="s-signature">signature</span>
    </p>
  );
}
