import type { Marker } from "./marks.ts";
import { markForm } from "./pairs.ts";

/** Addresses: the host and path by words, each value of the query by its name. */
export function markUrls(text: string, marks: Marker): void {
  for (const match of text.matchAll(/[a-z][a-z\d+.-]{1,20}:\/\/[^\s"'<>`\\]{1,16000}/gi)) {
    const start = match.index;
    const [url] = match;
    const end = start + url.length;
    marks.mark(start, end, "words");
    const userinfo = /^[^/]{1,40}\/\/([^/?#@]{1,400})@/.exec(url);
    if (userinfo !== null) marks.mark(start + url.indexOf("//") + 2, start + userinfo[0].length - 1, "secret");
    markQuery(text, start, end, marks);
  }
  // What follows the method of a request, without a host.
  for (const match of text.matchAll(/\b(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS) (\/[^\s"'<>]{0,16000})/g)) {
    const end = match.index + match[0].length;
    const start = end - (match[1] ?? "").length;
    marks.mark(start, end, "words");
    markQuery(text, start, end, marks);
  }
}

function markQuery(text: string, start: number, end: number, marks: Marker): void {
  const first = text.slice(start, end).search(/[?#]/);
  if (first < 0) return;
  markForm(text, start + first + 1, end, marks);
}

/** Text between the tags of XML and HTML. */
export function markMarkup(text: string, marks: Marker): void {
  for (const match of text.matchAll(/<[A-Za-z][^<>]{0,2000}>([^<>]{1,8000})<\//g)) {
    const end = match.index + match[0].length - 2;
    marks.mark(end - (match[1] ?? "").length, end, "words");
  }
}

/** Home directories, and hosts outside addresses. */
export function markPaths(text: string, marks: Marker): void {
  for (const match of text.matchAll(/[/\\](?:home|Users)[/\\]([\w.-]{1,60})/g)) {
    const end = match.index + match[0].length;
    marks.mark(end - (match[1] ?? "").length, end, "secret");
  }
  const hosts =
    /(?<![\w.@/-])(?:[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?\.){1,6}(?:com|org|net|io|dev|app|cloud|co|ai|eu|de|uk|us|fr|nl|se|ch|at|internal|local|corp|lan|example|test)(?![\w-]|\.\w)/gi;
  for (const match of text.matchAll(hosts)) marks.mark(match.index, match.index + match[0].length, "words");
}
