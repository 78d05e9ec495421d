import type { View } from "../../../state/types.ts";
import { Icon } from "../../Icon.tsx";
import { sharedTitle } from "../../verdict/shared-title.ts";
import { verdictWords } from "../../verdict/verdict-words.ts";

/** The verdict as whoever opens the link sees it: the signature's is a claim, and has no colour of its own. */
export function AsSeenThere({ view }: { readonly view: View }) {
  const { verdict, shared, path } = view;
  const words = verdictWords(view);
  const state = shared?.claimed.states[path] ?? verdict.state;
  const { time, conclusion } = words.cells;
  return (
    <section aria-label="What the other person sees">
      <h4>What the other person sees</h4>
      <p className="as-seen">
        <span>
          <Icon name="dash" />
          <b>{sharedTitle(state)}</b>
        </span>
        <span className={`sev-${time.tone === "ok" ? "info" : time.tone}`}>
          <Icon name="clock" />
          <b>
            <bdi>{words.time.title}</bdi>
          </b>
        </span>
        {conclusion.tone !== "ok" && conclusion.tone !== "none" && words.conclusion !== null && (
          <span className={`sev-${conclusion.tone}`}>
            <b>
              <bdi>{words.conclusion.title}</bdi>
            </b>
          </span>
        )}
      </p>
      <p className="meta">
        {shared !== null
          ? "You opened this from a link yourself: its claims go on as they came."
          : "As claimed by the link, and not checked there: anyone can write such a link."}
      </p>
    </section>
  );
}
