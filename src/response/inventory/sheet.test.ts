import { expect, it } from 'vitest';
import type { OwnedRow } from '../../finding/stock.ts';
import { csvOf, xlsxOf } from './sheet.ts';

const row: OwnedRow = {
  ...{
    account: '111122223333',
    accountName: 'payments, prod',
    owner: 'S0PAYMENTS',
    region: 'ap-northeast-1',
  },
  ...{ finding: 'open-to-world', subject: 'sg-0123456789abcdef0', name: '=HYPERLINK("x")', vpcId: 'vpc-1' },
  detail: '22/tcp',
};

it('is a sheet in which nothing that somebody named is a formula', () => {
  expect(csvOf([row])).toBe(
    '"account","accountName","owner","region","finding","subject","name","vpcId","detail"\r\n' +
      '"111122223333","payments, prod","S0PAYMENTS","ap-northeast-1","open-to-world","sg-0123456789abcdef0",' +
      '"\'=HYPERLINK(""x"")","vpc-1","22/tcp"\r\n',
  );
});

it('is a workbook, too', async () => {
  const bytes = await xlsxOf([row]);
  // Every workbook is a zip archive.
  expect(bytes.subarray(0, 2).toString('latin1')).toBe('PK');
});
