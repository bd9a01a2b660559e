import type { Account } from './finding/account.ts';
import type { Asker, LeaseDesk, Stock, Troubled } from './finding/lease-desk.ts';
import type { Response } from './response/open.ts';
import { Trouble } from './response/trouble.ts';

/** What the response side knows, as people are told it: AWS's troubles are answers, not failures. */
export function deskForPeople(
  { desk }: Pick<Response, 'desk'>,
  accounts: () => readonly Account[],
): LeaseDesk {
  async function stockOf(asker: Asker, mayRead: (account: string) => boolean): Promise<Stock> {
    const { rows, missed } = await desk.takeStock(asker);
    const known = new Map(accounts().map((one) => [one.id, one]));
    const owned = rows
      .filter((row) => mayRead(row.account))
      .map((row) => {
        const account = known.get(row.account);
        return { ...row, accountName: account?.name ?? row.account, owner: account?.owner ?? '' };
      });
    // Loaded only for whoever asks for a sheet.
    const { csvOf, xlsxOf } = await import('./response/inventory/sheet.ts');
    const csv = new TextEncoder().encode(csvOf(owned));
    return {
      kind: 'stock',
      rows: owned,
      missed: missed.filter((place) => mayRead(place.account)),
      csv,
      workbook: new Uint8Array(await xlsxOf(owned)),
    };
  }

  return {
    find: desk.find,
    plan: (...asked) => desk.plan(...asked).catch(troubled),
    planAgain: (lease) => desk.planAgain(lease).catch(troubled),
    takeStock: (...asked) => stockOf(...asked).catch(troubled),
    check: (...asked) => desk.check(...asked).catch(troubled),
  };
}

function troubled(error: unknown): Troubled {
  if (!(error instanceof Trouble)) throw error;
  return { kind: 'trouble', code: error.code, detail: error.detail };
}
