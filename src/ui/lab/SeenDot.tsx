import { Icon } from "../Icon.tsx";

/** Whether a scenario was seen through, for the eye and for the ear. */
export function SeenDot({ seen }: { readonly seen: boolean }) {
  return (
    <span className={seen ? "lab-dot is-seen" : "lab-dot"}>
      {seen && (
        <>
          <Icon name="check" />
          <span className="visually-hidden">seen: </span>
        </>
      )}
    </span>
  );
}
