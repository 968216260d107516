import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, it, vi } from "vitest";
import { freePort } from "#app/lib/free-port.server.ts";
import { environment } from "./real-process.ts";

it("an app whose output nobody reads any more answers, and ends when it is told to", async () => {
  const port = await freePort();
  // Not by `launchApp`, which reads what the app says.
  const app = spawn(process.execPath, ["build/main.js"], {
    env: {
      PATH: process.env.PATH,
      NODE_ENV: "production",
      ...environment({ PORT: String(port), HOST: "127.0.0.1", WORKER: "off", LOG_LEVEL: "info" }),
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  app.stdout.destroy();
  app.stderr.destroy();
  const exited = once(app, "exit");
  try {
    await vi.waitFor(
      async () => expect((await fetch(`http://127.0.0.1:${port}/healthz`)).status).toBe(200),
      { timeout: 60_000, interval: 250 },
    );
    app.kill("SIGTERM");
    expect((await exited)[0]).toBe(0);
  } finally {
    app.kill("SIGKILL");
    await exited;
  }
}, 120_000);
