import { allFindings } from "../../core/rules/flatten.ts";
import { Icon } from "../Icon.tsx";
import { isUnsealed } from "../../core/envelope/unsealed.ts";
import { encryptionWords } from "../encryption/words.ts";
import { EncryptionNotes } from "../encryption/EncryptionNotes.tsx";
import { useView } from "../WorkbenchContext.tsx";
import { formulaName, modeWords } from "./words.ts";

/** Why keys cannot be used: no cryptography here, nothing signed, or a token without a signature (RFC 7516). */
export function Warnings() {
  const family = useView(({ family }) => family);
  const secure = useView(({ secureContext }) => secureContext);
  const form = useView(({ base }) => base.form);
  return (
    <>
      {!secure && (
        <p className="chip sev-warn">
          <Icon name="warn" />
          <b>This is not a secure context, so the browser offers no cryptography.</b>
          <span>Use https, localhost or the single file to sign and verify. Everything else works.</span>
        </p>
      )}
      {form.startsWith("jwe") && <EncryptionNotes />}
      {family === "none" && (
        <p className="chip sev-warn">
          <Icon name="open" />
          <b>Nothing is signed, so there is no key to check.</b>
          <span>Choose another algorithm above to sign.</span>
        </p>
      )}
    </>
  );
}

/** What an edit currently does to the signature, or what is missing to sign. */
export function ModeNote() {
  const encrypted = useView(({ base }) => base.form.startsWith("jwe"));
  const canEncrypt = useView(({ canSignAgain }) => canSignAgain);
  const mode = useView(({ fields }) => fields.mode);
  const family = useView(({ family }) => family);
  const privateKey = useView(({ privateKey }) => privateKey);
  const hasSecret = useView(({ fields }) => fields.keys.secret.text !== "");
  const missing = useView(({ signing, findings, messageOf }) => {
    if (signing?.kind !== "unavailable") return null;
    const finding = allFindings(findings).find(({ rule }) => rule === "sign-unavailable");
    return (
      (finding && messageOf?.(finding).title) ??
      (encrypted ? "Not re-encrypted" : "Not re-signed: no usable signing key")
    );
  });
  const isNew = useView(({ base }) => isUnsealed(base.text));
  return missing === null || isNew ? (
    <p className="meta">
      {encrypted ? encryptionWords(mode, canEncrypt) : modeWords({ mode, family, privateKey, hasSecret })}
    </p>
  ) : (
    <p className="chip sev-warn">
      <Icon name="warn" />
      <b>{missing}</b>
    </p>
  );
}

/** The signature formula, with its parts in the token's colours. */
export function Formula() {
  const alg = useView(({ algorithm }) => algorithm.value);
  const key = useView(({ family }) => (family === "hmac" ? "secret" : "private key"));
  const name = formulaName(alg);
  if (name === null) return null;
  return (
    <p className="formula" translate="no">
      {name}( <b>{key}</b>, <span className="s-header">header</span>
      <b>.</b>
      <span className="s-payload">payload</span> ) = <span className="s-signature">signature</span>
    </p>
  );
}
