/** As much of an SDK client as is needed to stand around its calls. */
interface Surrounded {
  readonly middlewareStack: {
    add(
      around: (next: (call: unknown) => Promise<unknown>) => (call: unknown) => Promise<unknown>,
      where: { readonly step: 'initialize'; readonly name: string; readonly priority: 'high' },
    ): void;
  };
}

/** A session that ended before its time: revoked, or by a clock that was set. */
const ended: ReadonlySet<string> = new Set([
  'ExpiredToken',
  'ExpiredTokenException',
  'InvalidToken',
  'RequestExpired',
]);

/**
 * A call that AWS refuses because the session is over is made once more with a new one: `forget` drops the old. Nothing
 * was done by a call that was refused, so it may be repeated whatever it is.
 */
export function renewOnExpiry(client: object, forget: () => void): void {
  // Every client of the SDK has it; the settings' types cannot say so without naming the client.
  const { middlewareStack } = client as Surrounded;
  middlewareStack.add(
    (next) => async (call) => {
      try {
        return await next(call);
      } catch (error) {
        if (!(error instanceof Error) || !ended.has(error.name)) throw error;
        forget();
        return next(call);
      }
    },
    { step: 'initialize', name: 'yaguraRenewOnExpiry', priority: 'high' },
  );
}
