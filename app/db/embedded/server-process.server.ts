import { spawn } from "node:child_process";
import { closeSync, openSync, readFileSync, renameSync, statSync } from "node:fs";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type { Place } from "./place.server.ts";

const SETTINGS = [
  "listen_addresses=127.0.0.1",
  "unix_socket_directories=",
  "max_connections=120",
  "timezone=UTC",
  "log_timezone=UTC",
  "logging_collector=off",
  // What the server logs is for its operator: no statements, no values, which may be personal data.
  "log_min_messages=log",
  "log_min_error_statement=panic",
  "log_error_verbosity=terse",
  "log_checkpoints=off",
];
const FAST_AND_LOSSY = ["fsync=off", "synchronous_commit=off", "full_page_writes=off"];

export interface Launched {
  /** How it ended; undefined while it runs. */
  ended(): string | undefined;
  /** The last lines it wrote. */
  lastLines(): string;
  /** Ends it, also in the middle of its start. */
  end(): Promise<void>;
}

/** Starts a server that outlives this process; what it says goes to the log file, whose predecessor is kept under another name. */
export function launch(
  { data, log, as }: Place,
  options: { bin: string; port: number; durable: boolean },
): Launched {
  keepLast(log);
  const output = openSync(log, "a", 0o600);
  const from = statSync(log).size;
  const settings = [...SETTINGS, ...(options.durable ? [] : FAST_AND_LOSSY)];
  const child = spawn(
    path.join(options.bin, "postgres"),
    ["-D", data, "-p", String(options.port), ...settings.flatMap((setting) => ["-c", setting])],
    { ...as, stdio: ["ignore", output, output], detached: true },
  );
  closeSync(output);
  let ended: string | undefined;
  child.on("error", (error) => (ended ??= error.message));
  child.on("exit", (code, signal) => (ended ??= `ended with ${signal ?? code}`));
  child.unref();
  return {
    ended: () => ended,
    lastLines: () => readFileSync(log).subarray(from).toString("utf8").trim().slice(-2_000),
    async end() {
      for (const signal of ["SIGINT", "SIGQUIT", "SIGKILL"] as const) {
        if (ended !== undefined) return;
        child.kill(signal);
        for (let tick = 0; tick < 60 && ended === undefined; tick += 1) await wait(50);
      }
    },
  };
}

const LOG_BYTES = 1_000_000;

function keepLast(log: string): void {
  try {
    if (statSync(log).size > LOG_BYTES) renameSync(log, `${log}.1`);
  } catch {
    // There is none yet.
  }
}

export interface Lock {
  pid: number;
  port: number;
}

/** The server that the lock file in the data folder names. */
export function readLock(data: string): Lock | undefined {
  try {
    const lines = readFileSync(path.join(data, "postmaster.pid"), "utf8").split("\n");
    const [pid, port] = [Number(lines[0]), Number(lines[3])];
    return pid > 0 ? { pid, port: port > 0 ? port : 0 } : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Whether that process is a PostgreSQL. After a restart of the machine or container its number often belongs to another program, and
 * PostgreSQL itself then refuses to start. "unknown": it lives, and this system does not say what it is.
 */
export function lookAtProcess(pid: number): "postgres" | "other" | "none" | "unknown" {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EPERM") return "none";
  }
  if (process.platform !== "linux") return "unknown";
  try {
    // A killed server that its parent has not reaped yet still has a number.
    if (/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, "utf8"))) return "none";
    const [program = ""] = readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0");
    return /postgres|postmaster/.test(path.basename(program)) ? "postgres" : "other";
  } catch {
    return "none";
  }
}

/** Moves a lock file aside that was left behind; not removed, so that nothing is lost should this be wrong. */
export function setLockAside(data: string, pid: number): void {
  const file = path.join(data, "postmaster.pid");
  try {
    renameSync(file, `${file}.left-behind-${pid}`);
  } catch {
    // Another process did it.
  }
}

/** Asks the server to shut down, and waits until it has. */
export async function shutDown(data: string): Promise<void> {
  const running = readLock(data);
  if (!running || lookAtProcess(running.pid) === "other") return;
  try {
    process.kill(running.pid, "SIGINT"); // fast shutdown
  } catch {
    return;
  }
  for (let tick = 0; tick < 200; tick += 1) {
    if (lookAtProcess(running.pid) === "none") return;
    await wait(50);
  }
}
