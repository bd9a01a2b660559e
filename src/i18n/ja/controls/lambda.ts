import type { lambda as english } from '../../en/controls/lambda.ts';

export const lambda: typeof english = {
  'Lambda.1': {
    headline: (v) => `関数 ${v.resource} を誰でも呼び出し可能`,
    sentence: (v) =>
      `${v.resource} のポリシーが、すべての AWS アカウントか、アカウントを限定しない S3 に使用を許しています。`,
    first: '関数のポリシーで、アカウントやサービスを限定してください。',
    why: '見知らぬ人が、関数のロールの権限で、こちらの費用で実行できてしまいます。',
    breaks:
      '名前を挙げなかった呼び出し元です。S3 などのサービスは、aws:SourceAccount と合わせて許可してください。',
  },
  'Lambda.2': {
    headline: (v) => `関数 ${v.resource} のランタイムが旧式`,
    sentence: (v) => `${v.resource} のランタイムは、サポートが終了しています。`,
    first: 'サポートされているランタイムに移行してください。',
    why: 'セキュリティ修正はもう届きません。やがて、作成も更新もできなくなります。',
    breaks: '古いバージョンに頼るコードやライブラリです。戻せるように、先にバージョンを発行してください。',
  },
  'Lambda.3': {
    headline: (v) => `関数 ${v.resource} が VPC の外`,
    sentence: (v) => `${v.resource} は自分の VPC ではなく、Lambda のネットワークで動いています。`,
    first: 'プライベートなリソースに接続する必要があるかを判断し、必要なら VPC に接続してください。',
    why: 'VPC の中なら、セキュリティグループとフローログの対象になります。多くの関数には必要ありません。',
    breaks:
      'VPC の中では、NAT ゲートウェイがないとインターネットに出られません。AWS の API には、それかエンドポイントが要ります。',
  },
};
