import { useState } from "react";
import { keyMatrix, type MatrixCell } from "../../core/lab/key-matrix.ts";
import { createKeyShop } from "../../core/lab/toolkit/key-shop.ts";
import { Pane } from "./Pane.tsx";
import { useAnswer } from "../use-answer.ts";

/** Stored form by tried form: which forgery passes, and why for the chosen cell. */
export function KeyMatrix() {
  const [chosen, choose] = useState<MatrixCell | null>(null);
  const matrix =
    useAnswer([], async () => keyMatrix(await createKeyShop().rsa("matrix"), Math.floor(Date.now() / 1000))) ?? [];
  const tried = matrix[0]?.map(({ attacker }) => attacker) ?? [];
  return (
    <Pane title="Which bytes fit which" meta="rows: as stored; columns: as tried" className="lab-matrix">
      <p className="lab-pad">
        Every cell is a forgery that was actually made and checked. One key, twelve encodings: to an HMAC each is a
        different secret.
      </p>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <section className="lab-scroll" tabIndex={0} aria-label="Matrix of key forms">
        <table>
          <thead>
            <tr>
              <th scope="col">Stored as</th>
              {tried.map(({ id, label }, index) => (
                <th key={id} scope="col" title={label}>
                  <span aria-hidden="true">{String.fromCharCode(65 + index)}</span>
                  <span className="visually-hidden">{label}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {matrix.map((row, index) => (
              <tr key={row[0]?.stored.id}>
                <th scope="row">
                  <span aria-hidden="true">{String.fromCharCode(65 + index)}</span> {row[0]?.stored.label}
                </th>
                {row.map((cell) => (
                  <td key={cell.attacker.id}>
                    <button
                      type="button"
                      data-accepted={cell.accepted}
                      aria-pressed={cell === chosen}
                      aria-label={`${cell.stored.label} stored, ${cell.attacker.label} tried: ${cell.accepted ? "accepted" : "rejected"}`}
                      onClick={() => choose(cell)}
                    >
                      {cell.accepted ? "●" : "·"}
                    </button>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <output className="lab-pad lab-why">
        {chosen === null ? (
          <>The last column is the PEM rebuilt from the published JWK Set. Choose a cell to see why.</>
        ) : (
          <>
            <b>{chosen.accepted ? "Accepted" : "Rejected"}.</b> Stored: {chosen.stored.label} ({chosen.stored.note}).
            Tried: {chosen.attacker.label} ({chosen.attacker.note}). {chosen.accepted ? "They are" : "They differ by"}{" "}
            {chosen.why}.
          </>
        )}
      </output>
    </Pane>
  );
}
