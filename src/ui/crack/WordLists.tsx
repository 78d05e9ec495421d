import { useState } from "react";
import { Button } from "../Button.tsx";
import { LARGEST_FILE } from "./options.ts";
import { sizeWords } from "./words.ts";

/** The user's own lists. They are read in pieces during the search, and are never entirely in memory. */
export function WordLists({
  files,
  set,
}: {
  readonly files: readonly File[];
  readonly set: (files: readonly File[]) => void;
}) {
  const [refused, setRefused] = useState<File | null>(null);
  const add = (added: readonly File[]): void => {
    setRefused(added.find(({ size }) => size > LARGEST_FILE) ?? null);
    set([...files, ...added.filter(({ size }) => size <= LARGEST_FILE)]);
  };
  return (
    <div className="crack-lists">
      <label className="crack-file">
        <span>Word list files</span>
        <input
          type="file"
          multiple
          accept=".txt,.lst,.list,.dic,.dict,text/plain"
          onChange={(event) => {
            add([...(event.target.files ?? [])]);
            // Lets the same file be added again after it was removed.
            event.target.value = "";
          }}
        />
      </label>
      <span className="crack-hint">One word per line, up to 100 MB each</span>
      {refused && (
        <p className="crack-problem" role="alert">
          <bdi>{refused.name}</bdi> is {sizeWords(refused.size)}. Lists up to 100 MB can be tried here.
        </p>
      )}
      {files.length > 0 && (
        <ul aria-label="Word lists">
          {files.map((file, index) => (
            <li key={`${index} ${file.name}`}>
              <bdi>{file.name}</bdi> <span className="crack-hint">{sizeWords(file.size)}</span>
              <Button
                name={`Remove ${file.name}`}
                icon="x"
                className="small"
                onClick={() => set(files.toSpliced(index, 1))}
              />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
