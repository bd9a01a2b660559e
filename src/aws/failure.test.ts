import { GetObjectCommand, NoSuchKey, S3Client, S3ServiceException } from '@aws-sdk/client-s3';
import { expect, it } from 'vitest';
import { failureOf } from './failure.ts';

const answered = (name: string, httpStatusCode: number) =>
  new S3ServiceException({ name, $fault: 'client', message: 'x', $metadata: { httpStatusCode } });

it.each([
  [answered('AccessDenied', 403), 'denied'],
  [answered('InvalidAccessKeyId', 403), 'denied'],
  [answered('KMS.DisabledException', 400), 'denied'],
  [answered('ValidationError', 400), 'denied'],
  [answered('AccessDeniedException', 400), 'denied'],
  [answered('UnauthorizedOperation', 403), 'denied'],
  [answered('InvalidVolume.NotFound', 400), 'missing'],
  [answered('TrailNotFoundException', 400), 'missing'],
  [answered('NoSuchEntityException', 404), 'missing'],
  [answered('RequestLimitExceeded', 503), 'throttled'],
  [answered('InvalidObjectState', 403), 'archived'],
  [new NoSuchKey({ message: 'x', $metadata: { httpStatusCode: 404 } }), 'missing'],
  [answered('NoSuchBucket', 404), 'missing'],
  [answered('SlowDown', 503), 'throttled'],
  [answered('Throttling', 400), 'throttled'],
  [answered('Whatever', 429), 'throttled'],
  [answered('InternalError', 500), 'away'],
  [answered('ExpiredToken', 400), 'away'],
  [answered('ExpiredTokenException', 403), 'away'],
  [answered('RequestTimeTooSkewed', 403), 'away'],
  [new Error('socket hang up'), 'away'],
  ['thrown text', 'away'],
])('%s is %s', (error, failure) => {
  expect(failureOf(error)).toBe(failure);
});

it('a server that is not there is away', async () => {
  const s3 = new S3Client({
    region: 'eu-west-1',
    endpoint: 'http://127.0.0.1:9',
    credentials: { accessKeyId: 'any', secretAccessKey: 'any' },
    maxAttempts: 1,
  });
  const error = await s3
    .send(new GetObjectCommand({ Bucket: 'b', Key: 'k' }))
    .catch((error: unknown) => error);
  expect(failureOf(error)).toBe('away');
});
