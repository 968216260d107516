/** What the simulator saw and did: one entry per request of the app and per effect of a mutation. Tokens are never written down. */
export interface RequestEntry {
  at: string;
  shop: string;
  kind: "graphql" | "token" | "other";
  path: string;
  status: number | "cut";
  ms: number;
  operation?: string;
  operationType?: string;
  variables?: Record<string, unknown>;
  requestedCost?: number;
  actualCost?: number | null;
  errors?: { message: string; code?: unknown }[];
  fault?: string;
}
export interface EffectEntry {
  at: string;
  mutation: string;
  shop: string;
  input: unknown;
  result: unknown;
}

const KEEP = 20_000;

export interface SimulatorLog {
  requests: RequestEntry[];
  effects: EffectEntry[];
  /** Gaps and defects of the stand-in itself; a test suite should assert that this is empty. */
  defects: string[];
  request(entry: RequestEntry): void;
  effect(entry: EffectEntry): void;
  clear(): void;
}

export function createLog(): SimulatorLog {
  const log: SimulatorLog = {
    requests: [],
    effects: [],
    defects: [],
    request(entry) {
      log.requests.push(entry);
      if (log.requests.length > KEEP) log.requests.splice(0, KEEP / 2);
    },
    effect(entry) {
      log.effects.push(entry);
      if (log.effects.length > KEEP) log.effects.splice(0, KEEP / 2);
    },
    clear() {
      log.requests = [];
      log.effects = [];
      log.defects = [];
    },
  };
  return log;
}
