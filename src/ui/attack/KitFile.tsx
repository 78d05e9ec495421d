import { useState } from "react";
import { KIT_FORMATS } from "../../core/refuse/formats.ts";
import type { Kit } from "../../core/refuse/types.ts";
import { boundTokens } from "../../core/refuse/write/pieces.ts";
import { saveFile } from "../../page/save-file.ts";
import { Button } from "../Button.tsx";
import { Options } from "../Options.tsx";
import { Select } from "../Select.tsx";
import { useActions } from "../WorkbenchContext.tsx";
import { holdsWords } from "./words.ts";
import "./kit-file.css";

/** The kit as one file (a script, tests or data) to copy or save, and what it contains and leaves out. */
export function KitFile({ kit, url }: { readonly kit: Kit; readonly url?: string | undefined }) {
  const [id, setId] = useState("curl");
  const { copyText } = useActions();
  const format = KIT_FORMATS.find((one) => one.id === id) ?? KIT_FORMATS[0]!;
  const text = format.write(kit, url);
  const bound = boundTokens(kit).length;
  return (
    <div className="kit-file">
      <div className="row kit-choice">
        <Select label="Kit format" value={format.id} onChange={setId}>
          <Options of={KIT_FORMATS.map(({ id, title }) => [id, title])} />
        </Select>
        <Button icon="copy" onClick={() => void copyText(text, "kit")}>
          Copy kit
        </Button>
        <Button onClick={() => saveFile(new Blob([text], { type: format.type }), format.file)}>Save kit</Button>
        {format.run !== null && (
          <span className="meta">
            Run: <code>{format.run}</code>
          </span>
        )}
      </div>
      <textarea className="kit-text" aria-label="Kit" readOnly value={text} rows={10} spellCheck={false} wrap="off" />
      <p>{holdsWords(kit)}</p>
      <p className="meta">
        {kit.isMadeHere
          ? "The good token is signed with the key on the workbench and lasts a day. Use a test key, not your production key."
          : "The file does not contain your token's signature: pass a good token in JOTSCOPE_GOOD_TOKEN."}
        {bound > 0 && ` ${bound} more would give the signature away, so the file leaves it out.`}
        {format.run !== null && " JOTSCOPE_URL changes the address."}
      </p>
    </div>
  );
}
