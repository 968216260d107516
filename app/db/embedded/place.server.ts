import { spawnSync } from "node:child_process";
import { lstatSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";

/** The PostgreSQL version that the app brings along. */
export const MAJOR = "18";
/** PostgreSQL refuses to run as root; "nobody" runs it then. */
const NOBODY = 65534;

/** Where one embedded server lives, and as whom it runs. */
export interface Place {
  home: string;
  data: string;
  password: string;
  log: string;
  /** The user of the server when it is not the app's own. */
  as: { uid?: number; gid?: number };
}

export function placeIn(folder: string): Place {
  const home = path.join(path.resolve(folder), "postgres");
  const as = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};
  try {
    mkdirSync(home, { recursive: true, mode: 0o755 });
  } catch (error) {
    throw new Error(
      `The embedded database cannot use ${home}: ${String((error as Error).message)}. ` +
        `Set DATA_DIR to a folder that the app's user may write to, or set DATABASE_URL.`,
      { cause: error },
    );
  }
  if (as.uid !== undefined) requireEnterable(home, as);
  return {
    home,
    data: path.join(home, "data"),
    password: path.join(home, "password"),
    log: path.join(home, "server.log"),
    as,
  };
}

function requireEnterable(home: string, as: Place["as"]): void {
  const probe = spawnSync("/bin/sh", ["-c", `cd "${home.replaceAll('"', '\\"')}"`], as);
  if (probe.status === 0) return;
  throw new Error(
    `The database cannot run as root, and the user "nobody" may not enter ${home}. ` +
      `Set DATA_DIR to a folder all users may enter (e.g. /var/lib/shopify-erp-connector), ` +
      `run the app as an ordinary user, or set DATABASE_URL.`,
  );
}

/** "none": to be created. Throws, and changes nothing, when the folder holds data that this server cannot use. */
export function lookAtData({ data, as }: Place): "none" | "present" {
  const entries = list(data);
  if (entries.length === 0) return "none";
  const owner = lstatSync(data).uid;
  const user = as.uid ?? process.getuid?.();
  if (user !== undefined && owner !== user)
    throw new Error(
      `The folder ${data} belongs to user ${owner}, but the database server would run as user ${user}. ` +
        `Start the app as the user who started it before, or give that user the folder: ` +
        `chown -R ${user} "${data}". Nothing was changed.`,
    );
  if (!entries.includes("PG_VERSION"))
    throw new Error(
      `The folder ${data} holds files but not PG_VERSION, so it is damaged or not a database. ` +
        `Restore the folder from a backup; to begin with an empty database, move it away ` +
        `and start again. Nothing was changed.`,
    );
  const version = readFileSync(path.join(data, "PG_VERSION"), "utf8").trim();
  if (version !== MAJOR)
    throw new Error(
      `The data in ${data} belongs to PostgreSQL ${version}, this app brings ${MAJOR}. Move the data with ` +
        `pg_dump and pg_restore, or set DATABASE_URL to a server of version ${version}.`,
    );
  return "present";
}

function list(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") return [];
    throw new Error(
      `The folder ${folder} of the embedded database cannot be read: ${message}. ` +
        `Start the app as the user who owns it. Nothing was changed.`,
      { cause: error },
    );
  }
}
