// What a process that is only a worker loads (build/worker.js): none of the screens, so it starts sooner and takes less memory.
export { closeDatabase } from "#app/db/client.server.ts";
export { startWorker } from "./start.server.ts";
