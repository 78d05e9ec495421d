import type { Answer } from "../../core/complaint/diagnose.ts";
import type { Standing } from "../../core/complaint/standing.ts";
import type { Finding, PaneName } from "../../core/rules/types.ts";
import { Button } from "../Button.tsx";
import { Icon, type IconName } from "../Icon.tsx";
import { usePanels } from "../Panels.tsx";
import { placeWords } from "../diagnosis/place-words.ts";
import { useActions, useView, useWorkbench } from "../WorkbenchContext.tsx";

const LOOKS: Readonly<Record<Standing["kind"], readonly [tone: string, icon: IconName, words: string]>> = {
  found: ["error", "error", "This token: yes."],
  seen: ["warn", "warn", "This token: yes."],
  unknown: ["info", "info", "Can not be told from here."],
  "ruled-out": ["out", "x", "This token: no."],
};

/** One likely cause: what it is, how it stands with the token, why, and what to do. */
export function AnswerItem({ answer, guess }: { readonly answer: Answer; readonly guess: boolean }) {
  const { rule, cause, standing, message, libraries, meaning } = answer;
  const [tone, icon, words] = LOOKS[standing.kind];
  return (
    <li className={`cause sev-${tone}`} data-rule={rule} data-standing={standing.kind}>
      <Icon name={icon} />
      <div>
        <p className="ft">{cause.title}</p>
        {guess && (
          <p className="fb">
            A guess, from <q className="quoted">{message}</q>. {meaning}
          </p>
        )}
        {standing.kind === "found" ? (
          <p className="cause-standing">
            <b>{words}</b> <Found finding={standing.finding} />
          </p>
        ) : (
          standing.words !== "" && (
            <p className="cause-standing">
              <b>{words}</b> {standing.words}
            </p>
          )
        )}
        {/* The finding has its own reason; what is ruled out needs none. */}
        {(standing.kind === "unknown" || standing.kind === "seen") && <p className="fb">{cause.why}</p>}
        {standing.kind !== "ruled-out" && (
          <p className="fb">
            <b>What to do:</b> {cause.todo}
          </p>
        )}
        <p className="fm">
          {standing.kind === "found" && <Ways finding={standing.finding} />}
          <span className="rid">{rule}</span>
          {libraries.length > 0 && <span className="meta">{libraries.join(", ")}</span>}
        </p>
      </div>
    </li>
  );
}

function Found({ finding }: { readonly finding: Finding }) {
  const messageOf = useView((view) => view.messageOf);
  if (messageOf === null) return null;
  const { title, why } = messageOf(finding);
  return (
    <bdi>
      {title}. {why}
    </bdi>
  );
}

const isToken = (pane: PaneName): boolean => pane === "token" || pane === "header" || pane === "payload";

/** To the place of a finding, and what mends it. */
function Ways({ finding: { place, fix, ...finding } }: { readonly finding: Finding }) {
  const messageOf = useView((view) => view.messageOf);
  const { view } = useWorkbench();
  const { select } = usePanels();
  const { applyFix } = useActions();
  const words = fix && messageOf?.({ ...finding, fix }).fix;
  return (
    <>
      {place !== undefined && (
        <Button className="small" icon="right" title={placeWords(place, view.getState())} onClick={() => select(place)}>
          {isToken(place.pane) ? "Show in the token" : "Show the field"}
        </Button>
      )}
      {fix !== undefined && words !== undefined && (
        <Button className="small" onClick={() => applyFix(fix)}>
          <bdi>{words}</bdi>
        </Button>
      )}
    </>
  );
}
