import { lazy, Suspense, useState } from "react";
import type { SecretInput } from "../../core/keys/types.ts";
import { Part } from "../Part.tsx";

const CrackScreen = lazy(async () => ({ default: (await import("../crack/CrackScreen.tsx")).CrackScreen }));

/** The search for a token's secret, folded: available in every challenge, useful in few. Reopened, it continues. */
export function SecretSearch({
  token,
  openInWorkbench,
}: {
  readonly token: string;
  readonly openInWorkbench: (token: string, secret: SecretInput) => void;
}) {
  const [wasOpen, setWasOpen] = useState(false);
  return (
    <details
      className="lab-pane challenge-search"
      onToggle={({ currentTarget }) => {
        if (currentTarget.open) setWasOpen(true);
      }}
    >
      <summary>Search for the secret of your honest token</summary>
      {wasOpen && (
        <Part name="crack">
          <Suspense fallback={<p className="meta">Loading the search.</p>}>
            <CrackScreen initialToken={token} openInWorkbench={openInWorkbench} />
          </Suspense>
        </Part>
      )}
    </details>
  );
}
