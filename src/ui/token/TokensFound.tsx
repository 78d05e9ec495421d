import { memo } from "react";
import { useActions, useView } from "../WorkbenchContext.tsx";
import "./arrival.css";

/** All tokens of the last paste, where there were several. */
export const TokensFound = memo(function TokensFound() {
  const found = useView(({ arrived }) => arrived.found);
  const opened = useView(({ inputs }) => inputs.pasted);
  const { chooseToken } = useActions();
  if (found.length === 0) return null;
  return (
    <div className="found">
      <span className="meta">{found.length} tokens found</span>
      <ul aria-label="Tokens found">
        {found.map(({ text, label, range }, index) => (
          <li key={range.start}>
            <button
              type="button"
              className="btn small"
              aria-current={text === opened || undefined}
              onClick={() => chooseToken(index)}
            >
              <bdi>{label ?? `Token ${index + 1}`}</bdi>
              <code>…{text.slice(-6)}</code>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
});
