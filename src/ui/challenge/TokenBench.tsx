import { useId } from "react";
import { isJson } from "../../core/json/print.ts";
import type { SecretEncoding } from "../../core/keys/types.ts";
import { type Draft, draftOf, type Finish, withMembers } from "../../core/lab/workshop.ts";
import { FIELD_ATTRIBUTES } from "../../editor/field-attributes.ts";
import { Button } from "../Button.tsx";
import { Options } from "../Options.tsx";
import { Select } from "../Select.tsx";
import { OwnKey } from "./OwnKey.tsx";
import type { Bench } from "./use-challenge.ts";

const FINISHES: readonly (readonly [finish: Finish, words: string])[] = [
  ["keep", "Keep as it is"],
  ["empty", "Leave empty"],
  ["hmac", "HMAC with a secret"],
  ["own-rsa", "Sign with your own RSA key (RS256)"],
  ["own-p256", "Sign with your own P-256 key (ES256)"],
  ["encrypt", "Encrypt to a public key instead"],
];

/** The attacker's token: header and payload as texts, what follows them, and the result, which can be edited too. */
export function TokenBench({ bench, honest }: { readonly bench: Bench; readonly honest: string }) {
  const { draft, built, put, type, replace, takeBack } = bench;
  const problemId = useId();
  const edit = (change: Partial<Draft>): void => {
    put({ ...draft, typed: null, ...change });
  };
  const problem = built !== null && "problem" in built ? built.problem : null;
  const token = draft.typed ?? (built !== null && "token" in built ? built.token : "");
  return (
    <section className="lab-pane" aria-labelledby="challenge-token">
      <div className="lab-head">
        <h2 id="challenge-token">Your token</h2>
        <span className="meta">edit, sign, send</span>
        <div className="lab-tools">
          {takeBack && (
            <Button className="small" onClick={takeBack}>
              Undo
            </Button>
          )}
          <Button
            icon="undo"
            className="small"
            // Entered keys are not part of the token, and stay.
            onClick={() => replace({ ...draftOf(honest), secret: draft.secret, recipient: draft.recipient })}
          >
            Back to the honest token
          </Button>
        </div>
      </div>
      <div className="lab-pad challenge-bench">
        <div className="challenge-texts">
          <Text label="Header" segment="header" value={draft.header} onChange={(header) => edit({ header })} />
          <Text label="Payload" segment="payload" value={draft.payload} onChange={(payload) => edit({ payload })} />
        </div>
        <Select label="Signature" value={draft.finish} onChange={(finish) => edit({ finish: finish as Finish })}>
          <Options of={FINISHES} />
        </Select>
        <FinishFields draft={draft} edit={edit} />
        <label className="field">
          <span>Token to send</span>
          <textarea
            {...FIELD_ATTRIBUTES}
            className="challenge-token"
            rows={5}
            value={token}
            aria-invalid={problem !== null}
            aria-describedby={problem === null ? undefined : problemId}
            onChange={({ currentTarget }) => type(currentTarget.value)}
          />
        </label>
        {problem !== null && (
          <p className="lab-problem" id={problemId} role="status">
            No token: {problem}
          </p>
        )}
        <div className="lab-row">
          <Button
            icon="play"
            className="primary"
            aria-disabled={problem !== null || token.trim() === ""}
            onClick={() => void bench.send()}
          >
            Send it
          </Button>
          <span className="meta">to the verifier in this page; nothing leaves it</span>
        </div>
      </div>
    </section>
  );
}

function Text({
  label,
  segment,
  value,
  onChange,
}: {
  readonly label: string;
  readonly segment: "header" | "payload";
  readonly value: string;
  readonly onChange: (value: string) => void;
}) {
  const noteId = useId();
  const isRead = isJson(value);
  return (
    <div className="challenge-text" data-segment={segment}>
      <label className="field">
        <span>{label}</span>
        <textarea
          {...FIELD_ATTRIBUTES}
          rows={9}
          value={value}
          aria-describedby={isRead ? undefined : noteId}
          onChange={({ currentTarget }) => onChange(currentTarget.value)}
        />
      </label>
      {!isRead && (
        <p className="meta" id={noteId}>
          Not JSON: sent as is.
        </p>
      )}
    </div>
  );
}

function FinishFields({ draft, edit }: { readonly draft: Draft; readonly edit: (change: Partial<Draft>) => void }) {
  const { finish, secret, recipient } = draft;
  if (finish === "hmac") {
    return (
      <div className="challenge-secret">
        <label className="field">
          <span>Secret to sign with</span>
          <textarea
            {...FIELD_ATTRIBUTES}
            rows={1}
            value={secret.text}
            onChange={({ currentTarget }) => edit({ secret: { ...secret, text: currentTarget.value } })}
          />
        </label>
        <Select
          label="Encoding of the secret"
          value={secret.encoding}
          onChange={(encoding) => edit({ secret: { ...secret, encoding: encoding as SecretEncoding } })}
        >
          <Options of={["UTF-8", "Base64url", "Base64", "Hex"] satisfies SecretEncoding[]} />
        </Select>
      </div>
    );
  }
  if (finish === "own-rsa" || finish === "own-p256") {
    return <OwnKey key={finish} finish={finish} header={draft.header} onHeader={(header) => edit({ header })} />;
  }
  if (finish !== "encrypt") return null;
  return (
    <div className="challenge-recipient">
      <label className="field">
        <span>Public key to encrypt to, PEM or JWK</span>
        <textarea
          {...FIELD_ATTRIBUTES}
          rows={4}
          value={recipient}
          onChange={({ currentTarget }) => edit({ recipient: currentTarget.value })}
        />
      </label>
      <Button
        disabled={!isJson(draft.header)}
        onClick={() => edit({ header: withMembers(draft.header, { alg: "RSA-OAEP-256", enc: "A256GCM" }) })}
      >
        Write RSA-OAEP-256 and A256GCM into the header
      </Button>
    </div>
  );
}
