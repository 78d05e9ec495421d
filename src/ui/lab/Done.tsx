import { Icon } from "../Icon.tsx";

/** Marks a completed scenario, with a word and a check. */
export function Done({ done }: { readonly done: boolean }) {
  if (!done) return null;
  return (
    <span className="lab-done">
      <Icon name="check" />
      <span>done</span>
    </span>
  );
}
