// SPDX-License-Identifier: Apache-2.0
import { renderHook } from '@testing-library/react';
import { usePreferences } from '../app/preferences';
import { useI18n, type I18n } from '../i18n';

/** The texts of a language outside of a page. */
export function i18nOf(language: 'zh' | 'en'): I18n {
  usePreferences.getState().setLanguage(language);
  return renderHook(() => useI18n()).result.current;
}
