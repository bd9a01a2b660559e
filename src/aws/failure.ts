/** What a failed call to AWS means for whoever made it. */
export type AwsFailure =
  /** They must let us; asking again cannot help. */
  | 'denied'
  | 'missing'
  /** It lies in an archive and has to be restored first. */
  | 'archived'
  | 'throttled'
  /** AWS, or the way to it, is broken for now. */
  | 'away';

/** Those whose status says too little, or something else. */
const byName: Readonly<Record<string, AwsFailure>> = {
  // Services that speak JSON refuse with 400.
  AccessDeniedException: 'denied',
  ExpiredTokenException: 'away',
  InvalidClientTokenId: 'denied',
  InvalidObjectState: 'archived',
  RequestLimitExceeded: 'throttled',
  RequestTimeTooSkewed: 'away',
  SlowDown: 'throttled',
  Throttling: 'throttled',
  ThrottlingException: 'throttled',
  TrailNotFoundException: 'missing',
  UnrecognizedClientException: 'denied',
  ValidationError: 'denied',
};

/**
 * Sorted by the error's code and status, never by its words (S3 API reference, "Error responses"; STS API
 * reference, `AssumeRole`; EC2 API reference, "Error codes"). What is no answer of AWS at all (refused, reset, timed out) is `away`.
 */
export function failureOf(error: unknown): AwsFailure {
  if (!(error instanceof Error)) return 'away';
  const named = byName[error.name];
  if (named !== undefined) return named;
  // S3 passes on what KMS says: KMS.DisabledException and its like.
  if (error.name.startsWith('KMS.')) return 'denied';
  // EC2 says `InvalidVolume.NotFound` and its like with 400.
  if (error.name.endsWith('.NotFound')) return 'missing';
  switch (statusOf(error)) {
    case 401:
    case 403:
      return 'denied';
    case 404:
      return 'missing';
    case 429:
      return 'throttled';
    default:
      return 'away';
  }
}

/** The HTTP status that an error of the SDK carries. */
function statusOf(error: Error): number | undefined {
  const { $metadata } = error as Error & { readonly $metadata?: { readonly httpStatusCode?: number } };
  return $metadata?.httpStatusCode;
}
