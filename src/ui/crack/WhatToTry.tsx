import type { Dispatch, ReactNode, SetStateAction } from "react";
import { BruteForce } from "./BruteForce.tsx";
import { CORES, type Options } from "./options.ts";
import { WordLists } from "./WordLists.tsx";

const CHANGES = [
  ["case", "upper and lower case"],
  ["digits", "digits"],
  ["suffixes", "endings such as -key or !"],
  ["years", "years"],
  ["leet", "leetspeak"],
] as const;

/** What to try, in order, and on how many cores. */
export function WhatToTry({
  options,
  setOptions,
  disabled,
}: {
  readonly options: Options;
  readonly setOptions: Dispatch<SetStateAction<Options>>;
  readonly disabled: boolean;
}) {
  const change = (part: Partial<Options>): void => setOptions((before) => ({ ...before, ...part }));
  return (
    <fieldset className="crack-try" disabled={disabled}>
      <legend>What to try</legend>
      <Check checked={options.documentation} set={(documentation) => change({ documentation })}>
        Published secrets, the empty secret, and this token&rsquo;s own words
      </Check>
      <Check checked={options.passwords} set={(passwords) => change({ passwords })}>
        49,000 common passwords <span className="crack-hint">the dictionary of @zxcvbn-ts/language-common</span>
      </Check>
      <WordLists files={options.files} set={(files) => change({ files })} />
      <Check checked={options.changes} set={(changes) => change({ changes })}>
        All of these words with changes
      </Check>
      {options.changes && (
        <fieldset className="crack-nested" aria-label="Changes">
          {CHANGES.map(([name, words]) => (
            <Check
              key={name}
              checked={options.mutations[name]}
              set={(on) => change({ mutations: { ...options.mutations, [name]: on } })}
            >
              {words}
            </Check>
          ))}
        </fieldset>
      )}
      <BruteForce options={options} change={change} />
      <div className="crack-row">
        <label htmlFor="crack-cores">Cores</label>
        <select
          id="crack-cores"
          value={options.workers}
          onChange={(event) => change({ workers: Number(event.target.value) })}
        >
          {Array.from({ length: CORES }, (_, i) => (
            <option key={i} value={i + 1}>
              {coreWords(i + 1)}
            </option>
          ))}
        </select>
      </div>
    </fieldset>
  );
}

function coreWords(count: number): string {
  if (CORES === 1) return "1 of 1";
  if (count === CORES) return `all ${CORES}; the computer may slow down`;
  return count === CORES - 1 ? `${count} of ${CORES}, one left free` : `${count} of ${CORES}`;
}

function Check({
  checked,
  set,
  children,
}: {
  readonly checked: boolean;
  readonly set: (checked: boolean) => void;
  readonly children: ReactNode;
}) {
  return (
    <label className="crack-check">
      <input type="checkbox" checked={checked} onChange={(event) => set(event.target.checked)} />
      <span>{children}</span>
    </label>
  );
}
