import { useId, type ReactNode } from "react";

/** A titled part of a lab page. Its region is named by the title. */
export function Pane({
  title,
  meta,
  tools,
  className = "",
  children,
}: {
  readonly title: string;
  readonly meta?: ReactNode;
  readonly tools?: ReactNode;
  readonly className?: string;
  readonly children: ReactNode;
}) {
  const id = useId();
  return (
    <section className={`lab-pane ${className}`} aria-labelledby={id}>
      <div className="lab-head">
        <h2 id={id} tabIndex={-1}>
          {title}
        </h2>
        {meta !== undefined && <p className="meta">{meta}</p>}
        {tools !== undefined && <div className="lab-tools">{tools}</div>}
      </div>
      {children}
    </section>
  );
}
