import type { ChildProcess } from "node:child_process";
import { spawn } from "node:child_process";
import { existsSync, openSync, closeSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { freePort } from "#app/lib/free-port.server.ts";
import type { Installation } from "./debian.ts";

/** A day: tests and demos stay logged in. */
const SESSION_SECONDS = 86_400;
const SETPRIV = "/usr/bin/setpriv";
/** What Python is told so that a database which is thrown away does not wait for the disk at each change. */
export const FORGETFUL = {
  PYTHONPATH: path.join(import.meta.dirname, "forgetful"),
  PYTHONDONTWRITEBYTECODE: "1",
};

export interface RunningServer {
  url: string;
  pid: number;
  log: string;
  stop(): Promise<void>;
}

/** Tryton's settings for databases in `folder`, served on `port` of this machine only. */
function writeConfig(folder: string, port: number, sessionSeconds = SESSION_SECONDS): string {
  const file = path.join(folder, "trytond.conf");
  writeFileSync(
    file,
    `[database]\nuri = sqlite://\npath = ${folder}\nlist = False\n[web]\nlisten = 127.0.0.1:${port}\n[session]\ntimeout = ${sessionSeconds}\n`,
    { mode: 0o600 },
  );
  return file;
}

/** Starts trytond on a free port and waits until it answers. Without `database` each one is loaded when it is first asked for. */
export async function startServer(
  installation: Installation,
  folder: string,
  options: { database?: string; sessionSeconds?: number; durable?: boolean } = {},
): Promise<RunningServer> {
  const log = path.join(folder, "trytond.log");
  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort();
    const config = writeConfig(folder, port, options.sessionSeconds);
    const child = launch(
      installation.server,
      ["-c", config, ...(options.database === undefined ? [] : ["-d", options.database])],
      { log, durable: options.durable ?? true },
    );
    const url = `http://127.0.0.1:${port}`;
    if (await answers(url, child)) return { url, pid: child.pid ?? 0, log, stop: () => end(child) };
    await end(child);
    // Another process may have taken the port in between.
    if (attempt === 3) throw new Error(`Tryton does not start. The end of ${log}:\n${tail(log)}`);
  }
}

function launch(
  command: string,
  args: string[],
  { log, durable }: { log: string; durable: boolean },
): ChildProcess {
  const output = openSync(log, "a", 0o600);
  // setpriv makes the server end when this process is killed without a chance to stop it.
  const [file, all] = existsSync(SETPRIV)
    ? [SETPRIV, ["--pdeathsig", "TERM", command, ...args]]
    : [command, args];
  const child = spawn(file, all, {
    stdio: ["ignore", output, output],
    env: {
      NODE_ENV: "production",
      PATH: "/usr/bin:/bin",
      HOME: path.dirname(log),
      LANG: "C.UTF-8",
      TZ: "UTC",
      PYTHONDONTWRITEBYTECODE: "1",
      ...(durable ? {} : FORGETFUL),
    },
  });
  child.on("error", () => undefined);
  closeSync(output);
  return child;
}

async function answers(url: string, child: ChildProcess): Promise<boolean> {
  const body = JSON.stringify({ id: 1, method: "common.server.version", params: [] });
  for (let tick = 0; tick < 300; tick += 1) {
    if (child.exitCode !== null || child.signalCode !== null) return false;
    const answer = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body,
    }).catch(() => undefined);
    if (answer?.ok) return true;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return false;
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const gone = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  child.kill("SIGTERM");
  const timer = setTimeout(() => child.kill("SIGKILL"), 5_000);
  await gone;
  clearTimeout(timer);
}

const tail = (file: string): string =>
  existsSync(file) ? readFileSync(file, "utf8").slice(-3_000) : "(no log)";
