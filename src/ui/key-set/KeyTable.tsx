import { startTransition, useEffect, useMemo, useState } from "react";
import { stringMember } from "../../core/json/query.ts";
import { type KeyRow, keyRows } from "../../core/keys/key-rows.ts";
import type { KeyMaterial } from "../../core/keys/types.ts";
import { useDeskMark } from "../desk-mark.ts";
import { FIELD_ATTRIBUTES } from "../../editor/field-attributes.ts";
import type { TrialQuestion } from "../../state/key-trials.ts";
import { Button } from "../Button.tsx";
import { useView } from "../WorkbenchContext.tsx";
import { TableRow } from "./TableRow.tsx";
import { useKeyTrials } from "./use-key-trials.ts";
import { type SetField, useRowActs } from "./use-row-acts.ts";
import { namedWords } from "./words.ts";
import "./key-set.css";

/** From this many keys on the table scrolls, lists the key that the token names first, and has a filter. */
const MANY = 8;
/** How many rows are drawn at a time, so the page stays responsive. */
const SLICE = 40;

/** The keys of a set: each one's type, whether the token names it, whether it verifies; with buttons to use, show or copy it. */
export function KeyTable({
  field,
  rows,
  text,
  isCurrent,
}: {
  readonly field: SetField;
  readonly rows: readonly KeyRow[];
  readonly text: string;
  /** Whether the rows belong to `text`, and not to the previous text. */
  readonly isCurrent: boolean;
}) {
  useDeskMark("key-set");
  const kid = useView(({ header, token }) => stringMember(token.seal?.joined.json ?? header.json, "kid"));
  const isOther = useView(
    (view) => field === "privateKey" && view.publicKey !== null && keyRows(view.publicKey) !== null,
  );
  const [filter, setFilter] = useState("");
  const [askedAll, setAskedAll] = useState<readonly KeyRow[] | null>(null);
  const keys = useMemo(() => rows.flatMap(({ material }) => material ?? []), [rows]);
  const question = useQuestion(field, keys, kid, isCurrent, askedAll === rows);
  const trials = useKeyTrials(question);
  const byKey = useMemo(() => new Map(keys.map((key, index) => [key, trials?.[index] ?? null])), [keys, trials]);
  const listed = useMemo(() => listOf(rows, kid, filter), [rows, kid, filter]);
  const drawn = useSlices(listed.length);
  const acts = useRowActs(field, text);
  const left = (trials ?? []).filter((trial) => trial.kind === "untried" && trial.reason === "many").length;
  const note = namedWords(kid, rows);
  return (
    <div className="key-set" data-many={rows.length > MANY || undefined}>
      {rows.length > MANY && (
        <input
          {...FIELD_ATTRIBUTES}
          type="search"
          className="filter"
          aria-label="Filter the keys"
          placeholder={`Filter ${rows.length.toLocaleString("en")} keys`}
          value={filter}
          onChange={({ currentTarget }) => setFilter(currentTarget.value)}
        />
      )}
      <div className="key-rows">
        <table aria-label={isOther ? "Keys to sign with" : "Keys"} aria-busy={drawn < listed.length}>
          <thead>
            <tr>
              <th scope="col">kid, thumbprint</th>
              <th scope="col">Type</th>
              <th scope="col">Use</th>
              <th scope="col">From</th>
              <th scope="col">Named by token</th>
              <th scope="col">Verifies</th>
              <th scope="col">
                <span className="visually-hidden">Actions</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {listed.slice(0, drawn).map((row) => (
              <TableRow
                key={row.index}
                row={row}
                isNamed={kid === null ? null : row.kid === kid}
                trial={(row.material && byKey.get(row.material)) ?? null}
                isAsked={question !== null}
                isCurrent={isCurrent}
                acts={acts}
              />
            ))}
          </tbody>
        </table>
        {listed.length === 0 && <p className="meta nothing">No kid, type, use or thumbprint contains that</p>}
      </div>
      {note !== "" && <p className="meta">{note}</p>}
      {left > 0 && (
        <Button className="small" onClick={() => setAskedAll(rows)}>
          {`Try the other ${left.toLocaleString("en")} keys that fit`}
        </Button>
      )}
    </div>
  );
}

/** What the keys are tried on: nothing if the token has no verifiable signature, or its verdict is pending. */
function useQuestion(
  field: SetField,
  keys: readonly KeyMaterial[],
  kid: string | null,
  isCurrent: boolean,
  all: boolean,
): TrialQuestion | null {
  const token = useView((view) => view.token);
  const isWanted = useView(({ verdict }) => verdict.judgement !== null && !verdict.onRequest) && isCurrent;
  const judgeAnyway = useView(({ fields }) => field !== "secret" && fields.keys[field].judgeAnyway === true);
  return useMemo(
    () => (isWanted ? { token, keys, judgeAnyway, kid, all } : null),
    [isWanted, token, keys, judgeAnyway, kid, all],
  );
}

/** The rows that a filter leaves, in the order of the text; of many the one that the token names comes first. */
function listOf(rows: readonly KeyRow[], kid: string | null, filter: string): readonly KeyRow[] {
  if (rows.length <= MANY) return rows;
  const wanted = filter.trim().toLowerCase();
  const left = rows.filter(({ kid: own, type, size, use, alg, from, material }) =>
    [own, `${type} ${size}`, use, alg, from, material?.thumbprint].join("\n").toLowerCase().includes(wanted),
  );
  const isNamed = (row: KeyRow): boolean => kid !== null && row.kid === kid;
  return [...left.filter(isNamed), ...left.filter((row) => !isNamed(row))];
}

/** How many of the rows are drawn: some at once, then slice by slice. */
function useSlices(length: number): number {
  const [drawn, setDrawn] = useState(SLICE);
  useEffect(() => {
    if (drawn >= length) return;
    const next = setTimeout(() => startTransition(() => setDrawn(drawn + SLICE)));
    return () => clearTimeout(next);
  }, [drawn, length]);
  return Math.min(drawn, length);
}
