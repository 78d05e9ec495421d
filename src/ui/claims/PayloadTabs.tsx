import { type KeyboardEvent, memo } from "react";
import { useFold } from "../fold.ts";
import { ClaimsTable } from "./ClaimsTable.tsx";
import "./payload-tabs.css";

const TABS = [
  [false, "JSON", "JSON"],
  [true, "Table", "Claims table"],
] as const;

/** Chooses how the payload is shown, for all tokens while the page is open. */
export const PayloadTabs = memo(function PayloadTabs() {
  const [isTable, toggle] = useFold("claims table", false);
  const press = (event: KeyboardEvent<HTMLElement>): void => {
    if (!["ArrowLeft", "ArrowRight", "Home", "End"].includes(event.key)) return;
    event.preventDefault();
    const tabs = [...(event.currentTarget.parentElement?.querySelectorAll<HTMLElement>("[role=tab]") ?? [])];
    const wanted = event.key === "Home" ? 0 : event.key === "End" ? 1 : isTable ? 0 : 1;
    tabs[wanted]?.focus();
    if ((wanted === 1) !== isTable) toggle();
  };
  return (
    <div className="two-tabs" role="tablist" aria-label="Payload as">
      {TABS.map(([isOfTable, words, name]) => (
        <button
          key={words}
          type="button"
          role="tab"
          aria-label={name}
          aria-selected={isTable === isOfTable}
          tabIndex={isTable === isOfTable ? 0 : -1}
          onKeyDown={press}
          onClick={() => {
            if (isTable !== isOfTable) toggle();
          }}
        >
          {words}
        </button>
      ))}
    </div>
  );
});

/** The claims as a table in place of the JSON, if chosen. Derived only while shown. */
export const PayloadTable = memo(function PayloadTable() {
  const [isTable] = useFold("claims table", false);
  return isTable && <ClaimsTable />;
});
