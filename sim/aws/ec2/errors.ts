import { AwsError } from '../service.ts';

// Codes: EC2 Developer Guide, "Error codes for the Amazon EC2 API".

export function invalidValue(message: string): AwsError {
  return new AwsError('InvalidParameterValue', message);
}

export function missing(parameter: string): AwsError {
  return new AwsError('MissingParameter', `The request must contain the parameter ${parameter}`);
}

export function dryRun(): AwsError {
  return new AwsError('DryRunOperation', 'Request would have succeeded, but DryRun flag is set.', 412);
}
