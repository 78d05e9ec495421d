import { flawDecides, type Scene } from "../../core/lab/scenes.ts";
import type { Forgery } from "../../core/lab/types.ts";

/** The steps of the attack in a row; those reached show both verdicts. */
export function StepRail({
  forgery,
  at,
  scenes,
  reached,
  onStep,
}: {
  readonly forgery: Forgery | null;
  /** From 1. */
  readonly at: number;
  readonly scenes: readonly Scene[] | null;
  /** The furthest step that was shown, from 1. */
  readonly reached: number;
  readonly onStep: (step: number) => void;
}) {
  return (
    <ol className="lab-steps">
      {forgery?.steps.map(({ title }, index) => {
        const scene = index < reached ? scenes?.[index] : undefined;
        return (
          // Steps have no identity but their place.
          // oxlint-disable-next-line react/no-array-index-key
          <li key={index}>
            <button
              type="button"
              aria-current={index + 1 === at ? "step" : undefined}
              onClick={() => onStep(index + 1)}
            >
              <span className="num">{index + 1}</span>
              <span className="step-words">
                <b>{title}</b>
                {scene ? (
                  <span className="step-said">
                    <span>
                      naive <Said verdict={scene.naive.verdict} isAlarm={flawDecides(scene, index + 1)} />
                    </span>
                    <span>
                      hardened <Said verdict={scene.hardened.verdict} isAlarm={false} />
                    </span>
                  </span>
                ) : (
                  <span className="step-said">not asked yet</span>
                )}
              </span>
            </button>
          </li>
        );
      })}
    </ol>
  );
}

function Said({ verdict, isAlarm }: { readonly verdict: "accepted" | "rejected"; readonly isAlarm: boolean }) {
  const tone = verdict === "rejected" ? "is-stopped" : isAlarm ? "is-fooled" : undefined;
  return <em className={tone}>{verdict === "accepted" ? "accepts" : "rejects"}</em>;
}
