/** Places for calls that several processes share. */
export interface Places {
  /** One that nobody has and that is not among these; undefined where there is none. */
  tryTake(but: readonly number[]): Promise<number | undefined>;
  /** Never fails: what cannot be given back is lost to this process, too. */
  giveBack(place: number): void;
  /** Passes the time until it is worth trying again. */
  pause(): Promise<void>;
  /** Passes the time for which a place stays that no call wants: a caller's next call follows its answer within a moment. */
  rest(): Promise<void>;
}

/** How long a place goes from call to call of one process before the others may have it. */
export const KEPT_MS = 1_000;

/** The calls of one process in their turn. A place goes to the next call at once, so that none is empty while work waits. */
export class Turns {
  private readonly waiting: {
    resolve: (place: number) => void;
    reject: (error: unknown) => void;
  }[] = [];
  /** The places of this process, and when each was taken. */
  private readonly had = new Map<number, number>();
  /** Those of them that no call uses at the moment, the one that came last at the end. */
  private readonly resting: { place: number }[] = [];
  private trying = false;
  /** One was just given back for others to find it. */
  private offered = false;

  constructor(
    private readonly places: Places,
    private readonly clock: () => number,
  ) {}

  async pass<T>(work: () => Promise<T>): Promise<T> {
    const place = this.resting.pop()?.place ?? (await this.nextPlace());
    try {
      return await work();
    } finally {
      this.leave(place);
    }
  }

  private nextPlace(): Promise<number> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ resolve, reject });
      void this.tryPlaces();
    });
  }

  private async tryPlaces(): Promise<void> {
    if (this.trying) return;
    this.trying = true;
    try {
      while (this.waiting.length > 0) {
        if (this.offered) {
          this.offered = false;
          await this.places.pause();
        }
        const place = await this.places.tryTake([...this.had.keys()]);
        if (place === undefined) await this.places.pause();
        else {
          this.had.set(place, this.clock());
          this.leave(place);
        }
      }
    } catch (error) {
      // Whoever waits would wait for good.
      for (const { reject } of this.waiting.splice(0)) reject(error);
    } finally {
      this.trying = false;
    }
  }

  /** To the next call, now or in a moment, or back to where other processes find it. */
  private leave(place: number): void {
    if (this.clock() - (this.had.get(place) ?? 0) >= KEPT_MS) return this.giveBack(place);
    const next = this.waiting.shift();
    if (next) return next.resolve(place);
    const resting = { place };
    this.resting.push(resting);
    void this.places.rest().then(() => {
      const index = this.resting.indexOf(resting);
      if (index === -1) return;
      this.resting.splice(index, 1);
      this.giveBack(place);
    });
  }

  private giveBack(place: number): void {
    this.had.delete(place);
    this.places.giveBack(place);
    this.offered = true;
    if (this.waiting.length > 0) void this.tryPlaces();
  }
}
