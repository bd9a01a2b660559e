import type { Language } from '../../src/i18n/catalogue.ts';
import { bulk } from '../../src/slack/actions/bulk/action.ts';
import { drawHome } from '../../src/slack/home/draw-home.ts';
import { formValuesOf } from '../../src/slack/receive/form-values.ts';
import { caseOf, inputOf, suppressionOf, toolsOf, viewOf, type WorldSeed } from './tools.ts';

const views = Array.from({ length: 7 }, (_, at) => viewOf(caseOf(at + 1)));
const suppressions = Array.from({ length: 7 }, (_, at) => suppressionOf(at + 1));

const homes: readonly WorldSeed[] = [{}, { views, suppressions }];

/** Each act, chosen for two; then the windows that somebody sends with something missing. */
const choices = ['acknowledge', 'release', 'assign'].map((act) => ({
  bulk_which: { a: { selected_options: [{ value: '1' }, { value: '2' }] } },
  bulk_what: { a: { selected_option: { value: act } } },
  bulk_whom: { a: { selected_user: 'U0CAROL' } },
}));
const tooMany = { a: { selected_options: Array.from({ length: 101 }, (_, at) => ({ value: `${at}` })) } };
const flawed = [
  {},
  { bulk_which: tooMany },
  { bulk_which: choices[0]?.bulk_which },
  { ...choices[2], bulk_whom: { a: {} } },
];

/** One for each fate that a case may have. */
const kinds = ['taken', 'already', 'not-open', 'not-yours'] as const;

/** Says all that is said on the Home tab, and about many cases at once. */
export async function saySurfaces(language: Language): Promise<void> {
  const { userId, actor, reader, channelId } = inputOf(language);
  for (const seed of homes) await drawHome({ actor, userId, reader, tools: toolsOf(seed) });

  const input = { userId, channelId, actor, reader, value: JSON.stringify({ q: '', page: 0 }) };
  const tools = toolsOf({ views });
  bulk.title(reader.words);
  await bulk.open(input, tools);
  for (const values of choices) await bulk.submit({ ...input, values: formValuesOf({ values }) }, tools);
  for (const values of flawed) bulk.check(formValuesOf({ values }), reader, 0, input.value);
  const values = formValuesOf({});
  for (const ids of [[1], [1, 2, 3, 4, 5]]) {
    let asked = 0;
    const act = async () => {
      const kind = kinds[asked++];
      if (kind === undefined) throw new Error('away');
      return { kind } as never;
    };
    const value = JSON.stringify({ act: 'acknowledge', ids, to: null });
    await bulk.submit({ ...input, value, values }, { ...tools, act });
  }
}
