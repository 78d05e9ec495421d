import { restful } from "../restful.tsx";
import { memo } from "react";
import type { Finding, Message, Severity } from "../../core/rules/types.ts";
import { Button } from "../Button.tsx";
import { useDeskMark } from "../desk-mark.ts";
import { useFold } from "../fold.ts";
import { FoldHeading } from "../FoldHeading.tsx";
import { Icon } from "../Icon.tsx";
import { useGoTo } from "../source-map/use-go-to.ts";
import { useActions, useView, useWorkbench } from "../WorkbenchContext.tsx";
import { toErrorMessage } from "../complaint/to-error-message.ts";
import { countFound } from "./found.ts";
import { placeWords } from "./place-words.ts";
import "./diagnosis.css";
import { plural } from "../../core/base/words.ts";

const WORDS: Readonly<Record<Severity, string>> = {
  error: "Error",
  security: "Security",
  warn: "Warning",
  info: "Note",
  ok: "Good",
};

/**
 * All findings about token, keys and time, most severe first; the content of the region "Diagnosis". Folded, it is one
 * line of titles. `isOpen`: it is one of the workbench's panes, open unless the user folds it.
 */
export const Diagnosis = restful(function Diagnosis({ isOpen }: { readonly isOpen: boolean }) {
  const findings = useView(({ findings }) => findings);
  const messageOf = useView(({ messageOf }) => messageOf);
  const real = countFound(findings);
  const empty = useView(({ token }) => token.form === "empty");
  const bare = findings.every(({ place, fix }) => place === undefined && fix === undefined);
  const [open, toggle] = useFold(isOpen ? "diagnosis" : "diagnosis beside", isOpen);
  useDeskMark("diagnosis-folded", !open);
  return (
    <>
      <div className="head">
        <FoldHeading title="Diagnosis" open={open} toggle={toggle} controls="finds" />
        <span className={real === 0 ? "meta none" : "meta"}>
          {messageOf === null || (empty && real === 0) ? "" : real === 0 ? "nothing found" : plural(real, "finding")}
        </span>
        {!open && messageOf !== null && real > 0 && <Titles findings={findings} messageOf={messageOf} />}
        <span className="fill" />
        <ErrorLink />
      </div>
      {messageOf !== null && (
        // Without a focusable control inside, the keyboard could not scroll it.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        <div
          className="finds"
          id="finds"
          hidden={!open}
          {...(bare && { role: "group", "aria-label": "Findings", tabIndex: 0 })}
        >
          <Origin />
          {real >= MANY && <Counts findings={findings} />}
          {findings.length > 0 && (
            <ul>
              {findings.map((finding, index) => (
                <FindingItem key={index} finding={finding} messageOf={messageOf} />
              ))}
            </ul>
          )}
          <ClaimedFindings findings={findings} />
        </div>
      )}
    </>
  );
});

/** Findings of the sharer that this page cannot reproduce: in their words, as a claim, without a finding's colour. */
function ClaimedFindings({ findings }: { readonly findings: readonly Finding[] }) {
  const shared = useView((view) => view.shared);
  if (shared === undefined) return null;
  const own = new Set(
    findings.flatMap(({ rule, consequences = [] }) => [rule, ...consequences.map((one) => one.rule)]),
  );
  const claimed = shared.claimed.findings.filter(({ rule }) => !own.has(rule as Finding["rule"]) && rule !== "none");
  if (claimed.length === 0) return null;
  return (
    <div className="claimed-findings">
      <p className="meta" id="claimed-findings">
        Found where it was shared: claimed by the link, not checked here
      </p>
      <ul aria-labelledby="claimed-findings">
        {claimed.map(({ rule, severity, title }, index) => (
          <li key={index} className="find sev-info" data-rule={rule} data-severity={severity} data-claimed="">
            <Icon name="dash" />
            <p className="finding-title">
              <span className="severity-word">{WORDS[severity as Severity]} </span>
              <bdi>{title}</bdi>
            </p>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** How a finding is drawn, and its word. "No problems found" is good news only if the signature verified. */
function looks({ severity, variant }: Finding): readonly [tone: Severity, word: string] {
  const tone = severity === "ok" && variant !== "verified" ? "info" : severity;
  return [tone, WORDS[tone]];
}

/** How many titles fit on a line. */
const TITLES = 3;

/** The findings as one line, worst first. */
function Titles({
  findings,
  messageOf,
}: {
  readonly findings: readonly Finding[];
  readonly messageOf: Said["messageOf"];
}) {
  return (
    <p className="titles">
      {findings.slice(0, TITLES).map((finding, index) => {
        const [tone, word] = looks(finding);
        return (
          <span key={index} className={`sev-${tone}`}>
            <Icon name={tone} />
            <span className="severity-word">{word} </span>
            <bdi>{messageOf(finding).title}</bdi>
          </span>
        );
      })}
      {findings.length > TITLES && <span className="meta">and {findings.length - TITLES} more</span>}
    </p>
  );
}

/** Prose in the token pane is probably an error message: a link to the screen that explains it, with the text. */
function ErrorLink() {
  const prose = useView(({ base }) => (base.form === "text" && /\S\s+\S/.test(base.text) ? base.text : null));
  const { setNotes } = useActions();
  if (prose === null) return null;
  return (
    <Button
      className="small"
      onClick={() => {
        setNotes({ errorMessage: prose });
        toErrorMessage();
      }}
    >
      Explain it as an error
    </Button>
  );
}

/** From this many findings on, the severities are counted above the list, with a link to the first of each. */
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

/** The issuer and kind of token that it claims to be: context for what follows. */
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

const FindingItem = memo(
  function FindingItem({ finding, messageOf }: Said) {
    const { severity, rule, consequences = [] } = finding;
    const [tone, word] = looks(finding);
    const message = messageOf(finding);
    return (
      <li
        className={`find sev-${tone}`}
        tabIndex={-1}
        data-rule={rule}
        data-severity={severity}
        data-class={finding.class}
      >
        <Icon name={tone} />
        <div>
          <p className="finding-title">
            <span className="severity-word">{word} </span>
            <bdi>{message.title}</bdi>
          </p>
          <p className="finding-text">
            <bdi>{message.why}</bdi>
          </p>
          <Ways finding={finding} message={message} />
          {consequences.length > 0 && <Consequences of={finding} messageOf={messageOf} />}
        </div>
      </li>
    );
  },
  // The rules return new findings at each tick; most are unchanged.
  (before, after) =>
    before.messageOf === after.messageOf && JSON.stringify(before.finding) === JSON.stringify(after.finding),
);

interface Said {
  readonly finding: Finding;
  readonly messageOf: (finding: Finding) => Message;
}

/** A finding's fix, place and rule. */
function Ways({ finding: { rule, place, fix }, message }: { readonly finding: Finding; readonly message: Message }) {
  const { view } = useWorkbench();
  const goTo = useGoTo();
  const { applyFix } = useActions();
  return (
    <p className="finding-acts">
      {fix !== undefined && message.fix !== undefined && (
        <Button className="small" onClick={() => applyFix(fix)}>
          <bdi>{message.fix}</bdi>
        </Button>
      )}
      {place !== undefined && (
        <button type="button" className="link" onClick={() => goTo(place)}>
          {placeWords(place, view.getState())}
        </button>
      )}
      {rule !== "none" && (
        <span className="rule-id" translate="no" title={message.source}>
          {rule}
        </span>
      )}
    </p>
  );
}

/** From this many consequences on, the rest is one click away. */
const SHOWN = 3;

/** A finding's consequences: in the list, but unobtrusive. */
function Consequences({ of: cause, messageOf }: { readonly of: Finding; readonly messageOf: Said["messageOf"] }) {
  const following = cause.consequences ?? [];
  const items = following.map((finding, index) => (
    <Consequence key={index} finding={finding} messageOf={messageOf} isRepeated={isSame(finding, cause)} />
  ));
  const shown = items.length > SHOWN + 1 ? SHOWN : items.length;
  return (
    <div className="follow">
      <ul aria-label={following.every((finding) => isSame(finding, cause)) ? "Also here" : "What follows from it"}>
        {items.slice(0, shown)}
      </ul>
      {shown < items.length && (
        <details>
          <summary>{items.length - shown} more</summary>
          <ul>{items.slice(shown)}</ul>
        </details>
      )}
    </div>
  );
}

function isSame(one: Finding, other: Finding): boolean {
  return one.rule === other.rule && one.variant === other.variant;
}

function Consequence({ finding, messageOf, isRepeated }: Said & { readonly isRepeated: boolean }) {
  const { severity, rule } = finding;
  const message = messageOf(finding);
  return (
    <li
      className={`sev-${severity}`}
      tabIndex={-1}
      data-rule={rule}
      data-severity={severity}
      data-class={finding.class}
    >
      <p>
        <span className="severity-word">{WORDS[severity]} </span>
        <bdi>{message.title}</bdi>
      </p>
      {!isRepeated && (
        <p className="finding-text">
          <bdi>{message.why}</bdi>
        </p>
      )}
      <Ways finding={finding} message={message} />
    </li>
  );
}
