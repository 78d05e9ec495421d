import { useMemo } from "react";
import { standOut, type StandOut } from "../../core/collect/stand-out.ts";
import type { Answer, CollectedToken } from "../../core/collect/types.ts";
import type { TimeStyle } from "../../core/claims/types.ts";
import { goTo } from "../../page/go-to.ts";
import { Button } from "../Button.tsx";
import { Icon } from "../Icon.tsx";
import { useActions } from "../WorkbenchContext.tsx";
import { timeOfDay } from "./times.ts";

/** How many are listed; the others are counted. */
const MOST = 60;

const WORDS: Readonly<Record<string, string>> = { security: "Security", error: "Error", warn: "Warning", info: "Note" };

/** What stands out in files, worst first. */
export function StandsOut({
  tokens,
  answers,
  style,
  isReading,
}: {
  readonly tokens: readonly CollectedToken[];
  readonly answers: readonly Answer[];
  readonly style: TimeStyle;
  readonly isReading: boolean;
}) {
  const all = useMemo(
    () => standOut(tokens, answers, (seconds) => timeOfDay(seconds, style)),
    [tokens, answers, style],
  );
  return (
    <section className="pane stands-out" aria-labelledby="stands-out-title">
      <div className="head">
        <h3 id="stands-out-title">What stands out</h3>
        <span className="meta">{isReading ? `${all.length} so far` : all.length}</span>
      </div>
      {all.length === 0 ? (
        <p className="nothing meta">{isReading ? "Nothing so far." : "Nothing in what could be read."}</p>
      ) : (
        <ul aria-label="What stands out">
          {all.slice(0, MOST).map((one) => (
            <Item key={`${one.code} ${one.token} ${one.title}`} one={one} tokens={tokens} />
          ))}
        </ul>
      )}
      {all.length > MOST && <p className="nothing meta">And {(all.length - MOST).toLocaleString("en")} more.</p>}
    </section>
  );
}

function Item({ one, tokens }: { readonly one: StandOut; readonly tokens: readonly CollectedToken[] }) {
  const { openText, act } = useActions();
  const { code, severity, title, says, use, message } = one;
  const token = one.token === null ? undefined : tokens[one.token];
  const explain = (text: string): void => {
    act((_, { changes }) => changes.step({ errorMessage: text }));
    goTo("#/error");
  };
  return (
    <li className={`stands sev-${severity}`} data-stands-out={code} data-severity={severity}>
      <Icon name={severity === "ok" ? "ok" : severity} />
      <div>
        <p className="stands-title">
          <b>{WORDS[severity]}</b> {title}
        </p>
        {says.map((line) => (
          <p key={line}>{line}</p>
        ))}
        {use !== null && (
          <p className="meta">
            {use.host === null && use.path === null ? "Line" : "Request"} {use.entry.toLocaleString("en")}
            {use.path !== null && (
              <>
                {", "}
                <code translate="no">{[use.method, `${use.host ?? ""}${use.path}`].filter(Boolean).join(" ")}</code>
              </>
            )}
          </p>
        )}
        {(token !== undefined || message !== null) && (
          <p className="row">
            {message !== null && (
              <Button className="small" name={`Explain error: ${title}`} onClick={() => explain(message)}>
                Explain error
              </Button>
            )}
            {token !== undefined && (
              <Button className="small" name={`Show the token: ${title}`} onClick={() => openText(token.text)}>
                Show the token
              </Button>
            )}
          </p>
        )}
      </div>
    </li>
  );
}
