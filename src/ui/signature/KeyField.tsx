import { useId } from "react";
import { wantsPassphrase } from "../../core/keys/reading.ts";
import { FIELD_ATTRIBUTES } from "../../editor/field-attributes.ts";
import { PlainPane } from "../../editor/PlainPane.tsx";
import { useRestingView } from "../restful.tsx";
import { MoveOffer } from "../arrival/MoveOffer.tsx";
import { KeySet } from "../key-set/KeySet.tsx";
import { Button } from "../Button.tsx";
import { Icon } from "../Icon.tsx";
import { usePanels } from "../Panels.tsx";
import { useActions, useView } from "../WorkbenchContext.tsx";
import { CopyAs, type CopyField } from "./CopyAs.tsx";
import { fieldFindings } from "./field-findings.ts";
import { FieldFindings } from "./FieldFindings.tsx";
import { WhereIsTheKey } from "./WhereIsTheKey.tsx";
import { type KeyWords, keyWords, RECIPIENT } from "./words.ts";

const FIELDS = {
  publicKey: {
    label: "Public key",
    pane: "public-key",
    operation: "verify",
    copy: "Copy the verification key",
    passphrase: "Passphrase for verifying",
    placeholder: "PEM, JWK, JWK Set or a certificate",
  },
  privateKey: {
    label: "Private key",
    pane: "private-key",
    operation: "sign",
    copy: "Copy the signing key",
    passphrase: "Passphrase for signing",
    placeholder: "PEM or JWK, only needed to sign. It is never stored, shared or put in a link",
  },
} as const;

/** A field for a key in any form; what it was recognised as, and whether it fits, is below. */
export function KeyField({ field }: { readonly field: "publicKey" | "privateKey" }) {
  const { text, passphrase } = useView(({ fields }) => fields.keys[field]);
  const reading = useView((view) => view[field]);
  const alg = useView(({ algorithm }) => algorithm.value);
  const hidden = useView(({ settings }) => settings.hideSecrets);
  const actions = useActions();
  const { label, pane, operation, copy, placeholder, passphrase: passphraseLabel } = FIELDS[field];
  const encrypted = useView(({ base }) => base.form.startsWith("jwe"));
  const words = keyWords(reading, passphrase, alg, operation);
  const asks = reading !== null && wantsPassphrase(reading);
  const certificate = reading?.kind === "keys" ? reading.keys[0]?.certificate : undefined;
  return (
    <SecretText
      label={label}
      pane={pane}
      field={field}
      text={text}
      hidden={hidden}
      words={words}
      placeholder={encrypted ? RECIPIENT[field] : placeholder}
      onInput={(next) => actions.setKeyField(field, next)}
      copy={copy}
      onCopy={() => void actions.copy(pane)}
    >
      {field === "publicKey" && <WhereIsTheKey />}
      {certificate !== undefined && (
        <p className="meta">
          Issued by <bdi>{certificate.issuer}</bdi>. Shown, not validated.
        </p>
      )}
      {(asks || passphrase !== undefined) && (
        <label className="field">
          <span>{passphraseLabel}</span>
          <textarea
            {...FIELD_ATTRIBUTES}
            className={hidden ? "input hidden-text" : "input"}
            rows={1}
            aria-label={passphraseLabel}
            value={passphrase ?? ""}
            // One line, as programs read a passphrase: Enter after it, or a pasted line break, is not part of it.
            onChange={({ currentTarget }) =>
              actions.setPassphrase(field, currentTarget.value.replaceAll(/[\r\n]/g, ""))
            }
          />
        </label>
      )}
    </SecretText>
  );
}

/** Browsers scroll only to a field's caret, so half of the field can stay under the verdict. */
function showWhole({ target }: React.FocusEvent): void {
  if (target instanceof HTMLTextAreaElement) target.scrollIntoView({ block: "nearest" });
}

/** A field for key material: its text, what it was recognised as, and its findings. */
export function SecretText({
  label,
  pane,
  field,
  text,
  hidden,
  words,
  placeholder,
  onInput,
  copy,
  onCopy,
  rows = "",
  children,
}: {
  readonly label: string;
  readonly pane: CopyField;
  readonly field: "publicKey" | "privateKey" | "secret";
  readonly text: string;
  readonly hidden: boolean;
  readonly words: KeyWords | null;
  readonly placeholder: string;
  readonly onInput: (text: string) => void;
  readonly copy: string;
  readonly onCopy: () => void;
  readonly rows?: string;
  readonly children?: React.ReactNode;
}) {
  const id = useId();
  const { registerPane } = usePanels();
  const invalid = useRestingView(({ findings }) =>
    fieldFindings(findings, pane).some(({ severity }) => severity === "error"),
  );
  return (
    <div className={`field key ${rows}`} data-drop={pane} onFocus={showWhole}>
      <span className="label" aria-hidden="true">
        {label}
      </span>
      <span className="split">
        <Button icon="copy" className="icon small" name={copy} title={copy} disabled={text === ""} onClick={onCopy} />
        <CopyAs field={pane} />
      </span>
      <PlainPane
        label={label}
        value={text}
        placeholder={placeholder}
        className={`input${hidden ? " hidden-text" : ""}${invalid ? " bad" : ""}`}
        invalid={invalid}
        describedBy={`${id}-what ${id}-findings`}
        keepCarriageReturns
        layer={null}
        onInput={onInput}
        handle={registerPane(pane)}
      />
      <div id={`${id}-what`} className="what">
        {words !== null && (
          <p className={`chip sev-${words.tone}`}>
            <Icon name={words.tone} />
            <b>
              <bdi>{words.what}</bdi>
            </b>
            <span>{words.fit}</span>
          </p>
        )}
      </div>
      <FieldFindings id={`${id}-findings`} pane={pane} />
      <MoveOffer field={field} text={text} />
      {children}
      <KeySet field={field} />
    </div>
  );
}
