/** What a token is made of, for who sees the first one; shown while there is none. */
export function Anatomy() {
  return (
    <div className="start-token">
      <div className="anatomy" aria-hidden="true">
        {PARTS.map(([name, sample, what]) => (
          <div key={name} className={`s-${name.toLowerCase()}`}>
            <code>{sample}</code>
            <b>{name}</b>
            <span>{what}</span>
          </div>
        ))}
      </div>
      <p className="meta">
        Noise is fine. The token is found in an <b>Authorization</b> header, a <b>curl</b> command, a cookie, a log line
        or a JSON response, and what was removed is shown. A file can be dropped here too.
      </p>
    </div>
  );
}

const PARTS = [
  ["Header", "eyJhbGciOi…", "how it is signed"],
  ["Payload", "eyJzdWIiOi…", "what it claims"],
  ["Signature", "SflKxwRJSM…", "who vouches for it"],
] as const;
