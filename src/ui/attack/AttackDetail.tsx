import { parseToken } from "../../core/envelope/parse.ts";
import { lastMember, wholeObject } from "../../core/json/query.ts";
import type { JsonObject } from "../../core/json/types.ts";
import { tokenFile } from "../../core/refuse/command.ts";
import type { Kit, KitToken } from "../../core/refuse/types.ts";
import { saveFile } from "../../page/save-file.ts";
import { Button } from "../Button.tsx";
import { useActions } from "../WorkbenchContext.tsx";
import { makerWords } from "./words.ts";

const SEGMENTS = ["header", "payload", "signature"] as const;

/** One token of the kit: its text, its differences from the good one, what a service must answer, and a link to the scenario. */
export function AttackDetail({ token, kit }: { readonly token: KitToken; readonly kit: Kit }) {
  const { copyText } = useActions();
  const { label, title, token: text, scenario, faults, clause, rule } = token;
  const good = parseToken(kit.good.token);
  const own = parseToken(text);
  const isJws = own.form === "jws";
  return (
    <section className="lab-pane" aria-labelledby="attack-token">
      <div className="lab-head">
        <h2 id="attack-token">{title}</h2>
        <span className="meta">{makerWords(token, kit.isMadeHere)}</span>
        {scenario !== null && (
          <a className="link attack-explain" href={`#/lab/${scenario}`}>
            Explain
          </a>
        )}
      </div>
      <div className="lab-pad attack-detail">
        {/* A region that scrolls must be reachable by keyboard. */}
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
        <code className="attack-text" role="region" aria-label="Attack token" tabIndex={0} translate="no">
          {isJws && own.segmentCount === 3 ? <Coloured text={text} /> : text}
        </code>
        <div className="row attack-acts">
          <Button icon="copy" onClick={() => void copyText(text, "token")}>
            Copy attack token
          </Button>
          <Button onClick={() => saveFile(new Blob([text], { type: "text/plain" }), tokenFile(label))}>
            Save as {tokenFile(label)}
          </Button>
        </div>
        <dl className="attack-facts">
          {label !== "good" && (
            <>
              <dt>Changed</dt>
              <dd>
                {token.change}
                {isJws && (
                  <Differences
                    from={good.header && wholeObject(good.header.json)}
                    to={own.header && wholeObject(own.header.json)}
                    names={faults.header}
                  />
                )}
                {isJws && (
                  <Differences
                    from={good.payload && wholeObject(good.payload.json)}
                    to={own.payload && wholeObject(own.payload.json)}
                    names={faults.payload}
                  />
                )}
              </dd>
              <dt>Refused by</dt>
              <dd>
                {clause}, <span className="meta">rule {rule}</span>
              </dd>
            </>
          )}
        </dl>
        <Answers token={token} isStrict={kit.strict.some((one) => one.label === label)} />
      </div>
    </section>
  );
}

function Coloured({ text }: { readonly text: string }) {
  const segments = text.split(".");
  return SEGMENTS.map((name, index) => (
    <span key={name}>
      <span data-segment={name}>{segments[index]}</span>
      {index < 2 && "."}
    </span>
  ));
}

/** The named members before and after. */
function Differences({
  from,
  to,
  names,
}: {
  readonly from: JsonObject | null;
  readonly to: JsonObject | null;
  readonly names: readonly string[];
}) {
  const literal = (object: JsonObject | null, name: string): string | null => {
    const member = object && lastMember(object, name);
    return member ? shortened(JSON.stringify(valueOf(member.value)) ?? "") : null;
  };
  return names.map((name) => {
    const [before, after] = [literal(from, name), literal(to, name)];
    return before === after ? null : (
      <code key={name} className="attack-difference" translate="no">
        <span>{name}: </span>
        {before !== null && <del>{before}</del>} {after !== null && <ins>{after}</ins>}
      </code>
    );
  });
}

type Node = NonNullable<ReturnType<typeof lastMember>>["value"];

function valueOf(node: Node): unknown {
  if (node.type === "array") return node.items.map(valueOf);
  if (node.type === "object") return Object.fromEntries(node.members.map(({ name, value }) => [name, valueOf(value)]));
  return node.value;
}

const MOST_SHOWN = 80;

function shortened(text: string): string {
  return text.length > MOST_SHOWN ? `${text.slice(0, MOST_SHOWN)}…` : text;
}

/** What each response of a service means. */
function Answers({ token, isStrict }: { readonly token: KitToken; readonly isStrict: boolean }) {
  const isGood = token.label === "good";
  const rows: readonly (readonly [code: string, tone: "ok" | "error" | "info", says: string])[] = isGood
    ? [
        ["200", "ok", "Correct. Now its refusal of the others means something."],
        ["401", "error", "Until the service accepts this one, its refusal of the others proves nothing."],
      ]
    : [
        ["401", "ok", "Correct: invalid_token (RFC 6750 section 3.1)."],
        ["200", isStrict ? "info" : "error", token.accepted],
        ["500", "info", "Refused by accident: the error is not handled."],
      ];
  return (
    <table className="attack-answers" aria-label="What the service answers">
      <tbody>
        {rows.map(([code, tone, says]) => (
          <tr key={code} data-tone={tone}>
            <th scope="row">{code}</th>
            <td>{says}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
