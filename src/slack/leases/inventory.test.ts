import { expect, test } from 'vitest';
import { inputOf, textOf, toolsOf } from '../../../test/support/tools.ts';
import type { LeaseDesk, Stock } from '../../finding/lease-desk.ts';
import type { OwnedRow } from '../../finding/stock.ts';
import type { PrivateFile } from '../receive/send-files.ts';
import { takeStock } from './inventory.ts';

const row: OwnedRow = {
  ...{ account: '111122223333', accountName: 'payments-prod', owner: 'S0PAY', region: 'ap-northeast-1' },
  ...{ finding: 'open-to-world', subject: 'sg-0123456789abcdef0', name: '<!channel>', vpcId: 'vpc-1' },
  detail: '22/tcp',
};
const stock: Stock = {
  ...{ kind: 'stock', rows: [row], missed: [] },
  ...{ csv: new TextEncoder().encode('csv'), workbook: new TextEncoder().encode('xlsx') },
};

async function ask(answer: Awaited<ReturnType<LeaseDesk['takeStock']>> | null) {
  const sent: { to: string; files: readonly PrivateFile[] }[] = [];
  const tools = toolsOf({});
  const desk = answer && ({ takeStock: async () => answer } as unknown as LeaseDesk);
  const said = await takeStock(inputOf(), {
    ...{ ...tools, leases: desk },
    sendFiles: async (to, files) => void sent.push({ to, files }),
  });
  return { said: textOf(said.blocks), sent };
}

test('a few lines where it was asked, and all of it as files to whoever asked', async () => {
  const { said, sent } = await ask(stock);
  expect(said).toContain('Security groups that want looking at: 1\n1 open to the world\n');
  expect(said).toContain(
    'sg-0123456789abcdef0 · <!channel> · payments-prod · Tokyo · open to the world · 22/tcp',
  );
  expect(sent.map(({ to, files }) => [to, ...files.map((file) => file.name)])).toEqual([
    ['U0DAVE', 'security-groups.csv', 'security-groups.xlsx'],
  ]);
});

test('whoever answers for one account reads of that one', async () => {
  const read: boolean[] = [];
  const desk = {
    takeStock: async (_asker: unknown, mayRead: (account: string) => boolean) => {
      read.push(mayRead('111122223333'), mayRead('444455556666'));
      return stock;
    },
  } as unknown as LeaseDesk;
  const input = inputOf();
  const grants = [{ role: 'responder', accounts: ['111122223333'], environments: null }] as const;
  const person = { ...input, actor: { ...input.actor, grants } };
  await takeStock(person, { ...toolsOf({}), leases: desk });
  expect(read).toEqual([true, false]);
});

test.each([
  ['nothing to be said', { ...stock, rows: [] }, 'No security group wants looking at.'],
  ['no leases', null, 'No leases are configured here'],
] as const)('%s: no file is sent', async (_, answer, expected) => {
  const { said, sent } = await ask(answer);
  expect(said).toContain(expected);
  expect(sent).toEqual([]);
});
