const PATHS = {
  play: "M4.5 3v10l8-5z",
  left: "M10 4l-4 4 4 4",
  right: "M6 4l4 4-4 4",
  screen: "M2 3h12v8H2zM8 11v2.5M5 13.5h6",
  image: "M2.5 3h11v10h-11zM2.5 11l3.5-4 3 3 2-2 2.5 3M10 6h.1",
  swap: "M3 5.5h9M9.5 3l2.5 2.5L9.5 8M13 10.5H4M6.5 8L4 10.5 6.5 13",
  check: "M3 8.5l3.2 3.2L13 4.8",
  x: "M4 4l8 8M12 4l-8 8",
  open: "M5 7V5a3 3 0 015.8-1M3.5 7h9v6.5h-9z",
  shield: "M8 1.8l5 1.8v4c0 3.2-2 5.4-5 6.6-3-1.2-5-3.4-5-6.6v-4zM8 5v3.6M8 10.6v.4",
  error: "M5.4 1.8h5.2l3.6 3.6v5.2l-3.6 3.6H5.4l-3.6-3.6V5.4zM5.8 5.8l4.4 4.4M10.2 5.8l-4.4 4.4",
  dash: "M3.5 8h9",
  print: "M4.5 6V2.5h7V6M4.5 11.5h-2V6h11v5.5h-2M4.5 9.5h7v4h-7z",
  list: "M5.5 4h8M5.5 8h8M5.5 12h8M2.5 4h.1M2.5 8h.1M2.5 12h.1",
} as const;

export type LabIconName = keyof typeof PATHS;

/** A drawing beside words; it says nothing that they do not. */
export function LabIcon({ name }: { readonly name: LabIconName }) {
  return (
    <svg className="i" viewBox="0 0 16 16" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}
