import { Suspense } from "react";
import { StrengthVerdict } from "../late-panels.tsx";
import { useActions, useView } from "../WorkbenchContext.tsx";

/** The workbench secret's strength, with a button for a random one. */
export function SecretStrength() {
  const secret = useView(({ fields }) => fields.keys.secret);
  const alg = useView(({ algorithm }) => algorithm.value);
  const hide = useView(({ settings }) => settings.hideSecrets);
  const { applyFix } = useActions();
  const encrypted = useView(({ base }) => base.form.startsWith("jwe"));
  if (secret.text === "" || encrypted) return null;
  return (
    <Suspense>
      <StrengthVerdict
        secret={secret}
        alg={alg}
        hide={hide}
        brief
        onReplace={({ text, encoding }) => applyFix({ kind: "secret", text, encoding })}
      />
    </Suspense>
  );
}
