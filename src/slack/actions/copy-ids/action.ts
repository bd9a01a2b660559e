import type { KnownBlock } from '@slack/types';
import { caseLabel } from '../../../finding/case.ts';
import { outsideAws } from '../../../finding/finding.ts';
import type { FindingView } from '../../../finding/view.ts';
import { drawNoUse } from '../../answers/acts.ts';
import { modalOf, type Reader } from '../../receive/answer.ts';
import { plain } from '../../text/plain.ts';
import { richText, run } from '../../text/rich.ts';
import type { ModalAction } from '../action.ts';
import { stale } from '../case-form.ts';
import { idOf, isId } from '../case-value.ts';

const longestId = 400;
const longestBlock = 2_900;

/** What AWS calls all that a case is about, each on a line of its own: the card says names, tools want ids. */
export const copyIds: ModalAction = {
  kind: 'modal',
  name: 'copy_ids',
  needs: 'viewer',
  carries: isId,
  title: (words) => words.more.ids.title,
  async run({ value, reader }, tools) {
    const { words } = reader;
    const caseId = idOf(value);
    if (caseId === null) return stale(reader);
    const view = await tools.store.cases.view(caseId);
    if (view === null) return drawNoUse({ kind: 'no-case', caseId }, { reader, tools });
    const findings = await tools.store.cases.findingIds(caseId);
    return modalOf(words.more.ids.title, words, drawIds(caseLabel(caseId), findings, view.findings, reader));
  },
};

function drawIds(
  label: string,
  findingIds: readonly string[],
  findings: readonly FindingView[],
  { words }: Reader,
): KnownBlock[] {
  const said = words.more.ids;
  const inAws = findings.filter(({ account }) => account.id !== outsideAws);
  const lists: readonly (readonly [heading: string, ids: readonly string[]])[] = [
    [said.findings, findingIds],
    [said.resources, findings.flatMap(({ resources }) => resources.map(({ arn, id }) => arn ?? id))],
    [said.accounts, inAws.map(({ account }) => account.id)],
    [said.regions, inAws.map(({ region }) => region)],
    [said.principals, findings.map(({ principal = '' }) => principal)],
    [said.addresses, findings.map(({ remoteAddress = '' }) => remoteAddress)],
  ];
  return [richText([[run(said.about({ label }))]]), ...lists.flatMap(([name, ids]) => drawList(name, ids))];
}

/** Slack has a button that copies what stands in such a block. */
function drawList(heading: string, all: readonly string[]): KnownBlock[] {
  const ids = [...new Set(all.map((id) => plain(id, longestId)))].filter((id) => id !== '');
  if (ids.length === 0) return [];
  const kept: string[] = [];
  for (const id of ids) if ([...kept, id].join('\n').length <= longestBlock) kept.push(id);
  return [
    richText([[run(heading, 'bold')]]),
    {
      type: 'rich_text',
      elements: [{ type: 'rich_text_preformatted', elements: [{ type: 'text', text: kept.join('\n') }] }],
    },
  ];
}
