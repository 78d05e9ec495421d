import { keepInSight } from "../keep-in-sight.ts";
import { type KeyboardEvent, useId, useState } from "react";
import { flushSync } from "react-dom";
import { FIELD_ATTRIBUTES } from "../../editor/field-attributes.ts";
import { toErrorMessage } from "../complaint/to-error-message.ts";
import { Sheet } from "../sheets/Sheet.tsx";
import { closeSheet } from "../sheets/sheet.ts";
import { useActions } from "../WorkbenchContext.tsx";
import { type Command, findCommands, nearestCommands } from "./find-commands.ts";
import { useCommands } from "./use-commands.ts";
import "./commands.css";

/** How many are listed at once; typing finds the others. */
const LISTED = 60;

/** The command palette: everything the page does, found by its words. Arrows select, Enter runs, Escape closes. */
export function CommandsSheet() {
  const all = useCommands();
  const { setNotes } = useActions();
  const [typed, type] = useState("");
  const [chosen, choose] = useState(0);
  const id = useId();
  const found = findCommands(all, typed).slice(0, LISTED);
  const isNearest = found.length === 0;
  const listed = isNearest ? [...nearestCommands(all, typed), explain(typed, setNotes)] : found;
  const at = Math.min(chosen, listed.length - 1);
  const run = (command: Command | undefined): void => {
    // Nothing behind an open dialog can be focused.
    flushSync(closeSheet);
    command?.run();
  };
  const press = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) choose((at + step + listed.length) % listed.length);
    else if (event.key === "Enter") run(listed[at]);
    else return;
    event.preventDefault();
  };
  return (
    <Sheet title="Commands" className="commands">
      <div className="command-field">
        <input
          {...FIELD_ATTRIBUTES}
          data-first-focus=""
          role="combobox"
          aria-label="Command"
          aria-expanded="true"
          aria-controls={`${id}-list`}
          aria-activedescendant={listed[at] === undefined ? undefined : `${id}-${at}`}
          aria-autocomplete="list"
          placeholder="Type what you want to do"
          value={typed}
          onChange={({ currentTarget }) => {
            type(currentTarget.value);
            choose(0);
          }}
          onKeyDown={press}
        />
      </div>
      {isNearest && (
        <p className="meta command-none" role="status">
          Nothing has that name. Closest:
        </p>
      )}
      <div className="command-list" role="listbox" id={`${id}-list`} aria-label="Commands">
        {listed.map((command, index) => (
          // The field has the focus, and its keys.
          // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
          <div
            key={command.id}
            ref={index === at ? keepInSight : undefined}
            id={`${id}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === at}
            onClick={() => run(command)}
          >
            <span>{command.title}</span>
            <span className="meta">{command.group}</span>
          </div>
        ))}
      </div>
    </Sheet>
  );
}

/** Text without a match may be an error message. */
function explain(typed: string, setNotes: ReturnType<typeof useActions>["setNotes"]): Command {
  return {
    id: "explain",
    title: "Explain this as an error message",
    words: "",
    group: "Screen",
    run: () => {
      setNotes({ errorMessage: typed });
      toErrorMessage();
    },
  };
}
