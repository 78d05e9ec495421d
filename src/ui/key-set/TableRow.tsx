import { memo } from "react";
import type { Trial } from "../../core/crypto/try-keys.ts";
import type { KeyRow } from "../../core/keys/key-rows.ts";
import { Button } from "../Button.tsx";
import { cut } from "../claims/ClaimValue.tsx";
import { Visible } from "../explain/Visible.tsx";
import { Icon } from "../Icon.tsx";
import type { RowActs } from "./use-row-acts.ts";
import { problemWords, shortThumbprint, trialWords, verifies } from "./words.ts";

const LONGEST_KID = 60;

/** One key of a set. */
export const TableRow = memo(function TableRow({
  row,
  isNamed,
  trial,
  isAsked,
  isCurrent,
  acts,
}: {
  readonly row: KeyRow;
  /** Null if the token names no key. */
  readonly isNamed: boolean | null;
  readonly trial: Trial | null;
  readonly isAsked: boolean;
  readonly isCurrent: boolean;
  readonly acts: RowActs;
}) {
  const { kid, index, type, size, use, alg, from, material, problem } = row;
  const name = kid === null ? `key ${index + 1}` : cut(kid, LONGEST_KID);
  const known = verifies(trial);
  return (
    <tr data-kid={kid ?? ""} data-verifies={known} data-named={isNamed ?? undefined}>
      <th scope="row" aria-label={name} translate="no">
        {kid === null ? (
          <span className="meta">no kid</span>
        ) : (
          <bdi title={kid.length > LONGEST_KID ? kid : undefined}>
            <Visible text={name} />
          </bdi>
        )}
        {material !== null && (
          <button
            type="button"
            className="thumbprint"
            aria-label={`Copy thumbprint of ${name}`}
            title={`Copy the SHA-256 thumbprint (RFC 7638): ${material.thumbprint}`}
            onClick={() => acts.copyThumbprint(row)}
          >
            {shortThumbprint(material.thumbprint)}
          </button>
        )}
      </th>
      <td className="type">
        {type === "" ? "unknown" : type} <span className="more">{size === type ? "" : size}</span>
      </td>
      <td className="use">
        {use ?? <span className="meta">any use</span>}{" "}
        <bdi className="more" translate="no">
          {alg}
        </bdi>
      </td>
      <td className="from">
        {from} <span className="more">no. {index + 1}</span>
      </td>
      <td className="named" data-label="named:">
        {isNamed === true ? (
          <span className="yes">
            <Icon name="check" />
            yes
          </span>
        ) : (
          <span className="meta">{isNamed === null ? "none is" : "no"}</span>
        )}
      </td>
      <td className="verifies" data-label={trial?.kind === "unfit" ? undefined : "verifies:"}>
        {known === "true" ? (
          <span className="yes sev-ok">
            <Icon name="ok" />
            yes
          </span>
        ) : (
          <span className="meta">{isAsked || material === null ? trialWords(row, trial) : "not tried"}</span>
        )}
      </td>
      <td className="acts">
        <Button
          className="small"
          name={`Use ${name}`}
          title="Replace the set with this key"
          disabled={!isCurrent || material === null}
          onClick={() => void acts.use(row)}
        >
          Use
        </Button>
        <Button
          className="icon small"
          icon="search"
          name={`Show ${name}`}
          title="Show it in the text"
          disabled={!isCurrent || row.range === null}
          onClick={() => acts.show(row)}
        />
        <Button
          className="icon small"
          icon="copy"
          name={`Copy ${name}`}
          title="Copy only this key"
          disabled={!isCurrent || material === null}
          onClick={() => void acts.copy(row)}
        />
      </td>
      {problem !== null && (
        <td className="problem sev-error">
          <Icon name="error" />
          <bdi>{problemWords(problem, material !== null)}</bdi>
        </td>
      )}
    </tr>
  );
});
