/** Whoever stood before a gate when it was closed. */
export class GateClosed extends Error {}

interface Waiting {
  enter: () => void;
  leave: (error: GateClosed) => void;
}

/** Lets so many through at a time, in the order in which they came. */
export class Gate {
  private inside = 0;
  private closed = false;
  private readonly waiting: Waiting[] = [];

  constructor(private most: number) {}

  /** From now on so many. */
  widen(most: number): void {
    this.most = most;
    while (this.inside < this.most && this.waiting.length > 0) this.letIn();
  }

  /** Nobody goes in any more. */
  close(): void {
    this.closed = true;
    for (const { leave } of this.waiting.splice(0)) leave(new GateClosed());
  }

  async pass<T>(work: () => Promise<T>): Promise<T> {
    if (this.closed) throw new GateClosed();
    if (this.inside < this.most) this.inside += 1;
    else
      await new Promise<void>((enter, leave) => {
        this.waiting.push({ enter, leave });
      });
    try {
      return await work();
    } finally {
      this.inside -= 1;
      if (this.inside < this.most) this.letIn();
    }
  }

  private letIn(): void {
    const next = this.waiting.shift();
    if (!next) return;
    this.inside += 1;
    next.enter();
  }
}
