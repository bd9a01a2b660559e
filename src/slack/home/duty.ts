import { dutiesAhead } from '../../operations/on-call-plan.ts';
import { nameFor } from '../answers/acts.ts';
import { timeOf } from '../receive/answer.ts';
import { joined, run } from '../text/rich.ts';
import { part, type Section } from './look.ts';

/** Who is on call, and until when. */
export const duty: Section = async ({ reader, tools }) => {
  const { home: said, onCall } = reader.words;
  const now = tools.clock.now();
  const overrides = await tools.store.onCall.overrides(now);
  const [shift] = dutiesAhead(tools.settings().onCall, overrides, now, 1);
  if (!shift || shift.first === null) return part(said.onCall, [[run(onCall.none)]]);
  const until = shift.until === null ? null : timeOf(shift.until, now, reader);
  const first = run(onCall.now({ who: await nameFor(shift.first, tools), until }));
  const second =
    shift.second === null ? [] : [run(onCall.second({ who: await nameFor(shift.second, tools) }))];
  return part(said.onCall, [joined([[first], second])]);
};
