import { useEffect, useState } from "react";
import type { SecretInput } from "../../core/keys/types.ts";
import { useWorkbench } from "../WorkbenchContext.tsx";
import { CrackScreen } from "./CrackScreen.tsx";

/** The search for a weak secret on its own page, with the workbench's token if a shared secret signs it. */
export function CrackPage({
  openInWorkbench,
}: {
  readonly openInWorkbench: (token: string, secret: SecretInput) => void;
}) {
  const { view } = useWorkbench();
  const [token] = useState(() => {
    const { family, base, token } = view.getState();
    if (family !== "hmac" || !base.form.startsWith("jws")) return "";
    if (token.form === "jws" && token.detached === undefined) return token.text;
    // The search needs the signing input of a compact token.
    const [header, payload, signature] = token.segments.map(({ text }) => text);
    return `${header}.${payload}${token.detached?.signed ?? ""}.${signature}`;
  });
  useEffect(() => {
    const before = document.title;
    document.title = "Search for a weak secret, Jotscope";
    return () => {
      document.title = before;
    };
  }, []);
  return (
    <main className="lab" id="main">
      <h1 className="visually-hidden">Search for a weak secret</h1>
      <a className="link" href="#/lab">
        All scenarios of the lab
      </a>
      <CrackScreen initialToken={token} openInWorkbench={openInWorkbench} />
    </main>
  );
}
