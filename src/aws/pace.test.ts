import { expect, it } from 'vitest';
import { FakeClock } from '../shared/clock.ts';
import { createPace } from './pace.ts';

const never = new AbortController().signal;

/** When each of so many calls, asked for at once, gets its place. */
async function placesOf(api: string, calls: number, key = 'one'): Promise<number[]> {
  const clock = new FakeClock(0);
  const pace = createPace(clock);
  const at: number[] = [];
  const all = Array.from({ length: calls }, () => pace(key, api, never).then(() => at.push(clock.now())));
  await clock.advance(10_000);
  await Promise.all(all);
  return at;
}

it('LookupEvents gets two a second and no burst', async () => {
  expect(await placesOf('cloudtrail:LookupEvents', 5)).toEqual([0, 500, 1_000, 1_500, 2_000]);
});

it('an API that says nothing gets five at once, then five a second', async () => {
  expect(await placesOf('ec2:DescribeVolumes', 8)).toEqual([0, 0, 0, 0, 0, 200, 400, 600]);
});

it('another account, Region or API has places of its own', async () => {
  const clock = new FakeClock(0);
  const pace = createPace(clock);
  await pace('one', 'cloudtrail:LookupEvents', never);
  await pace('two', 'cloudtrail:LookupEvents', never);
  await pace('one', 'iam:GetUser', never);
  expect(clock.now()).toBe(0);
});

it('a burst is there again after as long as it took', async () => {
  const clock = new FakeClock(0);
  const pace = createPace(clock);
  for (let call = 0; call < 5; call += 1) await pace('one', 'iam:GetUser', never);
  await clock.advance(1_000);
  for (let call = 0; call < 5; call += 1) await pace('one', 'iam:GetUser', never);
  expect(clock.now()).toBe(1_000);
});

it('who is called off waits no longer', async () => {
  const clock = new FakeClock(0);
  const pace = createPace(clock);
  const stop = new AbortController();
  await pace('one', 'cloudtrail:LookupEvents', stop.signal);
  const waiting = pace('one', 'cloudtrail:LookupEvents', stop.signal);
  stop.abort(new Error('enough'));
  await expect(waiting).rejects.toThrow('enough');
  await expect(pace('one', 'cloudtrail:LookupEvents', stop.signal)).rejects.toThrow('enough');
});
