import { useState } from "react";
import { type Challenge, type Counter, publicTexts } from "../../core/lab/challenges.ts";
import type { Setup } from "../../core/lab/types.ts";
import { withToken } from "../../core/lab/workshop.ts";
import { FIELD_ATTRIBUTES } from "../../editor/field-attributes.ts";
import { Button } from "../Button.tsx";
import { useActions } from "../WorkbenchContext.tsx";
import { type Bench, useChallenges } from "./use-challenge.ts";

/** What the attacker has: the honest token, public keys, and possibly an issuer that signs for her. */
export function AtHand({
  challenge,
  setup,
  bench,
}: {
  readonly challenge: Challenge;
  readonly setup: Setup;
  readonly bench: Bench;
}) {
  return (
    <section className="lab-pane" aria-labelledby="challenge-hand">
      <div className="lab-head">
        <h2 id="challenge-hand">What you have</h2>
        <span className="meta">as an attacker would</span>
      </div>
      <div className="lab-pad challenge-hand">
        <Thing name="Your honest token" text={setup.honest} what="token" />
        {publicTexts(setup).map(({ name, text }) => (
          <Thing key={name} name={name === "public key" ? "The public key" : `The ${name}`} text={text} what="key" />
        ))}
        {challenge.counter && <AtCounter counter={challenge.counter} bench={bench} />}
      </div>
    </section>
  );
}

function Thing({ name, text, what }: { readonly name: string; readonly text: string; readonly what: string }) {
  const { copyText } = useActions();
  return (
    <div className="challenge-thing">
      <div className="lab-row">
        <h3>{name}</h3>
        <Button icon="copy" className="small" name={`Copy: ${name}`} onClick={() => void copyText(text, what)}>
          Copy
        </Button>
      </div>
      {/* A region that scrolls must be reachable by keyboard. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <code className="challenge-code" role="region" aria-label={name} tabIndex={0} translate="no">
        {text}
      </code>
    </div>
  );
}

function AtCounter({ counter, bench }: { readonly counter: Counter; readonly bench: Bench }) {
  const { environment } = useChallenges();
  const [choice, setChoice] = useState(counter.initial);
  return (
    <form
      className="challenge-thing"
      onSubmit={(event) => {
        event.preventDefault();
        void counter.issue(environment, choice).then((token) => bench.replace(withToken(bench.draft, token)));
      }}
    >
      <h3>{counter.title}</h3>
      <p className="meta">{counter.about}</p>
      <label className="field">
        <span>{counter.field}</span>
        <input
          {...FIELD_ATTRIBUTES}
          className="challenge-input"
          type="text"
          value={choice}
          onChange={({ currentTarget }) => setChoice(currentTarget.value)}
        />
      </label>
      <div className="lab-row">
        <button type="submit" className="btn">
          <span>Get a token</span>
        </button>
      </div>
    </form>
  );
}
