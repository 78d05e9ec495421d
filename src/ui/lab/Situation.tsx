import type { Actor, Scenario } from "../../core/lab/types.ts";

const SIDE_WORDS: Readonly<Record<Actor["side"], string>> = {
  issuer: "issues tokens",
  service: "accepts tokens",
  attacker: "attacks",
};

/** The setting of the attack: the actors and their keys. */
export function Situation({ scenario }: { readonly scenario: Scenario }) {
  return (
    <section className="lab-situation" aria-label="Situation">
      <p>
        <b>{scenario.summary}</b> {scenario.situation}
      </p>
      <ol className="lab-actors">
        {scenario.actors.map((actor) => (
          <li key={actor.name} data-side={actor.side}>
            <b>{actor.name}</b> <span className="meta">{actor.role}</span>
            <span className="visually-hidden">{SIDE_WORDS[actor.side]}</span>
            <ul aria-label={`Keys of ${actor.name}`}>
              {actor.holds.length === 0 && <li className="lab-key is-none">no key</li>}
              {actor.holds.map(({ name, kind }) => (
                <li key={name} className="lab-key" data-kind={kind}>
                  {name}
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ol>
    </section>
  );
}
