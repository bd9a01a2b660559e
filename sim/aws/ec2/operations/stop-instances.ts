import { AwsError } from '../../service.ts';
import { missing } from '../errors.ts';
import { listOf } from '../input.ts';
import { found } from '../kinds.ts';
import type { Ec2Operation } from '../operation.ts';
import { onResource } from '../permission.ts';
import { withRow } from '../state.ts';
import { stateItem, stateOf } from './describe-instances.ts';

/** How long a simulated instance takes to stop. */
const stopMs = 30_000;

/** Stopping what is stopped changes nothing and is no error. */
export const stopInstances: Ec2Operation = {
  name: 'StopInstances',
  takes: ['InstanceId'],
  mutating: true,
  permissions: (input, context) =>
    listOf(input, 'InstanceId').map((id) => onResource('StopInstances', id, context)),
  run(input, { state, now, write }) {
    const ids = listOf(input, 'InstanceId');
    if (ids.length === 0) throw missing('instancesSet');
    const instances = ids.map((id) => found(state, 'instances', id));
    const gone = instances.find((one) => one.state === 'terminated');
    if (gone)
      throw new AwsError(
        'IncorrectInstanceState',
        `This instance '${gone.id}' is not in a state from which it can be stopped.`,
      );
    const stopping = instances.filter((one) => one.state === 'running');
    write(
      stopping.reduce(
        (next, one) => withRow(next, 'instances', { ...one, state: 'stopping', settlesAt: now + stopMs }),
        state,
      ),
    );
    return {
      instancesSet: instances.map((one) => ({
        instanceId: one.id,
        currentState: stateItem(one.state === 'running' ? 'stopping' : stateOf(one, now)),
        previousState: stateItem(stateOf(one, now)),
      })),
    };
  },
};
