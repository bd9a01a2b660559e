/**
 * Why a rule cannot be used, as half a sentence that begins with what is wrong and says what to do. `path` leads to the
 * place in the YAML document, so that the reader can be told the line.
 */
export class RuleFlaw extends Error {
  override readonly name = 'RuleFlaw';
  readonly path: readonly PropertyKey[] | null;
  constructor(message: string, path: readonly PropertyKey[] | null = null) {
    super(message);
    this.path = path;
  }
}

/** Runs the work; a flaw in it that does not know its place gets this one. */
export function within<Result>(path: readonly PropertyKey[], work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    if (error instanceof RuleFlaw && error.path === null) throw new RuleFlaw(error.message, path);
    throw error;
  }
}
