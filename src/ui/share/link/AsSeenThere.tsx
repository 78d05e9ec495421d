import { familyOf } from "../../../core/rules/families.ts";
import type { View } from "../../../state/types.ts";
import { Icon } from "../../Icon.tsx";
import { sharedTitle } from "../../verdict/shared-title.ts";
import { verdictWords } from "../../verdict/verdict-words.ts";

/** The verdict as the recipient of the link sees it: that of the signature is a claim, without a colour of its own. */
export function AsSeenThere({ view }: { readonly view: View }) {
  const { verdict, shared, path } = view;
  const words = verdictWords(view);
  const state = shared?.claimed.states[path] ?? verdict.state;
  const { time, conclusion } = words.cells;
  // The recipient's page cannot judge the signature, only times and policy.
  const worst = conclusion.finding;
  const isSeenThere =
    shared !== undefined || (worst !== null && (familyOf(worst.rule) === "time" || worst.by === "policy"));
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
        <span className={isSeenThere ? `sev-${conclusion.tone}` : "sev-info"}>
          <b>
            <bdi>{isSeenThere ? words.conclusion?.title : "It proves nothing yet"}</bdi>
          </b>
        </span>
      </p>
      <p className="meta">
        {shared !== undefined
          ? "You opened this from a link yourself: its claims are passed on unchanged."
          : "As claimed by the link, and not checked there: anyone can write such a link."}
      </p>
    </section>
  );
}
