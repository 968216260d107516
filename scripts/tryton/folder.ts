import { lstatSync, mkdirSync } from "node:fs";
import { tmpdir, userInfo } from "node:os";
import path from "node:path";

/** Where templates and running servers keep their files; nobody else may look into it or have made it. */
export function workFolder(): string {
  const { uid } = userInfo();
  const folder = path.join(tmpdir(), `shopify-erp-connector-tryton-${uid}`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const found = lstatSync(folder);
  if (!found.isDirectory() || (uid >= 0 && found.uid !== uid) || (found.mode & 0o077) !== 0)
    throw new Error(
      `${folder} belongs to somebody else or is open to others: remove it and try again.`,
    );
  return folder;
}

/** Whether the process that made a file or folder is still there. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as { code?: string }).code === "EPERM";
  }
}
