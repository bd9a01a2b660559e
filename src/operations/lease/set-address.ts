import { networkOf } from '../../finding/network.ts';
import { personOf } from '../case-act.ts';
import type { Operation } from '../operation.ts';

export interface SetAddress {
  readonly address: string;
}

export type AddressSet =
  | { readonly kind: 'no-address'; readonly address: string }
  | { readonly kind: 'set'; readonly cidr: string };

/** From where a person comes: what `me` stands for. One address, never a network. */
export const setAddress: Operation<SetAddress, AddressSet> = {
  name: 'setAddress',
  needs: 'responder',
  async run(transaction, { address }, context) {
    const network = networkOf(address);
    const single = network !== null && network.prefix === (network.family === 'v4' ? 32 : 128);
    if (!single) return { kind: 'no-address', address };
    await transaction.leases.setAddress(personOf(context), network.cidr, context.now);
    return { kind: 'set', cidr: network.cidr };
  },
  audit(_input, answer) {
    if (answer.kind !== 'set') return null;
    return { outcome: 'done', target: 'address', after: { cidr: answer.cidr } };
  },
};
