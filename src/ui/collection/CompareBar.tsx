import { Button } from "../Button.tsx";

/** Two tokens of the visit, by their ids. */
export interface Pair {
  readonly a: number;
  readonly b: number;
}

/** The id of the button, to which the focus goes back. */
export const COMPARE_BUTTON = "compare-two";

/** Compares the two chosen tokens, the earlier one as A. Says what is missing if not exactly two are chosen. */
export function CompareBar({
  chosen,
  onCompare,
}: {
  /** Ids in the order of arrival. */
  readonly chosen: readonly number[];
  readonly onCompare: (pair: Pair) => void;
}) {
  const [a, b] = chosen;
  const isPair = chosen.length === 2;
  return (
    <div className="row compare-bar">
      <Button
        id={COMPARE_BUTTON}
        disabled={!isPair}
        aria-describedby="compare-needs"
        onClick={() => {
          if (a !== undefined && b !== undefined) onCompare({ a, b });
        }}
      >
        Compare
      </Button>
      <span className="meta" id="compare-needs" role="status">
        {isPair ? "Two tokens are chosen." : `Choose two tokens to compare. ${chosen.length} chosen.`}
      </span>
    </div>
  );
}
