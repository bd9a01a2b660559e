import { expect, test } from 'vitest';
import { runFixture } from '../../../test/support/say-runbooks.ts';
import { cutOff, lent } from '../../cli/demo/gallery/leases.ts';
import type { StoryLine } from '../../finding/story.ts';
import type { Language } from '../../i18n/catalogue.ts';
import { drawStory, namesInStory } from './story.ts';
import { limitsBroken } from './testing/slack-limits.ts';
import { start } from './testing/views.ts';

const names = new Map([['U0CAROL', 'carol']]);
const about = {
  leases: new Map([lent, cutOff].map((one) => [`lease:${one.id}`, one])),
  runs: new Map([['run:3', runFixture]]),
};
const line = (kind: StoryLine['kind'], values: StoryLine['values']): StoryLine => ({
  kind,
  at: start,
  values,
});

function linesOf(card: string, lines: readonly StoryLine[], language: Language): string {
  const style = { language, timeZone: 'Asia/Tokyo', names };
  const payload = drawStory({ card, span: { first: 4, last: 5 }, lines }, about, style);
  expect(payload.metadata.event_payload).toEqual({ key: card, first: 4, last: 5 });
  expect(limitsBroken({ ...payload, attachments: [] })).toEqual([]);
  const found = JSON.stringify(payload.blocks).match(/"text":"(?:[^"\\]|\\.)*"/g) ?? [];
  return found.map((one) => JSON.parse(one.slice('"text":'.length)) as string).join('\n');
}

const asked = line('lease-asked', { by: 'U0CAROL', reason: 'a <!channel> check', about: 'lease:12' });
const living = line('lease-living', { until: start + 7_200_000, about: 'lease:12' });
const off = line('lease-living', { about: 'lease:13' });
const over = line('run-over', { state: 'failed', output: 'Step 1\nfailed \u202e<@U0BOB>', about: 'run:3' });

test('one line an event, with when and who; it rings up nobody', () => {
  expect(linesOf('lease:12', [asked, living], 'en')).toBe(
    '14:02 · @carol asked for it: “a <!channel> check”\n14:02 · Attached, and verified. It ends 16:02.',
  );
  expect(linesOf('lease:12', [asked, living], 'ja')).toBe(
    '14:02 · @carol が申請しました(理由: a <!channel> check)。\n14:02 · 付与し、確認しました。16:02 に終わります。',
  );
});

test('the thread of a case says what each line is about', () => {
  expect(linesOf('case:1042', [off], 'en')).toBe(
    '14:02 · L13, the isolation of web-7 · Cut off, and verified. Connections that were open may go on.',
  );
  expect(linesOf('case:1042', [off], 'ja')).toBe(
    '14:02 · L13(web-7 の隔離) · 隔離し、確認しました。開いていた接続は続くことがあります。',
  );
});

test('what a runbook put out stands beneath, line by line', () => {
  expect(linesOf('run:3', [over], 'en')).toBe('14:02 · Runbook patch has failed\nStep 1\nfailed <@U0BOB>');
  const long = line('run-over', { state: 'failed', output: 'x'.repeat(9_000), about: 'run:3' });
  expect(linesOf('run:3', [long], 'en').length).toBeLessThan(3_000);
});

test('the names that it needs are those of who acted and who asked', () => {
  const story = {
    card: 'case:1',
    span: { first: 1, last: 1 },
    lines: [line('lease-approved', { by: 'U0BOB' })],
  };
  expect(namesInStory(story, about)).toEqual(['U0BOB', 'U0CAROL']);
});
