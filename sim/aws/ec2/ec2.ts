import { AwsError, type Input, type Operation, type ServiceCall, type SimulatedService } from '../service.ts';
import { regional } from '../setting.ts';
import { dryRun } from './errors.ts';
import { isSet } from './input.ts';
import { type Ec2Operation, type Limits, readRate, writeRate } from './operation.ts';
import { ec2Operations } from './operations/registry.ts';
import { conditionKeys } from './permission.ts';
import { everything } from './picture.ts';
import { createRegion, longestLag, type Region } from './region.ts';
import { createSomebodyElse } from './somebody-else.ts';

export interface Ec2Options {
  readonly now: () => number;
  readonly limits: (account: string, region: string) => Limits;
}

/** EC2 of all accounts and Regions: what the API answers, and the ways past it. */
export function createEc2({ now, limits }: Ec2Options) {
  const listeners: ((account: string, region: string) => void)[] = [];
  const known: Region[] = [];
  let lag = 0;
  let count = 0;

  const setting = {
    now,
    limits,
    lag: () => lag,
    newId: (prefix: string) => {
      count += 1;
      return `${prefix}-0${count.toString(16).padStart(16, '0')}`;
    },
    changed: (account: string, region: string) => {
      for (const listener of listeners) listener(account, region);
    },
  };
  const regionOf = regional((account, region) => {
    const made = createRegion(account, region, setting);
    known.push(made);
    return made;
  });

  const service: SimulatedService = {
    name: 'ec2',
    protocol: 'ec2',
    xmlns: 'http://ec2.amazonaws.com/doc/2016-11-15/',
    operations: ec2Operations.map((one) => served(one, regionOf)),
    conditionKeys,
  };

  return {
    service,
    /** Changes and looks past the API, as people and AWS itself do; what it tells is the truth. */
    at: regional((account, region) => createSomebodyElse(regionOf(account, region), setting)),
    /** Makes reads see what was that many milliseconds ago, up to ten minutes. */
    lag(ms: number) {
      if (!(ms >= 0 && ms <= longestLag)) throw new RangeError(`a lag is from 0 to ${longestLag} ms`);
      lag = ms;
    },
    /** Told after each change, whoever made it. */
    onChange: (listener: (account: string, region: string) => void) => {
      listeners.push(listener);
    },
    /** All that stands anywhere, as plain JSON. */
    snapshotOf: () => everything(known, now()),
  };
}

function served(operation: Ec2Operation, regionOf: (account: string, region: string) => Region): Operation {
  const contextOf = ({ account, region }: ServiceCall) =>
    regionOf(account, region).context(operation.mutating);
  const { permissions } = operation;
  return {
    name: operation.name,
    mutating: (input) => operation.mutating && !isSet(input, 'DryRun'),
    rate: operation.mutating ? writeRate : readRate,
    ...(permissions && { permissions: (call: ServiceCall) => permissions(call.input, contextOf(call)) }),
    run(call) {
      refuseUnknown(call.input, operation);
      // Whoever may not do it has been refused by now.
      if (isSet(call.input, 'DryRun')) throw dryRun();
      return operation.run(call.input, contextOf(call));
    },
  };
}

function refuseUnknown(input: Input, { takes }: Ec2Operation) {
  const unknown = Object.keys(input).find((name) => name !== 'DryRun' && !takes.includes(name));
  if (unknown !== undefined)
    throw new AwsError('UnknownParameter', `The parameter ${unknown} is not recognized`);
}
