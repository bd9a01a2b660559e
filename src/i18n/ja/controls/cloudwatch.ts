import type { cloudwatch as english } from '../../en/controls/cloudwatch.ts';
import type { ControlExplanation } from '../../explanation.ts';

/** CIS asks for a metric filter, in its exact words, and an alarm on each of these. */
const unnoticed = (event: string, why: string): ControlExplanation => ({
  headline: (v) => `${v.account} に「${event}」の CIS アラームなし`,
  sentence: (v) =>
    `${v.account} の CloudTrail ログに、「${event}」を検知する、CIS のパターンどおりのメトリクスフィルターとアラームがありません。`,
  first: `「${event}」のメトリクスフィルターを CIS のパターンどおりに作り、担当者に届くアラームを付けてください。`,
  why,
  breaks: '影響はありません。フィルターとアラームが増え、起きたときに通知が届くだけです。',
});

export const cloudwatch: typeof english = {
  'CloudWatch.1': unnoticed(
    'root ユーザーの使用',
    'root が必要なことはほとんどありません。使われたら、誰かがすぐに知るべきです。',
  ),
  'CloudWatch.2': unnoticed(
    'API 呼び出しの拒否',
    '拒否が続くときは、盗んだキーで何ができるかを試しているか、プログラムに誤りがあるのかもしれません。',
  ),
  'CloudWatch.3': unnoticed(
    'MFA なしのコンソールサインイン',
    'パスワードだけで入れるなら、サインインしたのが本人とは限りません。',
  ),
  'CloudWatch.4': unnoticed('IAM ポリシーの変更', '自分の権限を増やすのは、多くの攻撃の最初の一手です。'),
  'CloudWatch.5': unnoticed(
    'CloudTrail の設定変更',
    '攻撃者はよく、まず記録を止めます。止まると、ログを見張るアラームも鳴りません。',
  ),
  'CloudWatch.6': unnoticed(
    'コンソールサインインの失敗',
    '失敗が続くときは、パスワードが試されているのかもしれません。',
  ),
  'CloudWatch.7': unnoticed(
    'KMS キーの無効化と削除',
    'キーが消えると、暗号化したデータは二度と読めません。気づけば、数日のうちに止められます。',
  ),
  'CloudWatch.8': unnoticed(
    'バケットポリシーの変更',
    '変更一つで、バケットが全世界に公開されることがあります。',
  ),
  'CloudWatch.9': unnoticed(
    'AWS Config の設定変更',
    'Config が止まるとほとんどのチェックが何も見なくなり、静かになったことにも気づけません。',
  ),
  'CloudWatch.10': unnoticed(
    'セキュリティグループの変更',
    '変更一つで、サーバーがインターネットに公開されることがあります。',
  ),
  'CloudWatch.11': unnoticed('ネットワーク ACL の変更', '変更一つで、サブネット全体が開くことがあります。'),
  'CloudWatch.12': unnoticed(
    'ネットワークゲートウェイの変更',
    '新しいゲートウェイは、新しい侵入口にも、データの出口にもなります。',
  ),
  'CloudWatch.13': unnoticed(
    'ルートテーブルの変更',
    '通信の行き先はルートで決まります。ファイアウォールを避けることも、外部に向けることもできます。',
  ),
  'CloudWatch.14': unnoticed(
    'VPC の変更',
    'ピアリングや VPC が増えると、分けていたネットワークがつながります。',
  ),
};
