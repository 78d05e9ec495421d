import { Icon } from "../Icon.tsx";
import { useActions } from "../WorkbenchContext.tsx";
import { toErrorMessage } from "../complaint/to-error-message.ts";
import { startFirstLook } from "../first-visit/look.ts";
import { EXAMPLES } from "./examples.ts";

const ABILITIES = [
  "Read any token, even half of one, with each problem marked at its place",
  "Verify with a secret, PEM, JWK, JWK Set or certificate: the format is recognised",
  "Edit a claim and watch the token change, then sign it again or keep the old signature",
  "See why a verifier would refuse it, with the clause that says so",
];

/** Where to start without a token: examples, made on the spot. */
export function Examples() {
  const { openExample } = useActions();
  return (
    <section className="pane start" id="p-json" aria-label="Start from an example">
      <div className="head">
        <h2>Or start from an example</h2>
        <span className="meta">made here, now, with a fresh key</span>
      </div>
      <button type="button" className="ex look" onClick={startFirstLook}>
        <b>New here? Take a first look</b>
        <span>five small steps on a real token, each done by you; leave whenever you like</span>
        <Icon name="right" />
      </button>
      <div className="examples">
        {EXAMPLES.map(([id, name, what]) => (
          <button key={id} type="button" className="ex" onClick={() => void openExample(id)}>
            <b>{name}</b>
            <span>{what}</span>
            <Icon name="right" />
          </button>
        ))}
      </div>
      <button type="button" className="ex" onClick={toErrorMessage}>
        <b>Have an error message? Paste it here</b>
        <span>what it means, and what it likely comes from</span>
        <Icon name="right" />
      </button>
      <div className="also">
        <h3>What you can do here</h3>
        <ul>
          {ABILITIES.map((ability) => (
            <li key={ability}>
              <Icon name="ok" />
              <span>{ability}</span>
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}
