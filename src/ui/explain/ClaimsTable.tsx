import { explainMember } from "../../core/claims/explain.ts";
import { usePanels } from "../Panels.tsx";
import { useView } from "../WorkbenchContext.tsx";
import { Visible } from "./Visible.tsx";
import "./explain.css";

/** A token with more claims is read in the JSON. */
const MOST_ROWS = 500;
const LONGEST_VALUE = 200;
const LONGEST_NAME = 80;

/** The claims as a table: what each is, its value as written, what that means. A name leads to its place in the JSON. */
export function ClaimsTable() {
  const { json, text } = useView(({ payload }) => payload);
  const style = useView(({ settings }) => settings.timeStyle);
  const { select } = usePanels();
  const members = json.root?.type === "object" ? json.root.members : [];
  return (
    // A region that scrolls is reached by keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className="claims-table" role="region" aria-label="Claims table" tabIndex={0}>
      {members.length === 0 ? (
        <p className="meta">No claims to list</p>
      ) : (
        <table>
          <thead>
            <tr>
              <th scope="col">Claim</th>
              <th scope="col">Value</th>
              <th scope="col">Meaning</th>
            </tr>
          </thead>
          <tbody>
            {members.slice(0, MOST_ROWS).map((member, index) => {
              const { title, spec, meaning } = explainMember("payload", member, style);
              const value = text.slice(member.value.range.start, member.value.range.end);
              return (
                <tr key={index} data-claim={member.name}>
                  <th scope="row" aria-label={member.name} translate="no">
                    <button
                      type="button"
                      className="link"
                      onClick={() => select({ pane: "payload", range: member.range })}
                    >
                      <bdi>{member.name === "" ? '""' : <Visible text={cut(member.name, LONGEST_NAME)} />}</bdi>
                    </button>
                  </th>
                  <td>
                    <bdi className="value" translate="no">
                      <Visible text={cut(value, LONGEST_VALUE)} />
                    </bdi>
                  </td>
                  <td>
                    {title ?? "not registered"}
                    {meaning !== null && <bdi className="meaning">{meaning}</bdi>}
                    {spec !== null && <cite>{spec}</cite>}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      )}
      {members.length > MOST_ROWS && <p className="meta">{members.length - MOST_ROWS} more are in the JSON</p>}
    </div>
  );
}

const cut = (text: string, most: number): string => (text.length > most ? `${text.slice(0, most)}…` : text);
