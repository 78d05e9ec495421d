import { useMemo } from "react";
import { foreignOf } from "../../core/content/foreign.ts";
import { payloadContent } from "../../core/content/payload-content.ts";
import type { Content } from "../../core/content/types.ts";
import { PlainPane } from "../../editor/PlainPane.tsx";
import { useDeskMark } from "../desk-mark.ts";
import { useView } from "../WorkbenchContext.tsx";
import { Items } from "./Items.tsx";
import { MOST_SHOWN, Unpacked } from "./Unpacked.tsx";
import "./content.css";

/** A payload that is not text, or text that is not a JOSE token: its name, what to do with it, and its content. */
export function ContentPanel() {
  const token = useView((view) => view.token);
  const opened = useView(({ verdict }) => verdict.judgement?.opened?.bytes);
  const isForeign = token.form === "text";
  const bytes = token.form.startsWith("jwe") ? opened : token.segments.find(({ name }) => name === "payload")?.bytes;
  const foreign = useMemo(() => (isForeign ? foreignOf(token.text) : null), [isForeign, token]);
  const content = useMemo(
    () => foreign ?? (!isForeign && bytes !== undefined ? payloadContent(token, bytes) : null),
    [foreign, isForeign, token, bytes],
  );
  useDeskMark("foreign", foreign !== null);
  useDeskMark("binary", content !== null && foreign === null);
  if (content === null) return null;
  const packed = content.kind === "compressed" ? (foreign?.bytes ?? bytes) : undefined;
  const spelled = foreign?.bytes
    ? `${foreign.bytes.length.toLocaleString("en")} bytes, written as ${foreign.spelling}`
    : null;
  return (
    <section className="content-panel" aria-label="Content" data-content={content.kind}>
      <h3>{titleOf(content, isForeign)}</h3>
      {spelled !== null && <p className="meta">{spelled}</p>}
      <p className="content-about">{content.about}</p>
      {packed !== undefined && <Unpacked bytes={packed} />}
      {content.text !== undefined && (
        <>
          <p className="label">Message, not verified</p>
          <PlainPane
            label="Message, not verified"
            value={content.text.slice(0, MOST_SHOWN)}
            className="input content-text"
            readOnly
            layer={null}
            onInput={nothing}
          />
          {content.text.length > MOST_SHOWN && (
            <p className="meta">The first {MOST_SHOWN.toLocaleString("en")} characters are shown.</p>
          )}
        </>
      )}
      {content.items.length > 0 && <Items items={content.items} />}
    </section>
  );
}

function nothing(): void {}

function titleOf({ name, certain, kind }: Content, isForeign: boolean): string {
  if (isForeign) return `This ${certain ? "is" : "looks like"} ${name}`;
  if (kind === "binary") return name === "binary" ? "The payload is binary" : `The payload looks like ${name}`;
  return `The payload ${certain ? "is" : "looks"} ${kind === "compressed" || certain ? "" : "like "}${name}`;
}
