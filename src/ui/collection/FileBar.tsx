import { counted } from "../../core/base/words.ts";
import { durationWords } from "../../core/claims/describe.ts";
import { problemWords } from "../../core/collect/problem-words.ts";
import type { Problem } from "../../core/collect/types.ts";
import { saveFile } from "../../page/save-file.ts";
import { cancelImport, type ImportedFile, sanitisedCopy } from "../../state/imports.ts";
import { Button } from "../Button.tsx";
import { Icon } from "../Icon.tsx";

/** A file that was or is being read: progress, result, and its sanitised copy. */
export function FileBar({ file, problems }: { readonly file: ImportedFile; readonly problems: readonly Problem[] }) {
  const { progress } = file;
  const isOpen = file.state === "waiting" || file.state === "reading";
  return (
    <div className="pane file-bar" data-state={file.state}>
      <div className="file-head">
        <h3>
          {isOpen ? "Reading " : ""}
          <bdi translate="no">{file.name}</bdi>
        </h3>
        <p className="meta">{isOpen ? progressWords(file) : doneWords(file)}</p>
        <span className="fill" />
        {isOpen && (
          <Button onClick={cancelImport}>
            {progress === null || progress.tokens === 0 ? "Cancel" : `Cancel and keep the ${progress.tokens}`}
          </Button>
        )}
        {!isOpen && progress?.format === "har" && <SaveCopy file={file} />}
      </div>
      {isOpen && (
        <progress aria-label={`Reading ${file.name}`} max={Math.max(1, file.size)} value={progress?.read ?? 0} />
      )}
      {problems.length > 0 && (
        <ul className="file-problems">
          {problems.map((problem) => (
            <li key={problem.code} data-problem={problem.code} className={isNote(problem) ? "sev-info" : "sev-warn"}>
              <Icon name={isNote(problem) ? "info" : "warn"} />
              {problemWords(problem)}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function isNote({ code }: Problem): boolean {
  return code === "no-zone";
}

function SaveCopy({ file }: { readonly file: ImportedFile }) {
  const save = async (): Promise<void> => {
    const copy = await sanitisedCopy(file.number);
    if (copy !== null) saveFile(copy, `${file.name.replace(/(?:\.(?:har|json))?(?:\.gz)?$/i, "")}.sanitised.har`);
  };
  return (
    <>
      {file.saving !== null && (
        <progress className="saving" aria-label={`Sanitising ${file.name}`} max={1} value={file.saving} />
      )}
      <Button
        icon="drop"
        disabled={file.saving !== null}
        aria-describedby={`sanitised-${file.number}`}
        onClick={() => void save()}
      >
        Save sanitised HAR
      </Button>
      <p className="meta sanitised-note" id={`sanitised-${file.number}`}>
        Signatures, cookies, Authorization and secrets are replaced. Claims, URLs and other text stay: read it before
        you pass it on.
      </p>
    </>
  );
}

function progressWords({ progress, size, took, state }: ImportedFile): string {
  if (progress === null) return state === "waiting" ? "Waiting" : "";
  const { read, tokens, places, entries, format } = progress;
  const left = read > 0 && took > 1 ? (took * (size - read)) / read : 0;
  return [
    `${sizeWords(read)} of ${sizeWords(size)}`,
    countWords(entries, format),
    `${counted(tokens, "token")} in ${counted(places, "place")}`,
    ...(left >= 1 ? [`about ${durationWords(left)} left`] : []),
  ].join(" · ");
}

function doneWords({ progress, size, took, state }: ImportedFile): string {
  if (progress === null) return state === "failed" ? "The file could not be read." : "";
  const { tokens, entries, format, read } = progress;
  const found = `${counted(tokens, "token")} in ${countWords(entries, format)}`;
  switch (state) {
    case "cancelled":
      return `${found}. Cancelled after ${sizeWords(read)} of ${sizeWords(size)}: what was found stays.`;
    case "failed":
      return `${found}. Reading failed after ${sizeWords(read)} of ${sizeWords(size)}.`;
    default:
      return `${found}, ${sizeWords(size)}, read in ${took < 1 ? "under a second" : durationWords(took)}`;
  }
}

function countWords(entries: number, format: "har" | "text" | null): string {
  return counted(entries, format === "har" ? "request" : "line");
}

function sizeWords(bytes: number): string {
  if (bytes < 1024) return counted(bytes, "byte");
  if (bytes < 1024 * 1024 * 0.95) return `${Math.round(bytes / 1024)} KB`;
  const all = bytes / 1024 / 1024;
  return `${all < 10 ? all.toFixed(1) : Math.round(all)} MB`;
}
