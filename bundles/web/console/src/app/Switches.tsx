// SPDX-License-Identifier: Apache-2.0
import { MoonOutlined, SunOutlined } from '@ant-design/icons';
import { Button, Tooltip } from 'antd';
import { useI18n } from '../i18n';
import { usePreferences } from './preferences';

export function LanguageButton() {
  const { t, language } = useI18n();
  const setLanguage = usePreferences((state) => state.setLanguage);
  return (
    <Tooltip title={t('settings.languageHint')}>
      <Button
        type="text"
        className="switch"
        data-testid="language-switch"
        aria-label={t('settings.languageHint')}
        onClick={() => setLanguage(language === 'zh' ? 'en' : 'zh')}
      >
        {language === 'zh' ? 'EN' : '中'}
      </Button>
    </Tooltip>
  );
}

export function ThemeButton() {
  const { t } = useI18n();
  const theme = usePreferences((state) => state.theme);
  const setTheme = usePreferences((state) => state.setTheme);
  const label = theme === 'dark' ? t('settings.light') : t('settings.dark');
  return (
    <Tooltip title={label}>
      <Button
        type="text"
        className="switch"
        data-testid="theme-switch"
        aria-label={label}
        icon={theme === 'dark' ? <SunOutlined /> : <MoonOutlined />}
        onClick={() => setTheme(theme === 'dark' ? 'light' : 'dark')}
      />
    </Tooltip>
  );
}
