import { type ChildProcess, spawn } from "node:child_process";
import { createServer } from "node:net";
import type { Engine } from "./engine.ts";

/** Where the programs are: WebKitWebDriver, the browser that it starts, and Xvfb. */
export interface WebKitPrograms {
  readonly driver: string;
  readonly browser: string;
  readonly screen: string;
}

/**
 * WebKitGTK through its WebDriver (W3C WebDriver, sections 8 to 13), on a virtual screen. Only four requests are
 * needed, so they are written out here. Rejects if a program does not start in time.
 */
export async function launchWebKit({ driver, browser, screen }: WebKitPrograms): Promise<Engine> {
  const started: ChildProcess[] = [];
  const end = (): void => {
    for (const process of started.toReversed()) process.kill();
  };
  try {
    const display = spawn(screen, ["-displayfd", "3", "-screen", "0", "1440x900x24"], {
      stdio: ["ignore", "ignore", "ignore", "pipe"],
    });
    started.push(display);
    const number = await firstLine(display);
    const port = await freePort();
    const env = { ...process.env, DISPLAY: `:${number}`, GDK_BACKEND: "x11" };
    started.push(spawn(driver, [`--port=${port}`], { stdio: "ignore", env }));
    const at = `http://127.0.0.1:${port}`;
    await untilReady(at);
    const session = (await ask(`${at}/session`, {
      capabilities: {
        alwaysMatch: {
          browserName: "MiniBrowser",
          "webkitgtk:browserOptions": { binary: browser, args: ["--automation"] },
          timeouts: { script: 60_000, pageLoad: 60_000 },
        },
      },
    })) as { readonly sessionId: string; readonly capabilities: { readonly browserVersion: string } };
    const to = `${at}/session/${session.sessionId}`;
    const openUrl = (url: string): Promise<unknown> => ask(`${to}/url`, { url });
    return {
      version: session.capabilities.browserVersion,
      async open(address) {
        await openUrl("about:blank");
        await openUrl(address);
      },
      run: (inPage, ...args) =>
        // The page function's result arrives as JSON.
        ask(
          `${to}/execute/sync`,
          { script: `return (${inPage.toString()})(...arguments);`, args },
          PATIENCE,
        ) as Promise<Awaited<ReturnType<typeof inPage>>>,
      async close() {
        await fetch(to, { method: "DELETE" }).catch(() => {});
        end();
      },
    };
  } catch (error) {
    end();
    throw error;
  }
}

/** The driver may never answer if the page leaves meanwhile, and a browser may start slowly. In milliseconds. */
const PATIENCE = 10_000;
const TO_START = 50_000;

/** Sends a request to the driver. Rejects with its message on an error, and on a timeout. */
async function ask(url: string, body: unknown, patience = TO_START): Promise<unknown> {
  const signal = AbortSignal.timeout(patience);
  const response = await fetch(url, { method: "POST", body: JSON.stringify(body), signal });
  const { value } = (await response.json()) as { readonly value: unknown };
  if (!response.ok) throw new Error((value as { readonly message?: string }).message ?? `status ${response.status}`);
  return value;
}

async function untilReady(at: string): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    const ready = await fetch(`${at}/status`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (ready) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error("WebKitWebDriver did not start");
}

/** The first thing a program writes to its fourth stream. */
function firstLine(program: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    program.stdio[3]?.once("data", (data: unknown) => resolve(String(data).trim()));
    program.once("error", reject);
    program.once("exit", () => reject(new Error("Xvfb ended")));
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
    });
  });
}
