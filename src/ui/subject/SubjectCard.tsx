import { useMemo, useState, useSyncExternalStore } from "react";
import { lastMember } from "../../core/json/query.ts";
import type { JsonObject } from "../../core/json/types.ts";
import { scalarText } from "../../core/policy/read-policy.ts";
import { checklist, checklistMarkdown, WAY_WORDS } from "../../core/subject/checklist.ts";
import { describeSubject, type SubjectFacts } from "../../core/subject/describe-subject.ts";
import { createSubjectTask, type SubjectQuestion, type SubjectReply } from "../../state/subject-task.ts";
import { Button } from "../Button.tsx";
import { Card } from "../Card.tsx";
import { Icon } from "../Icon.tsx";
import { nesting } from "../../state/nesting.ts";
import { claimsOf, objectOf } from "../gateway/use-walk.ts";
import { Diff } from "../policy/Diff.tsx";
import { KnownIds } from "./KnownIds.tsx";
import { useActions, useView } from "../WorkbenchContext.tsx";

/** The doctor for "user from sub claim does not exist": what sub is made of, and whether the service knows it by another spelling. */
export function SubjectCard() {
  const payload = useView((view) => claimsOf(view).payload.json);
  const ids = useView(({ inputs }) => inputs.knownIds);
  const isOpen = useView(({ token }) => token.text !== "");
  const object = objectOf(payload);
  const node = (object && lastMember(object, "sub")?.value) ?? null;
  const sub = node && scalarText(node);
  const facts = useMemo(() => (sub === null ? null : describeSubject(sub, node?.type === "number")), [sub, node?.type]);
  const reply = useComparison(sub ?? "", ids);
  return (
    <Card id="p-subject" label="Subject doctor" about="Why isn’t this user found?">
      {facts === null ? (
        <p>{isOpen ? "The token has no sub." : "The sub of a token is compared with these."}</p>
      ) : (
        <Facts facts={facts} />
      )}
      <KnownIds />
      {sub !== null && facts !== null && reply !== null && ids !== "" && <Comparison sub={sub} reply={reply} />}
      {sub !== null && facts !== null && object !== null && (
        <Checklist sub={sub} facts={facts} object={object} reply={ids === "" ? null : reply} />
      )}
    </Card>
  );
}

function Facts({ facts }: { readonly facts: SubjectFacts }) {
  return (
    <>
      <p className="subject" translate="no">
        <bdi>
          {facts.characters.map(({ text, hidden }, index) =>
            hidden === null ? (
              text
            ) : (
              <span key={index} className="hidden-character" title={hidden}>
                {hidden.replace(/^U\+\w+ /, "").toLowerCase()}
              </span>
            ),
          )}
          {facts.characters.length < facts.codePoints && "…"}
        </bdi>
      </p>
      <p className="meta">
        {facts.kindWords}
        {facts.prefix !== null && `, prefix ${facts.prefix}`}, {facts.codePoints} characters, {facts.bytes} bytes in
        UTF-8
      </p>
      {facts.notes.length > 0 && (
        <ul className="at-field">
          {facts.notes.map((note) => (
            <li key={note} className="chip sev-warn">
              <Icon name="warn" />
              <bdi>{note}</bdi>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function Comparison({ sub, reply: { matches, count } }: { readonly sub: string; readonly reply: SubjectReply }) {
  const first = matches.findIndex(({ id }) => id !== null);
  const found = matches[first];
  // Up to the way that finds it, and nothing that says the same again.
  const rows = first < 0 ? matches.slice(0, 3) : matches.slice(0, first + 1);
  return (
    <>
      <table aria-label="Compared with the known ids">
        <thead>
          <tr>
            <th scope="col">Compared</th>
            <th scope="col">Of {count.toLocaleString("en")} known ids</th>
            <th scope="col">Result</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ way, id }) => (
            <tr key={way} className={id === null ? "sev-error" : "sev-ok"} data-way={way} data-found={id !== null}>
              <th scope="row">{WAY_WORDS[way]}</th>
              <td>
                <bdi>{id ?? "none"}</bdi>
              </td>
              <td>
                <span className="result">
                  <Icon name={id === null ? "error" : "ok"} />
                  <span>{id === null ? "no" : "yes"}</span>
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {found !== undefined && found.id !== null && (
        <p className="subject-say">
          {found.way === "exact" ? (
            "The service has exactly this id. Check which database it queries, and its cache."
          ) : (
            <>
              The service knows <Diff actual={sub} expected={found.id} />, which matches {WAY_WORDS[found.way]}; a
              byte-by-byte lookup does not find it.
            </>
          )}
        </p>
      )}
      {found === undefined && (
        <p className="subject-say">
          None of them matches or comes close. A different tenant, environment or database is more likely than a typo.
        </p>
      )}
    </>
  );
}

function Checklist({
  sub,
  facts,
  object,
  reply,
}: {
  readonly sub: string;
  readonly facts: SubjectFacts;
  readonly object: JsonObject;
  readonly reply: SubjectReply | null;
}) {
  const now = useView(({ clock }) => clock.now);
  const verified = useView(({ layers }) => nesting(layers).every(({ state }) => state === "verified"));
  const { copyText } = useActions();
  const text = (name: string): string => {
    const node = lastMember(object, name)?.value;
    return node ? (scalarText(node) ?? "several") : "";
  };
  const seconds = (name: string): number | null => {
    const node = lastMember(object, name)?.value;
    return node?.type === "number" ? node.value : null;
  };
  const known = {
    sub,
    iss: text("iss"),
    aud: text("aud"),
    iat: seconds("iat"),
    exp: seconds("exp"),
    now,
    verified,
    session: text("session_id") || text("sid"),
    tenant: text("tid") || text("tenant"),
    subject: facts,
    matches: reply?.matches ?? null,
    knownIds: reply?.count ?? 0,
  };
  return (
    <details className="checklist">
      <summary>Eight places to look</summary>
      <ol>
        {checklist(known).map(({ place, settled, todo }) => (
          <li key={place}>
            <b>{place}</b>
            <p>
              <bdi>{settled}</bdi>
            </p>
            <p className="meta">{todo}</p>
          </li>
        ))}
      </ol>
      <Button className="small" icon="copy" onClick={() => void copyText(checklistMarkdown(known), "checklist")}>
        Copy checklist
      </Button>
    </details>
  );
}

/** The comparison with the known ids; null while there is none, or it is under way. */
function useComparison(sub: string, ids: string): SubjectReply | null {
  const [{ task, subscribe }] = useState(createShared);
  const question: SubjectQuestion = { sub, ids };
  return useSyncExternalStore(
    (wake) => {
      if (ids === "") task.drop();
      else task.ask(question);
      return subscribe(wake);
    },
    () => (ids === "" ? null : task.read(question)),
  );
}

function createShared() {
  const waiting = new Set<() => void>();
  const task = createSubjectTask(() => {
    for (const wake of waiting) wake();
  });
  const subscribe = (wake: () => void) => {
    waiting.add(wake);
    return () => waiting.delete(wake);
  };
  return { task, subscribe };
}
