import type { ReactNode } from "react";

/** A card on a screen: its title, its subject, and its tools at the end of the same line. */
export function Card({
  label,
  title = label,
  about,
  tools,
  id,
  children,
}: {
  readonly label: string;
  readonly title?: string;
  readonly about: string;
  readonly tools?: ReactNode;
  readonly id?: string;
  readonly children: ReactNode;
}) {
  return (
    <section className="pane card" id={id} aria-label={label}>
      <div className="head">
        <h3>{title}</h3>
        <span className="meta">{about}</span>
        {tools !== undefined && <span className="fill" />}
        {tools}
      </div>
      <div className="pad">{children}</div>
    </section>
  );
}
