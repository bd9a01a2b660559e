import { describe, expect, test } from 'vitest';
import { validateMessage } from '../../sim/slack/validate/message.ts';
import { casesOf } from '../../src/cli/preview.ts';
import { type Language, languages } from '../../src/i18n/catalogue.ts';
import { interpret } from '../../src/reading.ts';
import { drawCase } from '../../src/slack/cards/case-card.ts';
import { jsonLines, yagura } from '../cli/yagura.ts';
import { control, guardDuty, guardDutyAsAsff, guardDutyAsOcsf } from '../support/bodies.ts';
import { realBodies, sayThatItIsAbsent, there } from './data.ts';

const now = Date.UTC(2026, 10, 22, 5);

/** The cards of bodies, as the command writes them. */
function cardsOf(bodies: readonly string[], language: Language) {
  const arrived = bodies.flatMap((body, index) =>
    interpret(body, now).flatMap(({ finding, path }) =>
      finding ? [{ finding, messageId: String(index), path }] : [],
    ),
  );
  return casesOf(arrived, now).map((view) => ({
    view,
    card: JSON.parse(JSON.stringify(drawCase(view, { language, timeZone: 'UTC', now }))),
  }));
}

sayThatItIsAbsent();

describe.runIf(there)('yagura preview over every real event', () => {
  const bodies = there ? realBodies().map((one) => one.body) : [];

  test.each(languages)('every card is one that Slack takes, posted or edited (%s)', (language) => {
    const drawn = cardsOf(bodies, language);
    expect(drawn.length).toBeGreaterThan(100);
    for (const { view, card } of drawn) {
      expect({ case: view.case.key, problems: validateMessage(card) }).toEqual({
        case: view.case.key,
        problems: [],
      });
      expect(Object.keys(card)).toEqual(['text', 'blocks', 'attachments', 'metadata']);
      expect(card.text.length).toBeLessThanOrEqual(300);
      expect(JSON.stringify(card)).not.toMatch(/\bundefined\b|\bNaN\b|\[object \w+\]|Invalid Date/);
    }
    const keys = drawn.map(({ card }) => card.metadata.event_payload.key);
    expect(new Set(keys).size).toBe(drawn.length);
    expect(new Set(drawn.map(({ view }) => view.case.key)).size).toBe(drawn.length);
  });

  test('the command writes the same cards', async () => {
    const { code, stdout, stderr } = await yagura(['preview', '--lang', 'ja'], {
      stdin: `${bodies.join('\n')}\n`,
    });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const said = jsonLines<{ text: string; metadata: object }>(stdout);
    expect(said.flatMap(validateMessage)).toEqual([]);
    // The rest tells the time of arrival where an event has none of its own.
    const whatAndWhich = (card: { text: string; metadata: object }) => [card.text, card.metadata];
    expect(said.map(whatAndWhich)).toEqual(cardsOf(bodies, 'ja').map(({ card }) => whatAndWhich(card)));
  });
});

describe('a case', () => {
  const id = 'aaaabbbbccccddddeeeeffff00001111';

  test.each(languages)('is one card, through whatever doors it came (%s)', (language) => {
    const at = now - 3_600_000;
    const bodies = [
      guardDuty({ id, at }),
      guardDutyAsAsff({ id, at }),
      guardDutyAsOcsf({ id, at }),
      control({ at, resource: 'sg-0aaaabbbbccccdddd', standard: 'fsbp' }),
      control({ at, resource: 'sg-0aaaabbbbccccdddd', standard: 'cis' }),
    ];
    const drawn = cardsOf(bodies, language);
    expect(drawn.map(({ view }) => view.findings[0]?.sources.toSorted())).toEqual([
      ['guardduty', 'securityhub', 'securityhub-v2'],
      ['securityhub'],
    ]);
    expect(drawn.flatMap(({ card }) => validateMessage(card))).toEqual([]);
  });

  test.each(languages)(
    'that closed has its card too, and one that was over before it began none (%s)',
    (language) => {
      const at = now - 3_600_000;
      const drawn = cardsOf(
        [
          control({ at, resource: 'sg-0aaaabbbbccccdddd' }),
          control({ at: at + 60_000, resource: 'sg-0aaaabbbbccccdddd', status: 'PASSED' }),
          control({ at, resource: 'sg-0eeeeffff00001111', status: 'PASSED' }),
        ],
        language,
      );
      expect(drawn.map(({ view }) => [view.case.state, view.case.resolution])).toEqual([
        ['resolved', 'fixed'],
      ]);
      expect(drawn.flatMap(({ card }) => validateMessage(card))).toEqual([]);
    },
  );
});
