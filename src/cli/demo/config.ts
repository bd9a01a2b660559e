import type { demoAddress } from './address.ts';

interface DemoPerson {
  readonly id: string;
  readonly name: string;
}

/** The demo's configuration file, as a person would write it. JSON is YAML too. */
export function demoConfig(
  databaseFile: string,
  address: ReturnType<typeof demoAddress>,
  people: readonly DemoPerson[],
): string {
  const idOf = (name: string) => people.filter((person) => person.name === name).map((person) => person.id);
  return JSON.stringify({
    database: `sqlite:${databaseFile}`,
    aws: { region: address.region },
    queues: [{ url: address.queueUrl, sources: ['*', 'custom'] }],
    slack: { channel: '#sec-alerts', criticalChannel: '#sec-critical' },
    roles: { responder: idOf('carol'), approver: idOf('bob'), admin: idOf('alice') },
    accounts: [
      { id: '111122223333', name: 'payments-prod' },
      { id: '444455556666', name: 'billing-prod' },
      { id: '777788889999', name: 'dev-sandbox' },
    ],
    http: { port: 0 },
  });
}
