import { leaseLine, livingLeases } from '../leases/list.ts';
import { numberOf } from '../receive/answer.ts';
import { smallPrint } from '../text/rich.ts';
import { part, type Section } from './look.ts';

const mostShown = 5;

/** What is lent and cut off at present; nothing where a deployment has no leases. */
export const leases: Section = async ({ reader, tools }) => {
  if (tools.leases === null) return [];
  const { home: said, leases: words } = reader.words;
  const living = await livingLeases(tools);
  const lines = await Promise.all(living.slice(0, mostShown).map((one) => leaseLine(one, reader, tools)));
  const more = living.length > mostShown ? [smallPrint(said.more({ command: '/secsg list' }))] : [];
  return [...part(words.home({ count: numberOf(living.length, reader) }), lines), ...more];
};
