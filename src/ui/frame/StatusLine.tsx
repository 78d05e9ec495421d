import { useEffect, useState } from "react";
import { flushSync } from "react-dom";
import { openHelp } from "../help/sheet.ts";
import { Icon } from "../Icon.tsx";
import { usePanels } from "../Panels.tsx";
import { mayNotConnect } from "../../page/privacy/facts.ts";
import { NewVersion } from "../offline/NewVersion.tsx";
import { showPrivacy } from "../privacy/show.ts";
import { useActions, useView } from "../WorkbenchContext.tsx";
import { HandedOver } from "./HandedOver.tsx";
import { noticeWords } from "./notice-words.ts";
import "./notice.css";

/** How long a passing event is told. */
const NOTICE_MS = 8000;

/** The content of the page's last line: the promise, what just happened, and the options of the page. */
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
      <label className="check" title="Otherwise the white space of an edited part is left out of the token">
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
      <label className="check" title="Less space around things">
        <input
          type="checkbox"
          checked={compact}
          onChange={({ currentTarget }) => setSettings({ compact: currentTarget.checked })}
        />
        Compact
      </label>
      <button type="button" className="link shortcuts" onClick={openHelp}>
        Shortcuts <kbd>?</kbd>
      </button>
    </>
  );
}

/** The promise, which leads to what enforces it. */
function PromiseLine() {
  const { show } = usePanels();
  return (
    <button
      type="button"
      className="link promise-line"
      onClick={() => {
        if (showPrivacy()) return;
        // On a phone it stands in the first panel.
        flushSync(() => show("token"));
        showPrivacy();
      }}
    >
      <Icon name="lock" />
      <span>Nothing leaves this page</span>
      {mayNotConnect() && (
        <span className="meta w">
          enforced by <code>connect-src 'none'</code>
        </span>
      )}
    </button>
  );
}

function NoticeLine() {
  const notice = useView(({ notice }) => notice);
  const [gone, setGone] = useState<number | null>(null);
  useEffect(() => {
    if (notice === null) return;
    const timer = setTimeout(() => setGone(notice.id), NOTICE_MS);
    return () => clearTimeout(timer);
  }, [notice]);
  return (
    <p className="notice" role="status" aria-label="Notice">
      {notice !== null && notice.id !== gone && noticeWords(notice)}
    </p>
  );
}
