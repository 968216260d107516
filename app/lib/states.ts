/**
 * A state machine, declared once: the states a row can be in, and where it may go from each. SQL,
 * domain code and screens take
 * their lists from it; the database holds a CHECK constraint of the same states.
 */
export interface StateMachine<S extends string> {
  states: readonly S[];
  /** Where a row may go from each state. */
  moves: Readonly<Record<S, readonly S[]>>;
  /** States that nothing leaves. */
  final: readonly S[];
  is(text: string): text is S;
  /** The states from which a row may become `state`. */
  before(state: S): S[];
}

export function stateMachine<const S extends string>(
  moves: Readonly<Record<S, readonly NoInfer<S>[]>>,
): StateMachine<S> {
  const states = Object.keys(moves) as S[];
  return {
    states,
    moves,
    final: states.filter((state) => moves[state].length === 0),
    is: (text): text is S => Object.hasOwn(moves, text),
    before: (state) => states.filter((one) => moves[one].includes(state)),
  };
}
