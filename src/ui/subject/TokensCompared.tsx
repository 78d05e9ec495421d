import { type ClaimRow, compareTokens, type TokenClaims } from "../../core/subject/compare-tokens.ts";

const DIFFERS: Readonly<Record<ClaimRow["differs"], string>> = {
  same: "same",
  value: "differs",
  "only-here": "only here",
  "only-there": "only there",
  type: "another type",
  form: "another form",
};

/** The token compared with a working user's, claim by claim; equal claims come last. */
export function TokensCompared({ here, there }: { readonly here: TokenClaims; readonly there: TokenClaims }) {
  const rows = compareTokens(here, there).toSorted((one, other) => weight(one) - weight(other));
  return (
    <table className="tokens-compared" aria-label="Compared with the working user’s token">
      <thead>
        <tr>
          <th scope="col">Claim</th>
          <th scope="col">This token</th>
          <th scope="col">Working user’s</th>
          <th scope="col">Result</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ name, here: one, there: other, differs, matters }) => (
          <tr key={name} data-claim={name} data-differs={differs} data-matters={matters}>
            <th scope="row" translate="no">
              {name}
            </th>
            <Value text={one} />
            <Value text={other} />
            <td>{DIFFERS[differs]}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Value({ text }: { readonly text: string | null }) {
  return <td translate="no">{text === null ? <span className="meta">none</span> : <bdi>{text}</bdi>}</td>;
}

/** Differences that decide where a user is looked up come first. */
function weight({ differs, matters }: ClaimRow): number {
  return (differs === "same" ? 2 : 0) + (matters ? 0 : 1);
}
