import { type Directive, parsePolicy } from "../../core/privacy/policy.ts";
import { mayNotConnect } from "../../page/privacy/facts.ts";
import { Icon } from "../Icon.tsx";
import { Offline } from "../offline/Offline.tsx";
import { Forget } from "./Forget.tsx";
import { SelfTest } from "./SelfTest.tsx";
import { type Facts, useFacts } from "./use-facts.ts";
import { directiveWords, NOT_STOPPED, requestWords, serviceWorkerWords, storeWords } from "./words.ts";
import "./privacy.css";

/** What prevents the page from sending anything, as of now, with a self-test. */
export function PrivacyPanel() {
  const facts = useFacts();
  return (
    <section className="privacy" aria-label="Privacy">
      <div className="pad">
        <p className="lead">
          Tokens are credentials. This page decodes, verifies and signs them in your browser, and its Content Security
          Policy blocks every connection. What no policy can stop is listed below.
        </p>
        <FactList facts={facts} />
        <Forget />
        <SelfTest />
        <Offline />
        <Policy policies={facts.policies} />
        <Requests facts={facts} />
        <details>
          <summary>What no policy can stop</summary>
          <dl className="not-stopped">
            {NOT_STOPPED.map(([what, why]) => (
              <div key={what}>
                <dt>{what}</dt>
                <dd>{why}</dd>
              </div>
            ))}
          </dl>
        </details>
      </div>
    </section>
  );
}

function FactList({ facts }: { readonly facts: Facts }) {
  const { requests, stores, serviceWorker, webRtc } = facts;
  return (
    <dl className="proof">
      <div>
        <dt>Policy</dt>
        <dd>
          <PolicyInShort policies={facts.policies} />
        </dd>
      </div>
      <div>
        <dt>Requests</dt>
        <dd className={requests.foreign.length > 0 ? "sev-error" : undefined}>{requestWords(requests)}</dd>
      </div>
      <div>
        <dt>Stored on disk</dt>
        <dd>{stores === null ? "…" : storeWords(stores)}</dd>
      </div>
      <div>
        <dt>Service worker</dt>
        <dd>{serviceWorker === null ? "…" : serviceWorkerWords(serviceWorker)}</dd>
      </div>
      <div>
        <dt>WebRTC</dt>
        <dd>{webRtc ? "there" : "removed at startup"}</dd>
      </div>
    </dl>
  );
}

function PolicyInShort({ policies }: { readonly policies: readonly string[] }) {
  if (mayNotConnect()) {
    return (
      <>
        <code>connect-src 'none'</code> in the page itself
      </>
    );
  }
  return (
    <span className="loose sev-warn">
      <Icon name="warn" />
      <span>
        {policies.length === 0
          ? "none in the page itself; the self-test shows whether a server sent one"
          : "the page may connect: this is not the policy it was built with"}
      </span>
    </span>
  );
}

function Policy({ policies }: { readonly policies: readonly string[] }) {
  if (policies.length === 0) return null;
  return (
    <details>
      <summary>The whole policy</summary>
      <dl className="directives">
        {policies.flatMap(parsePolicy).map((directive) => (
          <DirectiveRow key={directive.name} directive={directive} />
        ))}
      </dl>
    </details>
  );
}

function DirectiveRow({ directive: { name, values } }: { readonly directive: Directive }) {
  return (
    <div>
      <dt>
        <code>
          <b>{name}</b> {values.join(" ")}
        </code>
      </dt>
      <dd className="meta">{directiveWords(name)}</dd>
    </div>
  );
}

function Requests({ facts: { requests } }: { readonly facts: Facts }) {
  const { own, foreign, probes } = requests;
  return (
    <details>
      <summary>Every request since the page was opened</summary>
      <p className="meta">As the browser lists them. It does not list sockets; the policy blocks those.</p>
      {probes > 0 && (
        <p className="meta">Left out: {probes} the self-test’s attempts. The browser lists the blocked ones too.</p>
      )}
      <ul className="requests">
        {foreign.map((address, index) => (
          <li key={`${index} ${address}`} className="sev-error">
            <Icon name="error" /> <bdi>{address}</bdi>
          </li>
        ))}
        {own.map((file, index) => (
          <li key={`${index} ${file}`}>
            <bdi>{file}</bdi>
          </li>
        ))}
      </ul>
    </details>
  );
}
