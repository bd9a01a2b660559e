import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { isolation, type Story } from '../support/lease-stories.ts';
import { type LeaseWorld, startLeases } from '../support/leases.ts';

let world: LeaseWorld;
beforeEach(async () => {
  world = await startLeases();
});
afterEach(() => world.stop());

/** What strikes at the n-th call that the engine makes, before it is applied. */
type Strike = (meddle: () => void) => void;

/** Tells a story with something at one of its calls; answers with all calls that the engine made. */
function teller() {
  let calls: string[] = [];
  let strike: { readonly at: number; readonly what: () => void } | null = null;
  let isWorking = false;
  world.aws.onCall(({ action, phase }) => {
    if (!isWorking || phase !== 'before') return;
    calls.push(action);
    if (strike?.at === calls.length) strike.what();
  });
  return async (story: Story, at: number, what: Strike = () => {}): Promise<readonly string[]> => {
    const told = await story.begin(world);
    [calls, strike] = [[], { at, what: () => what(told.meddle) }];
    for (const act of told.acts) {
      await act.begin();
      const until = await act.until();
      isWorking = true;
      await world.run(until - world.now());
      isWorking = false;
    }
    await told.expectTruth();
    return calls;
  };
}

/** Something at every call, one telling for each; those that came out wrong. */
async function everywhere(
  story: Story,
  what: Strike,
  isMeant: (action: string) => boolean = () => true,
): Promise<string[]> {
  const tell = teller();
  const calls = await tell(story, 0);
  const untrue: string[] = [];
  for (const [index, action] of calls.entries()) {
    if (!isMeant(action)) continue;
    await tell(story, index + 1, what).catch((error: unknown) => {
      untrue.push(`call ${index + 1}, ${action}: ${String(error)}`);
    });
  }
  expect(await world.store.audit.verify([])).toMatchObject({ whole: true });
  return untrue;
}

describe.each([isolation])('$name ends in time, leaves nothing, keeps what is others’', (story) => {
  test('when somebody changes the groups at any call but between our last look and our change', async () => {
    const untrue = await everywhere(
      story,
      (meddle) => meddle(),
      (action) => action !== 'ModifyNetworkInterfaceAttribute',
    );
    expect(untrue).toEqual([]);
  });
});
