import { useState } from "react";
import { type AttackThrough, attacksThrough } from "../../core/lab/free/attacks.ts";
import type { Decision } from "../../core/lab/free/decision.ts";
import {
  FLAG_GROUPS,
  FLAG_ROWS,
  type FlagName,
  type FlagRow,
  type Flags,
  HARDENED,
} from "../../core/lab/free/flags.ts";
import { SCENARIOS } from "../../core/lab/scenarios.ts";
import { Icon } from "../Icon.tsx";
import { useMedia } from "../use-media.ts";
import { comeByAttack } from "./free-arrival.ts";
import { namesOf } from "./FreeVerdict.tsx";
import { writeLabRoute } from "./route.ts";
import { Options } from "../Options.tsx";

/** What the deciding check did, or would do. */
const DECIDED: Readonly<Record<Decision["kind"], string>> = {
  refused: "stopped it",
  "let-through": "let it through",
  together: "would stop it",
  passed: "",
};

interface BoardProps {
  readonly flags: Flags;
  /** The flags at fault in this scenario. */
  readonly guilty: readonly string[];
  readonly decision: Decision | null;
  readonly onChange: (name: FlagName, value: string) => void;
  /** Returns true if the attack is already on the page. */
  readonly onAttack: (attack: AttackThrough) => boolean;
}

/** The verifier's checks by what they defend: each with its choices, its state, and the attacks it lets through. */
export function FreeFlags(board: BoardProps) {
  const isNarrow = useMedia(NARROW);
  return FLAG_GROUPS.map(({ id, title, defends }) => (
    <Group key={id} id={id} title={title} defends={defends} isNarrow={isNarrow} board={board} />
  ));
}

/** Where a group of checks fills the window. */
const NARROW = "(width < 37.5em)";

/**
 * A group of checks. In a narrow window it is folded until it is opened, or until one of its checks is loosened or
 * decides.
 */
function Group({
  id,
  title,
  defends,
  isNarrow,
  board,
}: Pick<(typeof FLAG_GROUPS)[number], "id" | "title" | "defends"> & {
  readonly isNarrow: boolean;
  readonly board: BoardProps;
}) {
  const rows = FLAG_ROWS.filter(({ group }) => group === id);
  const loose = rows.filter(({ name }) => board.flags[name] !== HARDENED[name]).length;
  const matters = loose > 0 || rows.some(({ name }) => board.decision?.flags.includes(name));
  const [chosen, choose] = useState<boolean | null>(null);
  // What was open once stays open: hardening its last check folds nothing away under the finger.
  const [hasMattered, setMattered] = useState(matters);
  if (matters && !hasMattered) setMattered(true);
  const isOpen = !isNarrow || (chosen ?? (matters || hasMattered));
  const list = `checks-${id}`;
  return (
    <section className="lab-group" aria-labelledby={`flags-${id}`} data-group={id}>
      <h3 id={`flags-${id}`}>
        {isNarrow ? (
          <button
            type="button"
            className="fold"
            aria-expanded={isOpen}
            aria-controls={list}
            onClick={() => choose(!isOpen)}
          >
            <Icon name={isOpen ? "down" : "right"} />
            {title}
          </button>
        ) : (
          title
        )}
      </h3>
      <p className="meta">
        {isOpen ? defends : `${rows.length} checks, ${loose === 0 ? "all hardened" : `${loose} loosened`}`}
      </p>
      <ul className="lab-flags" id={list} hidden={!isOpen}>
        {rows.map((row) => (
          <Flag key={row.name} row={row} {...board} />
        ))}
      </ul>
    </section>
  );
}

function Flag({
  row: { name, label, options, clause },
  flags,
  guilty,
  decision,
  onChange,
  onAttack,
}: BoardProps & { readonly row: FlagRow }) {
  const isLoose = flags[name] !== HARDENED[name];
  const decides = decision?.flags.includes(name) ?? false;
  return (
    <li data-flag={name} data-loose={isLoose} data-decides={decides}>
      <label>
        <span>
          {label}
          {guilty.includes(name) && <i> at fault here</i>}
          <small>{/^[\d]/.test(clause) ? `§${clause}` : clause}</small>
        </span>
        <select value={flags[name]} onChange={({ currentTarget }) => onChange(name, currentTarget.value)}>
          <Options of={options} />
        </select>
      </label>
      <p className="lab-state">
        <Icon name={isLoose ? "open" : "lock"} />
        {isLoose ? "loosened" : "hardened"}
        {decides && decision && <b>{DECIDED[decision.kind]}</b>}
      </p>
      {isLoose && <Attacks label={label} attacks={attacksThrough(name, flags[name], SCENARIOS)} onAttack={onAttack} />}
    </li>
  );
}

/** The first attack takes one press, the others two. */
function Attacks({
  label,
  attacks: [first, ...others],
  onAttack,
}: {
  readonly label: string;
  readonly attacks: readonly AttackThrough[];
  readonly onAttack: BoardProps["onAttack"];
}) {
  if (!first) return null;
  return (
    <div className="lab-through">
      <AttackLink attack={first} onAttack={onAttack} />
      {others.length > 0 && (
        <details>
          <summary>
            {others.length} more<span className="visually-hidden"> through {label}</span>
          </summary>
          <ul>
            {others.map((attack) => (
              <li key={attack.scenario.id}>
                <AttackLink attack={attack} onAttack={onAttack} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}

function AttackLink({
  attack,
  onAttack,
}: {
  readonly attack: AttackThrough;
  readonly onAttack: BoardProps["onAttack"];
}) {
  const { scenario, variant, also, tells } = attack;
  return (
    <a
      href={writeLabRoute({ page: scenario.id, variant, mode: tells ? "guided" : "free" })}
      data-through={scenario.id}
      onClick={(event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        if (onAttack(attack)) event.preventDefault();
        else if (!tells) comeByAttack();
      }}
    >
      Attack: {scenario.title}
      {also.length > 0 && <small> (with {namesOf(also)} loosened)</small>}
    </a>
  );
}
