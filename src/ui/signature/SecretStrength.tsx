import { lazy, Suspense } from "react";
import { useActions, useView } from "../WorkbenchContext.tsx";

const StrengthVerdict = lazy(async () => ({ default: (await import("../crack/StrengthVerdict.tsx")).StrengthVerdict }));

/** What the workbench's secret withstands, and one click to a random one. */
export function SecretStrength() {
  const secret = useView(({ inputs }) => inputs.keys.secret);
  const alg = useView(({ algorithm }) => algorithm.value);
  const hide = useView(({ settings }) => settings.hideSecrets);
  const { applyFix } = useActions();
  if (secret.text === "") return null;
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
