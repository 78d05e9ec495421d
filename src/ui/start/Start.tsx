import { useActions } from "../WorkbenchContext.tsx";
import { WaitingKeys } from "./WaitingKeys.tsx";
import "./start.css";

/** What the empty page offers without a token: each example shows another feature. */
const SHOWN = [
  ["expired", "Verified, but refused", "A valid signature on an expired token", ["header", "payload", "signature"]],
  [
    "tampered",
    "Changed after signing",
    "One claim was edited, and the signature shows it",
    ["header", "payload", "signature"],
  ],
  [
    "RS256",
    "Signed with a key pair",
    "As most identity providers sign: read it, edit it, sign it",
    ["header", "payload", "signature"],
  ],
] as const;

/** Where to start without a token: examples, made on the spot. */
export function Examples() {
  const { openExample } = useActions();
  return (
    <>
      <WaitingKeys />
      <section className="start" aria-label="Start from an example">
        <h2>Or try an example made here</h2>
        <div className="examples">
          {SHOWN.map(([id, name, what, segments]) => (
            <button key={id} type="button" className="example" onClick={() => void openExample(id)}>
              <span className="example-bar" aria-hidden="true">
                {segments.map((segment) => (
                  <i key={segment} className={`sample s-${segment}`} />
                ))}
              </span>
              <b>{name}</b>
              <span>{what}</span>
            </button>
          ))}
        </div>
      </section>
    </>
  );
}
