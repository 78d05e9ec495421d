import { useEffect, useRef, useState } from "react";
import { Icon } from "../Icon.tsx";
import { mayNotConnect } from "../../page/privacy/facts.ts";
import { NewVersion } from "../offline/NewVersion.tsx";
import { openSheet } from "../sheets/sheet.ts";
import type { Notice } from "../../state/types.ts";
import { useActions, useView } from "../WorkbenchContext.tsx";
import { HandedOver } from "./HandedOver.tsx";
import { NoticeActs } from "./NoticeActs.tsx";
import { noticeWords } from "./notice-words.ts";
import { useClearOfField } from "./use-clear-of-field.ts";
import "./notice.css";

/** How long a notice is shown. */
const NOTICE_MS = 8000;
/** The same for a notice with an action that exists nowhere else. */
const OFFER_MS = 30_000;

/** The content of the status line: the privacy promise, the latest notice, and the page's options. */
export function StatusLine() {
  const asTyped = useView(({ settings }) => settings.encodeAsTyped);
  const plain = useView(({ settings }) => settings.editor === "plain");
  const compact = useView(({ settings }) => settings.compact === true);
  const { setSettings } = useActions();
  useEffect(() => {
    if (compact) document.documentElement.dataset["density"] = "compact";
    else delete document.documentElement.dataset["density"];
  }, [compact]);
  return (
    <>
      <PromiseLine />
      <NoticeLine />
      <NewVersion />
      <HandedOver />
      <span className="fill" />
      <label className="check" title="Otherwise whitespace is removed from edited parts">
        <input
          type="checkbox"
          checked={asTyped}
          onChange={({ currentTarget }) => setSettings({ encodeAsTyped: currentTarget.checked })}
        />
        Encode edits as typed
      </label>
      <label className="check" title="Plain text fields instead of the editor with folding and find">
        <input
          type="checkbox"
          checked={plain}
          onChange={({ currentTarget }) => setSettings({ editor: currentTarget.checked ? "plain" : "rich" })}
        />
        Plain editors
      </label>
      <label className="check" title="Reduce the spacing">
        <input
          type="checkbox"
          checked={compact}
          onChange={({ currentTarget }) => setSettings({ compact: currentTarget.checked })}
        />
        Compact
      </label>
      <button type="button" className="link shortcuts" onClick={() => openSheet("help")}>
        <span>Help</span> <kbd>?</kbd>
      </button>
    </>
  );
}

/** The privacy promise, with a link to what enforces it. */
function PromiseLine() {
  return (
    <button type="button" className="link promise-line" onClick={() => openSheet("privacy")}>
      <Icon name="lock" />
      <span>Nothing leaves this page</span>
      {mayNotConnect() && (
        <span className="meta wide-only">
          enforced by <code>connect-src 'none'</code>
        </span>
      )}
    </button>
  );
}

function NoticeLine() {
  const notice = useView(({ notice }) => notice);
  const [gone, setGone] = useState<number | null>(null);
  const line = useRef<HTMLParagraphElement>(null);
  const told = notice === null || notice.id === gone ? null : notice;
  useEffect(() => {
    if (told === null) return;
    const end = (): void => setGone(told.id);
    const timer = setTimeout(end, isOffer(told) ? OFFER_MS : NOTICE_MS);
    // On a phone another panel is another page: the last notice would only cover it.
    const onPress = ({ target }: MouseEvent): void => {
      if (!isOffer(told) && target instanceof Element && target.closest(".tabs") !== null) end();
    };
    document.addEventListener("click", onPress);
    return () => {
      clearTimeout(timer);
      document.removeEventListener("click", onPress);
    };
  }, [told]);
  useClearOfField(line, told);
  return (
    <p className="notice" role="status" aria-label="Notice" ref={line}>
      {told !== null && (
        <>
          {noticeWords(told)}
          <NoticeActs notice={told} />
        </>
      )}
    </p>
  );
}

function isOffer({ args: { clock, token } }: Notice): boolean {
  return clock !== undefined || token !== undefined;
}
