// SPDX-License-Identifier: Apache-2.0
import { ApiError } from '../api/http';
import type { I18n } from '../i18n';
import type { OperationDocument } from './schema';

/** Why a business system refused: in the words of the operation, or of the console, where the reason is a known one. */
export function businessFailure(failure: unknown, { describe, word, language }: I18n, document?: OperationDocument): string {
  const reason = failure instanceof ApiError && failure.code === 'business.refused' ? String(failure.args.reason ?? '') : '';
  if (!reason) return describe(failure);
  const known = document?.['x-reasons']?.[reason]?.[language] ?? word('businessReason', reason);
  return known !== reason ? known : describe(failure);
}
