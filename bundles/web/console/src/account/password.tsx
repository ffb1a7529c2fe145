// SPDX-License-Identifier: Apache-2.0
import { account } from '../api/account';
import { ApiError } from '../api/http';
import { useLoad } from '../app/useLoad';
import { useI18n } from '../i18n';

/** What the hub asks of passwords, in words, below a field for a new one. */
export function PasswordHint() {
  const { t, explain } = useI18n();
  const { data } = useLoad((signal) => account.passwordRules(signal), 'password-rules');
  if (!data) return null;
  const rule = (name: string) => explain(new ApiError(0, 'security.password.weak', { ...data, rule: name }));
  const rules = [rule('too-short')];
  if (data.kinds > 1) rules.push(rule('too-simple'));
  if (data.history > 1) rules.push(rule('used-before'));
  return <span data-testid="password-hint">{rules.join(t('common.semicolon'))}</span>;
}

/** Whether the hub found fault with the new password itself, to be told at its field. */
export function isAboutNewPassword(failure: unknown): failure is ApiError {
  return failure instanceof ApiError && (failure.code === 'security.password.weak' || failure.code === 'security.password.unchanged');
}
