import { Suspense } from "react";
import { CrackLink } from "../crack/CrackLink.tsx";
import { EncryptionFacts } from "../encryption/EncryptionNotes.tsx";
import { Conversions, JsonForm } from "../late-panels.tsx";
import { Offer } from "../solve/Offer.tsx";
import { useActions, useView } from "../WorkbenchContext.tsx";
import { AlgorithmSelect } from "./AlgorithmSelect.tsx";
import { GenerateKey } from "./GenerateKey.tsx";
import { KeyField } from "./KeyField.tsx";
import { Formula, ModeNote, Warnings } from "./Notes.tsx";
import { SecretField } from "./SecretField.tsx";
import { SignatureMode } from "./SignatureMode.tsx";

/** The algorithm, the keys, and what an edit does to the signature. */
export function SignaturePanel() {
  const family = useView(({ family }) => family);
  const encrypted = useView(({ base }) => base.form.startsWith("jwe"));
  const title = encrypted ? "Encryption" : "Signature";
  const size = useView(({ token }) => token.segments.find(({ name }) => name === "signature")?.bytes.length ?? null);
  const inJson = useView(({ base }) => base.form.endsWith("-json"));
  const isCompact = useView(({ token }) => ["jws", "jwe", "sd-jwt"].includes(token.form));
  const hidden = useView(({ settings }) => settings.hideSecrets);
  const actions = useActions();
  return (
    <>
      <div className="head">
        <h2>
          <i className="sample" />
          {title}
        </h2>
        <span className="meta">
          {encrypted ? null : size === null ? "missing" : size === 0 ? "empty" : `${size} bytes`}
        </span>
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
        {inJson && (
          <Suspense>
            <JsonForm />
          </Suspense>
        )}
        <AlgorithmSelect />
        <Warnings />
        {family !== "none" && (
          <>
            <div className="row keys">
              <h3>{family === "hmac" ? "Key" : "Keys"}</h3>
              <span className="fill" />
              <CrackLink />
              <GenerateKey />
            </div>
            {family !== "asymmetric" && <SecretField />}
            {family !== "hmac" && (
              <>
                {encrypted && <KeyField field="privateKey" />}
                <KeyField field="publicKey" />
                {!encrypted && <KeyField field="privateKey" />}
              </>
            )}
          </>
        )}
        {encrypted && <EncryptionFacts />}
        <Offer />
        <SignatureMode />
        <ModeNote />
        <Formula />
        {isCompact && (
          <Suspense>
            <Conversions />
          </Suspense>
        )}
      </div>
    </>
  );
}
