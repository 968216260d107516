/** What is asked for of one group at a time, and how much at once. */
interface Gathering<Q> {
  groupOf: (question: Q) => string;
  most: number;
}

interface Waiting<Q, A> {
  question: Q;
  resolve: (answer: A) => void;
  reject: (error: unknown) => void;
}

/**
 * One question at a time for whoever asks, one call for all that is asked in the same moment. `ask` gives an answer or an Error for each
 * question, in their order; what it throws is everybody's.
 */
export function gathered<Q, A>(
  ask: (questions: Q[]) => Promise<(A | Error)[]>,
  { groupOf, most }: Gathering<Q>,
): (question: Q) => Promise<A> {
  const groups = new Map<string, Waiting<Q, A>[]>();
  return (question) =>
    new Promise((resolve, reject) => {
      const group = groupOf(question);
      const waiting = groups.get(group) ?? [];
      if (waiting.length === 0) {
        groups.set(group, waiting);
        setImmediate(() => {
          groups.delete(group);
          for (let start = 0; start < waiting.length; start += most)
            void answer(ask, waiting.slice(start, start + most));
        });
      }
      waiting.push({ question, resolve, reject });
    });
}

async function answer<Q, A>(
  ask: (questions: Q[]) => Promise<(A | Error)[]>,
  waiting: readonly Waiting<Q, A>[],
): Promise<void> {
  try {
    const answers = await ask(waiting.map(({ question }) => question));
    for (const [index, { resolve, reject }] of waiting.entries()) {
      const one = answers[index];
      if (one instanceof Error) reject(one);
      else resolve(one as A);
    }
  } catch (error) {
    for (const { reject } of waiting) reject(error);
  }
}
