import type { Tx } from "#app/db/client.server.ts";

/**
 * The round of the next task of a kind for each subject: 1 at first; one more once the last is done, since a done act stays done. A task that failed or
 * still waits keeps its round and is let go again. Keys are `keyInRound`.
 */
export async function nextRounds(
  tx: Tx,
  shop: string,
  kind: string,
  subjects: readonly string[],
): Promise<Map<string, number>> {
  const tasks =
    subjects.length === 0
      ? []
      : await tx.$queryRaw<{ subject: string; key: string; state: string }[]>`
    SELECT split_part(key, ':', 1) AS subject, key, state FROM "Task" WHERE shop = ${shop} AND kind = ${kind} AND split_part(key, ':', 1) = ANY(${[...subjects]}::text[])`;
  return new Map(
    subjects.map((subject) => {
      const [latest] = tasks
        .filter((task) => task.subject === subject)
        .map(({ key, state }) => ({ round: Number(key.split(":")[1] ?? "1"), state }))
        .sort((a, b) => b.round - a.round);
      return [subject, latest ? latest.round + (latest.state === "done" ? 1 : 0) : 1];
    }),
  );
}

export const keyInRound = (subject: string, round: number): string =>
  round === 1 ? subject : `${subject}:${round}`;
