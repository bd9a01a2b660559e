import { expect, it } from 'vitest';
import { ManualClock } from './testing.ts';
import { Triggers } from './triggers.ts';

it('a trigger id lives three seconds', () => {
  const clock = new ManualClock();
  const triggers = new Triggers(clock, 1);
  const id = triggers.issue('U0ALICE');
  clock.advance(3000);
  expect(triggers.check(id).user).toBe('U0ALICE');
  clock.advance(1);
  expect(() => triggers.check(id)).toThrow('expired_trigger_id');
});

it('a trigger id lives as long in real time when the clock runs faster', () => {
  const clock = new ManualClock();
  const triggers = new Triggers(clock, 60);
  const id = triggers.issue('U0ALICE');
  clock.advance(60 * 3000);
  expect(triggers.check(id).user).toBe('U0ALICE');
});

it('a trigger id is good once', () => {
  const triggers = new Triggers(new ManualClock(), 1);
  const id = triggers.issue('U0ALICE', 'V1');
  expect(triggers.check(id).view).toBe('V1');
  triggers.use(id);
  expect(() => triggers.check(id)).toThrow('exchanged_trigger_id');
});
