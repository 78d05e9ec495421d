import { lastMember } from "../../core/json/query.ts";
import { scalarText } from "../../core/policy/read-policy.ts";
import { checklist, checklistMarkdown } from "../../core/subject/checklist.ts";
import { WAY_WORDS } from "../../core/subject/compare-ids.ts";
import type { SubjectFacts } from "../../core/subject/describe-subject.ts";
import type { SubjectReply } from "../../state/subject-task.ts";
import { Button } from "../Button.tsx";
import { Card } from "../Card.tsx";
import { Icon } from "../Icon.tsx";
import { Diff } from "../policy/Diff.tsx";
import { KnownIds } from "./KnownIds.tsx";
import { SubjectFields } from "./SubjectFields.tsx";
import { Suspects } from "./Suspects.tsx";
import { TokensCompared } from "./TokensCompared.tsx";
import { type Suspicion, useSuspicion } from "./use-suspects.ts";
import { useActions, useView } from "../WorkbenchContext.tsx";
import "./subject.css";

/** Helps with "user from sub claim does not exist": describes sub, takes what narrows the causes, and lists those left. */
export function SubjectCard() {
  const suspicion = useSuspicion();
  const isOpen = useView(({ token }) => token.text !== "");
  const hasFields = useView(
    ({ inputs }) => (inputs.accountChanged || inputs.lastSync || inputs.workingToken).trim() !== "",
  );
  return (
    <Card id="p-subject" label="Subject doctor" about="Why isn’t this user found?">
      {suspicion === null ? (
        <p>{isOpen ? "The token has no sub." : "The sub of a token is compared with these."}</p>
      ) : (
        <>
          <Facts facts={suspicion.subject} />
          {suspicion.isNarrowed && <Suspects facts={suspicion.facts} />}
        </>
      )}
      <KnownIds />
      {suspicion?.reply && <Comparison sub={suspicion.sub} reply={suspicion.reply} />}
      {(suspicion !== null || hasFields) && <SubjectFields suspicion={suspicion} />}
      {suspicion?.other && <TokensCompared here={suspicion.facts.claims} there={suspicion.other} />}
      {suspicion !== null && <Checklist suspicion={suspicion} />}
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
  // Up to the comparison that finds it, without repetition.
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

function Checklist({ suspicion }: { readonly suspicion: Suspicion }) {
  const { sub, subject, payload: object, reply, facts } = suspicion;
  const now = useView(({ clock }) => clock.now);
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
    verified: facts.signature === "verified",
    session: text("session_id") || text("sid"),
    tenant: text("tid") || text("tenant"),
    subject,
    matches: reply?.matches ?? null,
    knownIds: reply?.count ?? 0,
    suspects: suspicion.isNarrowed ? facts : null,
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
