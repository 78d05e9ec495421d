import { LabIcon } from "./LabIcon.tsx";

/** Whether a scenario was seen through, for the eye and for the ear. */
export function SeenDot({ seen }: { readonly seen: boolean }) {
  return (
    <span className={seen ? "lab-dot is-seen" : "lab-dot"}>
      {seen && (
        <>
          <LabIcon name="check" />
          <span className="vh">seen: </span>
        </>
      )}
    </span>
  );
}
