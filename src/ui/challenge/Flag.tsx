import { useStore } from "zustand";
import { type Challenge, flagOf } from "../../core/lab/challenges.ts";
import { FIELD_ATTRIBUTES } from "../../editor/field-attributes.ts";
import { Button } from "../Button.tsx";
import { useAnswer } from "../use-answer.ts";
import { useActions } from "../WorkbenchContext.tsx";
import { useChallenges } from "./use-challenge.ts";

/** The flag of a solved challenge, computed from the class word, and how anyone can compute it. */
export function Flag({ challenge, isSolved }: { readonly challenge: Challenge; readonly isSolved: boolean }) {
  const { store, setWord } = useChallenges();
  const { copyText } = useActions();
  const word = useStore(store, (progress) => progress.word);
  const made = useAnswer([challenge, word, isSolved], async () =>
    isSolved ? { word, flag: await flagOf(challenge, word) } : null,
  );
  const flag = isSolved && made?.word === word ? made.flag : null;
  return (
    <section className="lab-pane" aria-labelledby="challenge-flag">
      <div className="lab-head">
        <h2 id="challenge-flag">Flag</h2>
        <span className="meta">proof for a class, not for a contest</span>
      </div>
      <div className="lab-pad challenge-flag">
        <label className="field">
          <span>Class word (optional)</span>
          <input
            {...FIELD_ATTRIBUTES}
            className="challenge-input"
            type="text"
            value={word}
            onChange={({ currentTarget }) => setWord(currentTarget.value)}
          />
        </label>
        <div className="lab-row">
          <output className="challenge-output" aria-label="The flag">
            {flag ?? <span className="meta">The flag appears here once you are admin.</span>}
          </output>
          {flag !== null && (
            <Button icon="copy" className="small" onClick={() => void copyText(flag, "flag")}>
              Copy flag
            </Button>
          )}
        </div>
        <details>
          <summary>How it is computed</summary>
          <p className="meta">
            From the class word and the challenge’s number. Anyone who reads this page’s source can compute it, solved
            or not. Teachers check it with:
          </p>
          <code className="challenge-code" translate="no">
            printf %s 'jotscope challenge {challenge.number}' | openssl dgst -sha256 -hmac 'WORD'
          </code>
          <p className="meta">The flag contains the first 16 hex digits.</p>
        </details>
      </div>
    </section>
  );
}
