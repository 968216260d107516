interface Cause {
  says: RegExp;
  text: string;
}

/** What the server says when it cannot start, and what to do then; the first that fits. */
const CAUSES: Cause[] = [
  {
    says: /checkpoint record|WAL|pg_wal|write-ahead log|recovery_target|invalid record length/i,
    text:
      "Its write-ahead log is damaged or incomplete. Restore DATA_DIR from a backup. " +
      "Only without a backup: pg_resetwal makes the server start again, but loses the last changes.",
  },
  {
    says: /lock file "postmaster\.pid" (already exists|is empty)|pre-existing shared memory/i,
    text:
      "Its lock file names a process that still runs. If no other PostgreSQL uses this folder, " +
      "delete the file postmaster.pid in the data folder and start again.",
  },
  {
    says: /wrong ownership|must be started by the user that owns/i,
    text: "The data folder belongs to another user. Start the app as the user who owns it, or change its owner (chown -R).",
  },
  {
    says: /invalid permissions|group or world access/i,
    text: "Others may read the data folder, which PostgreSQL does not accept. Run chmod 700 on it.",
  },
  {
    says: /No space left|disk (is )?full|ENOSPC/i,
    text: "The disk is full. Free some space and start again.",
  },
  {
    says: /ENOENT|error while loading shared libraries|cannot execute|ENOEXEC|EACCES/i,
    text:
      "Its program cannot be run. Rename the folder bin-18 beside the data, so that it is copied anew, " +
      "and install the dependencies again (npm ci).",
  },
  {
    says: /Permission denied/i,
    text: "The server may not read or write its own files. Give the whole data folder to the user it runs as (chown -R).",
  },
  {
    says: /could not bind|Address already in use/i,
    text: "Its port is taken by another program. Start again.",
  },
  {
    says: /could not create shared memory|shmget|Cannot allocate memory/i,
    text: "The machine lacks shared memory for it. In a container raise --shm-size, else free some memory.",
  },
  {
    says: /could not open (file|directory)|is not a valid|corrupt|invalid magic|could not read/i,
    text: "Files of the database are missing or damaged. Restore DATA_DIR from a backup.",
  },
];
const UNKNOWN =
  "The reason is in its last lines below. Set DATABASE_URL to use a PostgreSQL server of your own instead.";

/** Cause, cure and the server's own last lines, for whoever started the app. */
export function explainFailure(failed: {
  data: string;
  log: string;
  ended: string;
  lastLines: string;
}): string {
  const evidence = `${failed.lastLines}\n${failed.ended}`;
  const { text } = CAUSES.find(({ says }) => says.test(evidence)) ?? { text: UNKNOWN };
  const lines = failed.lastLines
    .split("\n")
    .filter(Boolean)
    .slice(-8)
    .map((line) => `  ${line}`);
  return [
    `The embedded database in ${failed.data} does not start (${failed.ended}). ${text}`,
    ...(lines.length > 0
      ? [`The last lines of ${failed.log}:`, ...lines]
      : ["The server wrote nothing."]),
  ].join("\n");
}
