import { vi } from "vitest";

/**
 * Test files that share a process share what Node loads from node_modules, which is half of what a file loads. The app's own
 * modules are loaded anew, and the environment is as the process found it: nothing one file left behind reaches the next.
 */
declare global {
  var environmentAtStart: NodeJS.ProcessEnv | undefined;
}

globalThis.environmentAtStart ??= { ...process.env };
for (const name of Object.keys(process.env))
  if (!(name in globalThis.environmentAtStart)) delete process.env[name];
Object.assign(process.env, globalThis.environmentAtStart);
vi.resetModules();

// Outside of production GraphQL asks of each value that it meets whether it comes from another copy of the package: a sixteenth of all the time.
process.env.NODE_ENV = "production";
await import("graphql");
process.env.NODE_ENV = "test";
