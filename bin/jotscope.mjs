#!/usr/bin/env node
// @ts-check
// `npx jotscope [-]`: serves the built page on this machine, and hands it a token from standard input.
import { spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { serveSite } from "./serve.mjs";

const HELP = `Usage: jotscope [-] [--port <number>] [--open]

Serves Jotscope, a JWT workbench, on this machine only (127.0.0.1), and prints its address. Ctrl+C stops it.

  -                reads a token from standard input and hands it to the page:
                     pbpaste | npx jotscope -
                   The token is in no argument, URL, history or log. The page gets it once, at the random address that is printed.
  --port <number>  the port; without it a free one is used
  --open           opens the browser. The address is an argument of that program then, which other users of this
                   machine may see until the page has taken the token.
  --version        prints the version
  --help           prints this`;

/** Far more than any token: a wrong file in the pipe is reported instead of being read forever. */
const MOST_BYTES = 16 * 1024 * 1024;

/** A user's mistake: reported without a stack trace. */
class Refusal extends Error {}

try {
  await run();
} catch (error) {
  if (!(error instanceof Refusal)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}

async function run() {
  const { values, positionals } = readArguments();
  if (values.help) {
    console.log(HELP);
    return;
  }
  if (values.version) {
    const { version } = JSON.parse(await readFile(new URL("../package.json", import.meta.url), "utf8"));
    console.log(version);
    return;
  }
  const port = readPort(values.port);
  const token = positionals.length === 0 ? null : await readToken();
  const served = await serveSite({ port, token }).catch((error) => {
    throw refusalFor(error, port);
  });
  console.log(`Jotscope is at ${served.address} (Ctrl+C ends it)`);
  if (served.handover) console.log(`Your token is at ${served.handover} (once)`);
  if (values.open) open(served.handover ?? served.address);
}

function readArguments() {
  let read;
  try {
    read = parseArgs({
      allowPositionals: true,
      options: {
        port: { type: "string" },
        open: { type: "boolean" },
        help: { type: "boolean", short: "h" },
        version: { type: "boolean" },
      },
    });
  } catch {
    // The input is not repeated: it may be a token.
    throw new Refusal("Unknown option. `jotscope --help` lists the options.");
  }
  if (read.positionals.length > 1 || (read.positionals[0] ?? "-") !== "-")
    throw new Refusal(
      "Do not pass a token as an argument: the shell's history and the process list would show it. Pipe it in: `… | jotscope -`.",
    );
  return read;
}

/** @param {string | undefined} text @returns {number} 0 for any free port. */
function readPort(text) {
  if (text === undefined) return 0;
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port > 65_535) throw new Refusal("A port is a number from 0 to 65535.");
  return port;
}

async function readToken() {
  if (process.stdin.isTTY) console.error("Paste the token, then press Enter and Ctrl+D (Windows: Ctrl+Z, Enter).");
  /** @type {Buffer[]} */
  const chunks = [];
  let size = 0;
  for await (const chunk of process.stdin) {
    size += chunk.length;
    if (size > MOST_BYTES) throw new Refusal("Standard input holds more than 16 MB. That is not a token.");
    chunks.push(chunk);
  }
  const text = Buffer.concat(chunks)
    .toString("utf8")
    .replace(/\r?\n$/, "");
  if (text === "") throw new Refusal("Nothing came from standard input.");
  return text;
}

/** @param {NodeJS.ErrnoException} error @param {number} port @returns {Error} */
function refusalFor(error, port) {
  switch (error.code) {
    case "EADDRINUSE":
      return new Refusal(`Port ${port} is taken. Choose another, or omit --port to use a free one.`);
    case "EACCES":
      return new Refusal(`Port ${port} is not permitted here. Use a port from 1024 up, or omit --port.`);
    case "ENOENT":
      return new Refusal("There is no built page here (dist). In a checkout, run `npm run build` first.");
    default:
      return error;
  }
}

/** @param {string} address */
function open(address) {
  const [program, ...args] =
    process.platform === "darwin"
      ? ["open"]
      : process.platform === "win32"
        ? ["rundll32", "url.dll,FileProtocolHandler"]
        : ["xdg-open"];
  const child = spawn(program ?? "", [...args, address], { stdio: "ignore", detached: true });
  child.on("error", () => console.error("Could not open a browser: open the address yourself."));
  child.unref();
}
