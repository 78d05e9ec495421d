import { type ClaimRow, compareTokens, type TokenClaims } from "../../core/subject/compare-tokens.ts";

const DIFFERS: Readonly<Record<ClaimRow["differs"], string>> = {
  same: "same",
  value: "differs",
  "only-here": "only here",
  "only-there": "only there",
  type: "another type",
  form: "another form",
};

/** The token alongside that of a working user, claim by claim; what is the same comes last. */
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

/** What decides where a user is looked up and differs comes first. */
function weight({ differs, matters }: ClaimRow): number {
  return (differs === "same" ? 2 : 0) + (matters ? 0 : 1);
}
