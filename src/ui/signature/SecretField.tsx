import { decodeSecret } from "../../core/keys/secret.ts";
import type { SecretEncoding } from "../../core/keys/types.ts";
import { Select } from "../Select.tsx";
import { useActions, useView } from "../WorkbenchContext.tsx";
import { AuthJsKey } from "../encryption/AuthJsKey.tsx";
import { SecretText } from "./KeyField.tsx";
import { SecretStrength } from "./SecretStrength.tsx";
import { secretWords } from "./words.ts";

const ENCODINGS: readonly SecretEncoding[] = ["UTF-8", "Base64", "Base64url", "Hex"];

/** The shared secret of HMAC, and how its text becomes bytes. */
export function SecretField() {
  const secret = useView(({ fields }) => fields.keys.secret);
  const alg = useView(({ algorithm }) => algorithm.value);
  const hidden = useView(({ settings }) => settings.hideSecrets);
  const actions = useActions();
  const decoded = secret.text === "" ? null : decodeSecret(secret);
  return (
    <>
      <SecretText
        label="Secret"
        pane="secret"
        field="secret"
        text={secret.text}
        hidden={hidden}
        words={decoded !== null && "bytes" in decoded ? secretWords(decoded.bytes.length, alg) : null}
        placeholder="Used exactly as typed, spaces included"
        onInput={actions.setSecret}
        copy="Copy the secret"
        onCopy={() => void actions.copy("secret")}
        rows="short"
      />
      <Select
        label="Secret encoding"
        value={secret.encoding}
        onChange={(encoding) => actions.setSecretEncoding(encoding as SecretEncoding)}
      >
        {ENCODINGS.map((encoding) => (
          <option key={encoding}>{encoding}</option>
        ))}
      </Select>
      <AuthJsKey />
      <SecretStrength />
    </>
  );
}
