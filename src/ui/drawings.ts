import { addDrawings } from "./Icon.tsx";

/** Icons that the entry script does not use: available once this module has loaded. */
export const DRAWINGS = {
  clock: "M8 1.8a6.2 6.2 0 100 12.4A6.2 6.2 0 008 1.8zM8 4.4V8l2.6 1.6",
  error: "M5.4 1.8h5.2l3.6 3.6v5.2l-3.6 3.6H5.4l-3.6-3.6V5.4zM5.8 5.8l4.4 4.4M10.2 5.8l-4.4 4.4",
  warn: "M8 2l6.3 11.5H1.7zM8 6.3v3.4M8 11.4v.6",
  info: "M8 1.8a6.2 6.2 0 100 12.4A6.2 6.2 0 008 1.8zM8 7.3v3.9M8 4.8v.6",
  ok: "M8 1.8a6.2 6.2 0 100 12.4A6.2 6.2 0 008 1.8zM5 8.3l2.1 2.1L11 6.2",
  down: "M4 6.2l4 4 4-4",
  security: "M8 1.8l5 1.8v4c0 3.2-2 5.4-5 6.6-3-1.2-5-3.4-5-6.6v-4zM8 5v3.6M8 10.6v.4",
  paste: "M5.5 3h-2v10.5h9V3h-2M5.5 1.8h5v2.6h-5zM5.5 8h5M5.5 10.5h3.5",
  right: "M6 4l4 4-4 4",
  dice: "M3 3h10v10H3zM5.8 5.8h.1M10.2 10.2h.1M10.2 5.8h.1M5.8 10.2h.1",
  drop: "M8 2v8M5 7l3 3 3-3M2.5 10v3.5h11V10",
  clear: "M3 4.5h10M6.5 4.5v-2h3v2M4.3 4.5l.6 9h6.2l.6-9M6.8 7v4M9.2 7v4",
  play: "M4.5 3v10l8-5z",
  left: "M10 4l-4 4 4 4",
  screen: "M2 3h12v8H2zM8 11v2.5M5 13.5h6",
  search: "M7 2.5a4.5 4.5 0 100 9 4.5 4.5 0 000-9zM10.4 10.4l3.4 3.4",
  share: "M8 9.5v-7M5.2 5L8 2.2 10.8 5M5 7H3v6.5h10V7h-2",
  flask: "M6 2h4M7 2v4L3.2 13.5h9.6L9 6V2M5 10h6",
  swap: "M3 5.5h9M9.5 3l2.5 2.5L9.5 8M13 10.5H4M6.5 8L4 10.5 6.5 13",
  theme: "M8 2a6 6 0 100 12zM8 2a6 6 0 010 12",
  bulb: "M6 13.5h4M8 2a4 4 0 00-2.4 7.2c.4.3.6.8.6 1.3v.5h3.6v-.5c0-.5.2-1 .6-1.3A4 4 0 008 2",
  image: "M2.5 3h11v10h-11zM2.5 11l3.5-4 3 3 2-2 2.5 3M10 6h.1",
} as const;

addDrawings(DRAWINGS);
