import type { ZodType } from "zod";
import { isWriteConflict } from "./database-trouble.ts";

/** One kind of background job, declared apart from what carries it out, so that every area can ask for every job. */
export interface Job<P = unknown> {
  /** What the queue stores: jobs that wait outlive a release, so a name is never changed. */
  name: string;
  payload: ZodType<P>;
  /** Jobs of one queue run one at a time; without one, any number at once. */
  queue?(payload: P): string;
  /** Two jobs with one key are one job: the later replaces the waiting one. */
  key?(payload: P): string;
  /** With a key: a job that waits already keeps its time, so that a stream of additions cannot put it off for ever. */
  keepTime?: boolean;
  /** Every minute, when it finds out by itself whether something is due; or once a night at this hour, UTC. */
  schedule?: "everyMinute" | { nightlyAt: number };
}

export type PayloadOf<J> = J extends Job<infer P> ? P : never;
export type JobHandler = (payload: unknown) => Promise<void>;

const declared = new Map<string, Job>();

export function defineJob<P>(job: Job<P>): Job<P> {
  if (declared.has(job.name)) throw new Error(`two jobs have the name "${job.name}"`);
  declared.set(job.name, job);
  return job;
}

export const isDeclared = (job: Job): boolean => declared.get(job.name) === job;
export const declaredJobs = (): Job[] => [...declared.values()];

/** Each declared job with what carries it out, by the job's name; payloads come from the queue and are checked. */
export function handlersOf<D extends Readonly<Record<string, Job>>>(
  jobs: D,
  handlers: { [K in keyof D]: (payload: PayloadOf<D[K]>) => Promise<void> },
): Record<string, JobHandler> {
  return Object.fromEntries(
    Object.entries(jobs).map(([constant, job]) => [
      job.name,
      (raw: unknown) => {
        const payload = job.payload.parse(raw) as never;
        return pastConflicts(() => handlers[constant as keyof D](payload));
      },
    ]),
  );
}

/** How often in a row a job may meet another one before the queue's own pause is the better answer. */
const MOST_MEETINGS = 3;

/** Every job may be done again from its start, as one is whose worker was killed: what PostgreSQL ended for the sake of another begins anew at once. */
async function pastConflicts(act: () => Promise<void>): Promise<void> {
  for (let meeting = 1; ; meeting++)
    try {
      await act();
      return;
    } catch (error) {
      if (meeting >= MOST_MEETINGS || !isWriteConflict(error)) throw error;
    }
}
