import { describe, expect, test } from 'vitest';
import { validateMessage } from '../../sim/slack/validate/message.ts';
import { productCases } from '../../src/cli/demo/gallery/bodies.ts';
import { control, threat, typeLike } from '../../src/cli/demo/gallery/views.ts';
import type { FindingView } from '../../src/finding/view.ts';
import { catalogues, languages } from '../../src/i18n/catalogue.ts';
import { drawCase } from '../../src/slack/cards/case-card.ts';
import { commands } from '../../src/slack/commands/registry.ts';
import { secfind } from '../../src/slack/commands/secfind/command.ts';
import type { Answer } from '../../src/slack/receive/answer.ts';
import { cardRow, caseOf, inputOf, now, readerOf, toolsOf, viewOf } from '../support/tools.ts';

const long = (length: number) => 'Wärter-'.repeat(200).slice(0, length);
/** Every value longer than a card lets it be. */
const longest: Partial<FindingView> = {
  account: { id: '111122223333', name: long(300) },
  region: 'ap-northeast-1',
  resources: Array.from({ length: 20 }, (_, at) => ({
    type: long(100),
    id: `${at} ${long(300)}`,
    name: `${at} ${long(300)}`,
  })),
  principal: long(300),
  remoteAddress: long(300),
  standards: Array.from({ length: 20 }, () => long(100)),
  facts: Object.fromEntries(
    [
      ...['domain', 'port', 'country', 'api', 'file', 'process', 'instanceType', 'bucket'],
      ...['cve', 'package', 'packageVersion', 'fixedIn', 'data', 'sharedWith', 'rule', 'repository', 'image'],
    ].map((name) => [name, long(300)]),
  ),
};

function problemsOf({ text, blocks, attachments }: Omit<Answer, 'shared'>): string[] {
  return validateMessage(JSON.parse(JSON.stringify({ text, blocks, attachments })));
}

/** What kind of thing it is about stays, since that decides which words fit. */
function lengthened(one: FindingView): FindingView {
  const type = one.resources[0]?.type ?? '';
  const resources = (longest.resources ?? []).map((resource) => ({ ...resource, type }));
  return { ...one, ...longest, resources };
}

const explained = [
  ...Object.keys(catalogues.en.threats).map((family) => ({
    name: family,
    view: threat(typeLike(family), longest),
  })),
  ...Object.keys(catalogues.en.controls).map((id) => ({ name: id, view: control(id, longest) })),
  ...productCases().flatMap(([title, { findings }]) =>
    findings.map((one) => ({ name: title.en, view: lengthened(one) })),
  ),
];

describe('with the longest values', () => {
  test.each(explained)('$name is inside every limit of Slack', async ({ view }) => {
    const busy = { assignee: 'U0CAROL', reopened: 9, unverifiable: true, flapping: true, dueAt: 9e12 };
    const open = viewOf(caseOf(999_999_999, busy), [view]);
    const over = { state: 'resolved', resolution: 'gone', closedAt: 9e12 } as const;
    const closed = viewOf(caseOf(7, over), [view]);
    for (const language of languages) {
      const reader = readerOf(language);
      const style = { ...reader, now };
      expect(problemsOf(drawCase(open, style))).toEqual([]);
      expect(problemsOf(drawCase(closed, style))).toEqual([]);
      const input = { ...inputOf(language), text: 'Y999999999' };
      const world = toolsOf({ views: [open], card: cardRow({ key: 'case:999999999' }) });
      expect(problemsOf(await secfind.run(input, world, commands))).toEqual([]);
    }
  });
});
