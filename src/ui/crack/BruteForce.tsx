import { useId } from "react";
import { countOf } from "../../core/crack/mask.ts";
import { FIELD_ATTRIBUTES } from "../../editor/field-attributes.ts";
import { readForce, type Options } from "./options.ts";
import { countWords, maskProblemWords, spanWords } from "./words.ts";

/** One core's rate per second, for a first estimate; the measured rate replaces it. */
const USUAL_RATE = 2e6;

/** Every text of a form: by a mask, or by characters and lengths. */
export function BruteForce({
  options,
  change,
}: {
  readonly options: Options;
  readonly change: (part: Partial<Options>) => void;
}) {
  const told = useId();
  const reading = readForce(options);
  const count = reading?.kind === "keyspaces" ? countOf(reading.keyspaces) : 0;
  const field = {
    ...FIELD_ATTRIBUTES,
    "aria-describedby": told,
    "aria-invalid": reading?.kind === "unusable",
    className: "crack-mono",
  };
  return (
    <>
      <div className="crack-row">
        <label htmlFor="crack-force">Brute force</label>
        <select
          id="crack-force"
          value={options.force}
          onChange={(event) => change({ force: event.target.value as Options["force"] })}
        >
          <option value="none">off</option>
          <option value="mask">by a mask</option>
          <option value="lengths">by characters and lengths</option>
        </select>
      </div>
      {options.force !== "none" && (
        <div className="crack-nested crack-force">
          {options.force === "mask" ? (
            <>
              <label>
                <span>Mask</span>
                <input {...field} value={options.mask} onChange={(event) => change({ mask: event.target.value })} />
              </label>
              <label>
                <span>Characters of ?1</span>
                <input {...field} value={options.custom} onChange={(event) => change({ custom: event.target.value })} />
              </label>
              <p className="crack-hint">
                ?l lower, ?u upper, ?d digit, ?s special, ?a all of these, ?h hexadecimal, ?? a question mark; anything
                else stands for itself
              </p>
            </>
          ) : (
            <>
              <label>
                <span>Characters</span>
                <input
                  {...field}
                  value={options.characters}
                  onChange={(event) => change({ characters: event.target.value })}
                />
              </label>
              <label>
                <span>Shortest</span>
                <input
                  {...field}
                  inputMode="numeric"
                  size={3}
                  value={options.shortest}
                  onChange={(event) => change({ shortest: event.target.value })}
                />
              </label>
              <label>
                <span>Longest</span>
                <input
                  {...field}
                  inputMode="numeric"
                  size={3}
                  value={options.longest}
                  onChange={(event) => change({ longest: event.target.value })}
                />
              </label>
            </>
          )}
          <p id={told} className={reading?.kind === "unusable" ? "crack-problem" : "crack-hint"}>
            {reading?.kind === "unusable"
              ? maskProblemWords(reading.problem)
              : `${countWords(count)} candidates, ${spanWords(count / (USUAL_RATE * options.workers))} at 2 million a second per core`}
          </p>
        </div>
      )}
    </>
  );
}
