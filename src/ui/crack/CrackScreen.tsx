import { useId, useState } from "react";
import type { SecretInput } from "../../core/keys/types.ts";
import { FIELD_ATTRIBUTES } from "../../editor/field-attributes.ts";
import { Button } from "../Button.tsx";
import { SearchStatus } from "./SearchStatus.tsx";
import { SecretCheck } from "./SecretCheck.tsx";
import { keyspacesOf, START_OPTIONS, type Options } from "./options.ts";
import { WhatToTry } from "./WhatToTry.tsx";
import { useCrackSession } from "./use-crack-session.ts";
import { problemWords } from "./words.ts";
import "./crack.css";

/** Searches for the HMAC secret of a token, in workers of this browser. Loaded only when it is opened. */
export function CrackScreen({
  initialToken = "",
  openInWorkbench,
}: {
  readonly initialToken?: string;
  /** Takes the searched token and its secret to the workbench. */
  readonly openInWorkbench: (token: string, secret: SecretInput) => void;
}) {
  const { session, view, absence } = useCrackSession();
  const [token, setToken] = useState(initialToken);
  const [options, setOptions] = useState<Options>(START_OPTIONS);
  const problemId = useId();
  const busy = view.state === "running" || view.state === "paused";

  const start = (): void => {
    session.start({
      token,
      documentation: options.documentation,
      passwords: options.passwords,
      files: options.files,
      mutations: options.changes ? options.mutations : {},
      keyspaces: keyspacesOf(options),
      workers: options.workers,
    });
  };

  return (
    <section className="crack" aria-labelledby="crack-title">
      <header className="crack-head">
        <h2 id="crack-title">Search for a weak secret</h2>
        <p>
          The secret of an HS256 token can be guessed offline, and nobody notices. Whoever finds it can sign any claims.
          Use this only on your own systems, or on systems that you are authorised to test. Token, lists and guesses
          stay in this page.
        </p>
      </header>
      <div className="crack-columns">
        <div className="crack-pane">
          <label className="crack-label" htmlFor="crack-token">
            Token to crack
          </label>
          <textarea
            {...FIELD_ATTRIBUTES}
            id="crack-token"
            className="crack-token"
            rows={5}
            value={token}
            readOnly={busy}
            aria-describedby={view.problem ? problemId : undefined}
            aria-invalid={view.problem !== null && view.problem.code !== "nothing-chosen"}
            onChange={(event) => setToken(event.target.value)}
          />
          <WhatToTry options={options} setOptions={setOptions} disabled={busy} />
          {view.problem && (
            <p className="crack-problem" id={problemId} role="alert">
              {problemWords(view.problem)}
            </p>
          )}
          <div className="crack-actions">
            {!busy && (
              <Button className="primary" onClick={start}>
                Start
              </Button>
            )}
            {view.state === "running" && <Button onClick={session.pause}>Pause</Button>}
            {view.state === "paused" && (
              <Button className="primary" onClick={session.resume}>
                Resume
              </Button>
            )}
            {busy && <Button onClick={session.cancel}>Cancel</Button>}
          </div>
        </div>
        <div className="crack-column">
          <SearchStatus view={view} absence={absence} openInWorkbench={openInWorkbench} />
          <SecretCheck />
        </div>
      </div>
    </section>
  );
}
