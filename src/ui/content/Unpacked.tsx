import { inflate } from "../../core/crypto/jwe/unzip.ts";
import { MOST_UNPACKED } from "../../core/crypto/jwe/limits.ts";
import { printJson } from "../../core/json/print.ts";
import { hexDump } from "../../core/text/hex-dump.ts";
import { compressionOf } from "../../core/text/inflate.ts";
import { decodeUtf8 } from "../../core/text/utf8.ts";
import { PlainPane } from "../../editor/PlainPane.tsx";
import { useAnswer } from "../use-answer.ts";

const FORMATS = { GZIP: "gzip", zlib: "deflate", "raw DEFLATE": "deflate-raw" } as const;
/** How much of an unpacked text is shown. */
export const MOST_SHOWN = 200_000;

/** The unpacked content, at most 10 MB. */
export function Unpacked({ bytes }: { readonly bytes: Uint8Array<ArrayBuffer> }) {
  const done = useAnswer([bytes], async () => {
    const form = compressionOf(bytes);
    return { of: bytes, result: form === null ? null : await inflate(bytes, MOST_UNPACKED, FORMATS[form]) };
  });
  if (done?.of !== bytes) return null;
  const { result } = done;
  if (result === null)
    return <p className="meta">It does not unpack completely: it is damaged, or only looks compressed.</p>;
  if (result === "too-large") return <p className="meta">It unpacks to more than 10 MB; the rest was not read.</p>;
  const { text, problems } = decodeUtf8(result);
  const shown = problems.length > 0 ? hexDump(result) : printJson(text.slice(0, MOST_SHOWN));
  const size = `${bytes.length.toLocaleString("en")} bytes unpack to ${result.length.toLocaleString("en")}`;
  return (
    <>
      <p className="label">Unpacked: {size}</p>
      <PlainPane
        label="Unpacked content"
        value={shown}
        className="input content-text"
        readOnly
        layer={null}
        onInput={nothing}
      />
      {problems.length === 0 && text.length > MOST_SHOWN && (
        <p className="meta">The first {MOST_SHOWN.toLocaleString("en")} characters are shown.</p>
      )}
    </>
  );
}

function nothing(): void {}
