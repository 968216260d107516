// Imported before the built app's start file: loads the built worker, then waits for the word to begin. Whoever started this process may be gone by then.
import path from "node:path";
import { pathToFileURL } from "node:url";

await import(pathToFileURL(path.resolve("build/worker.js")).href);
await new Promise((resolve) => {
  process.stdin.once("data", resolve);
  process.stdin.once("end", () => process.exit(0));
});
process.stdin.removeAllListeners("end").destroy();
