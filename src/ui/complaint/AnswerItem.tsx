import type { Answer } from "../../core/complaint/diagnose.ts";
import type { Standing } from "../../core/complaint/standing.ts";
import type { Finding, PaneName } from "../../core/rules/types.ts";
import { Button } from "../Button.tsx";
import { Icon, type IconName } from "../Icon.tsx";
import { useGoTo } from "../source-map/use-go-to.ts";
import { toKnownIds } from "../subject/to-known-ids.ts";
import { placeWords } from "../diagnosis/place-words.ts";
import { useActions, useView, useWorkbench } from "../WorkbenchContext.tsx";

const LOOKS: Readonly<Record<Standing["kind"], readonly [tone: string, icon: IconName, words: string]>> = {
  found: ["error", "error", "Applies to this token."],
  seen: ["warn", "warn", "Applies to this token."],
  unknown: ["info", "info", "Can’t tell from the token alone."],
  "ruled-out": ["out", "x", "Ruled out for this token."],
};

/** Guesses never have the colour of known causes, whatever the token shows. */
const GUESS = ["none", "info", "A guess."] as const;

/** One likely cause: title, whether it applies to the token, why, and what to do. */
export function AnswerItem({ answer, guess }: { readonly answer: Answer; readonly guess: boolean }) {
  const { rule, cause, standing, message, libraries, meaning } = answer;
  const [tone, icon, words] = guess ? GUESS : LOOKS[standing.kind];
  return (
    <li className={`cause sev-${tone}`} data-rule={rule} data-standing={standing.kind}>
      <Icon name={icon} />
      <div>
        <p className="finding-title">{cause.title}</p>
        {guess && (
          <p className="finding-text">
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
        {/* The finding has its own reason; a ruled-out cause needs none. */}
        {(standing.kind === "unknown" || standing.kind === "seen") && <p className="finding-text">{cause.why}</p>}
        {standing.kind !== "ruled-out" && (
          <p className="finding-text">
            <b>What to do:</b> {cause.todo}
          </p>
        )}
        <p className="finding-acts">
          {standing.kind === "found" && <Ways finding={standing.finding} />}
          {cause.topic === "subject" && standing.kind !== "ruled-out" && (
            <Button className="small" icon="right" onClick={toKnownIds}>
              Known user ids
            </Button>
          )}
          <span className="rule-id">{rule}</span>
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

/** A finding's place and its fix. */
function Ways({ finding: { place, fix, ...finding } }: { readonly finding: Finding }) {
  const messageOf = useView((view) => view.messageOf);
  const { view } = useWorkbench();
  const goTo = useGoTo();
  const { applyFix } = useActions();
  const words = fix && messageOf?.({ ...finding, fix }).fix;
  return (
    <>
      {place !== undefined && (
        <Button className="small" icon="right" title={placeWords(place, view.getState())} onClick={() => goTo(place)}>
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
