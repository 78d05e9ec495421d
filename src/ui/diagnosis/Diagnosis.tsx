import { memo } from "react";
import type { Finding, Message, Severity } from "../../core/rules/types.ts";
import { Button } from "../Button.tsx";
import { Icon } from "../Icon.tsx";
import { usePanels } from "../Panels.tsx";
import { count } from "../verdict/facts.ts";
import { useActions, useView, useWorkbench } from "../WorkbenchContext.tsx";
import { toErrorMessage } from "../complaint/to-error-message.ts";
import { countFound } from "./found.ts";
import { placeWords } from "./place-words.ts";

const WORDS: Readonly<Record<Severity, string>> = {
  error: "Error",
  security: "Security",
  warn: "Warning",
  info: "Note",
  ok: "Good",
};

/** Everything that the page has to say about token, keys and time, gravest first; the content of the region of that name. */
export function Diagnosis() {
  const findings = useView(({ findings }) => findings);
  const messageOf = useView(({ messageOf }) => messageOf);
  const real = countFound(findings);
  const empty = useView(({ token }) => token.form === "empty");
  const bare = findings.every(({ place, fix }) => place === undefined && fix === undefined);
  return (
    <>
      <div className="head">
        <h2>Diagnosis</h2>
        <span className={real === 0 ? "meta none" : "meta"}>
          {messageOf === null || (empty && real === 0) ? "" : real === 0 ? "nothing found" : count(real, "finding")}
        </span>
        <span className="fill" />
        <ErrorLink />
        <WalkLink />
      </div>
      {messageOf !== null && (
        // Without a control inside it the keyboard could not scroll it.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        <div className="finds" {...(bare && { role: "group", "aria-label": "Findings", tabIndex: 0 })}>
          <Origin />
          {real >= MANY && <Counts findings={findings} />}
          {findings.length > 0 && (
            <ul>
              {findings.map((finding, index) => (
                <FindingItem key={index} finding={finding} messageOf={messageOf} />
              ))}
            </ul>
          )}
        </div>
      )}
    </>
  );
}

/** To the field for an error message, which stands below the workbench; prose in the token pane is likely one, and goes along. */
function ErrorLink() {
  const prose = useView(({ base }) => (base.form === "text" && /\S\s+\S/.test(base.text) ? base.text : null));
  const { setNotes } = useActions();
  return (
    <Button
      className="small"
      onClick={() => {
        if (prose !== null) setNotes({ errorMessage: prose });
        toErrorMessage();
      }}
    >
      {prose === null ? "Explain an error" : "Explain it as an error"}
    </Button>
  );
}

/** From so many findings on their severities are counted above the list, with a way to the first of each. */
const MANY = 8;

const PLURALS: Readonly<Record<Severity, readonly [one: string, many: string]>> = {
  error: ["error", "errors"],
  security: ["security finding", "security findings"],
  warn: ["warning", "warnings"],
  info: ["note", "notes"],
  ok: ["good", "good"],
};

function Counts({ findings }: { readonly findings: readonly Finding[] }) {
  const severities = [...new Set(findings.map(({ severity }) => severity))];
  return (
    <p className="counts">
      {severities.map((severity) => {
        const number = findings.filter((finding) => finding.severity === severity).length;
        return (
          <button
            key={severity}
            type="button"
            className={`btn small sev-${severity}`}
            aria-label={`Go to ${number} ${PLURALS[severity][number === 1 ? 0 : 1]}`}
            onClick={({ currentTarget }) => {
              const list = currentTarget.closest("section");
              list?.querySelector<HTMLElement>(`li[data-severity="${severity}"]`)?.focus();
            }}
          >
            <Icon name={severity} />
            {number} {severity === "security" ? severity : PLURALS[severity][number === 1 ? 0 : 1]}
          </button>
        );
      })}
    </p>
  );
}

/** Whose token it reads as, and of which kind: context for what follows, in the token's own words. */
function Origin() {
  const note = useView(({ standing }) => standing.find(({ rule }) => rule === "origin") ?? null);
  const messageOf = useView(({ messageOf }) => messageOf);
  if (note === null || messageOf === null) return null;
  const { title, why } = messageOf(note);
  return (
    <p className="origin" data-note={note.rule}>
      <b>
        <bdi>{title}.</bdi>
      </b>{" "}
      {why}
    </p>
  );
}

/** To the way of the request, which stands below the workbench. */
function WalkLink() {
  const empty = useView(({ token }) => token.text === "");
  if (empty) return null;
  return (
    <Button
      className="small"
      icon="right"
      onClick={() => {
        const section = document.getElementById("gateway");
        section?.scrollIntoView({ block: "start" });
        section?.focus({ preventScroll: true });
      }}
    >
      Walk the gateway
    </Button>
  );
}

const FindingItem = memo(
  function FindingItem({
    finding,
    messageOf,
  }: {
    readonly finding: Finding;
    readonly messageOf: (finding: Finding) => Message;
  }) {
    const { severity, rule, place, fix } = finding;
    const message = messageOf(finding);
    const { view } = useWorkbench();
    const { select } = usePanels();
    const { applyFix } = useActions();
    return (
      <li
        className={`find sev-${severity}`}
        tabIndex={-1}
        data-rule={rule}
        data-severity={severity}
        data-class={finding.class}
      >
        <Icon name={severity} />
        <div>
          <p className="ft">
            <span className="sw">{WORDS[severity]}</span>
            <bdi>{message.title}</bdi>
          </p>
          <p className="fb">
            <bdi>{message.why}</bdi>
          </p>
          <p className="fm">
            {place !== undefined && (
              <button type="button" className="link" onClick={() => select(place)}>
                {placeWords(place, view.getState())}
              </button>
            )}
            {rule !== "none" && <span className="rid">{rule}</span>}
            {fix !== undefined && message.fix !== undefined && (
              <Button className="small" onClick={() => applyFix(fix)}>
                <bdi>{message.fix}</bdi>
              </Button>
            )}
          </p>
        </div>
      </li>
    );
  },
  // The rules give new findings at each tick; most say the same.
  (before, after) =>
    before.messageOf === after.messageOf && JSON.stringify(before.finding) === JSON.stringify(after.finding),
);
