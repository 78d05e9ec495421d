import { tokenRuns } from "./token-runs.ts";

/** A token with colours and line styles; changes since `before` are boxed. */
export function TokenText({
  token,
  before = null,
  limit = 400,
  label,
}: {
  readonly token: string;
  readonly before?: string | null;
  readonly limit?: number;
  readonly label?: string;
}) {
  return (
    <code className="lab-token" dir="ltr" translate="no" aria-label={label}>
      {tokenRuns(token, before, limit).map(({ text, segment, changed }, index) =>
        segment === "omitted" ? (
          // Runs have no identity but their place.
          // oxlint-disable-next-line react/no-array-index-key
          <i key={index}> {text}</i>
        ) : (
          // oxlint-disable-next-line react/no-array-index-key
          <span key={index} data-segment={segment} className={changed ? "is-changed" : undefined}>
            {text}
          </span>
        ),
      )}
    </code>
  );
}
