import { conclusionOf, OUTCOME_WORDS, suspectsOf } from "../../core/subject/suspects/suspects.ts";
import type { Suspect, SuspectFacts, SuspectOutcome } from "../../core/subject/suspects/types.ts";
import { Icon, type IconName } from "../Icon.tsx";

/** Distinguished by shape and word; only likely ones have a colour. */
const LOOKS: Readonly<Record<SuspectOutcome, readonly [tone: string, icon: IconName]>> = {
  likely: ["warn", "warn"],
  possible: ["info", "info"],
  open: ["none", "dash"],
  "ruled-out": ["none", "x"],
};

/** The remaining causes, the likeliest first in one sentence; excluded ones are folded, with their reasons. */
export function Suspects({ facts }: { readonly facts: SuspectFacts }) {
  const suspects = suspectsOf(facts);
  const left = suspects.filter(({ outcome }) => outcome !== "ruled-out");
  const out = suspects.filter(({ outcome }) => outcome === "ruled-out");
  const [first] = suspects;
  const tone = first?.outcome === "likely" ? "warn" : "info";
  return (
    <div className="suspects">
      <p className={`suspects-say sev-${tone}`} data-tone={tone}>
        <Icon name={tone} />
        <b>{conclusionOf(suspects)}</b>
      </p>
      <ul aria-label="Causes">
        {left.map((suspect) => (
          <SuspectItem key={suspect.id} suspect={suspect} />
        ))}
      </ul>
      {out.length > 0 && (
        <details>
          <summary>{`Ruled out: ${out.length}`}</summary>
          <ul aria-label="Ruled out">
            {out.map((suspect) => (
              <SuspectItem key={suspect.id} suspect={suspect} />
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}

function SuspectItem({ suspect: { id, title, outcome, why } }: { readonly suspect: Suspect }) {
  const [tone, icon] = LOOKS[outcome];
  return (
    <li className={`suspect sev-${tone}`} data-suspect={id} data-outcome={outcome}>
      <Icon name={icon} />
      <div>
        <p>
          <b>{title}</b> <span className="meta">{OUTCOME_WORDS[outcome]}</span>
        </p>
        <p className="suspect-why">
          <bdi>{why}</bdi>
        </p>
      </div>
    </li>
  );
}
