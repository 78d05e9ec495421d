import { Icon } from "../Icon.tsx";

/** Says that a scenario was seen through, in a word with a check; nothing where it was not. */
export function Done({ done }: { readonly done: boolean }) {
  if (!done) return null;
  return (
    <span className="lab-done">
      <Icon name="check" />
      <span>done</span>
    </span>
  );
}
