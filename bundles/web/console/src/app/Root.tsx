// SPDX-License-Identifier: Apache-2.0
import { App as AntApp, ConfigProvider } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn';
import { useEffect, useLayoutEffect, useMemo } from 'react';
import { BrowserRouter } from 'react-router';
import { translate } from '../i18n';
import { antTheme, applyPalette } from '../theme';
import { Gate } from './Gate';
import { usePreferences } from './preferences';
import { listenForShortcuts } from './shortcuts';

/** Language, theme, router and keys; below it the gate that asks who is there. */
export function Root() {
  const language = usePreferences((state) => state.language);
  const theme = usePreferences((state) => state.theme);
  useLayoutEffect(() => applyPalette(theme), [theme]);
  useLayoutEffect(() => {
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
    document.title = translate(language, 'app.full');
    dayjs.locale(language === 'zh' ? 'zh-cn' : 'en');
  }, [language]);
  useEffect(listenForShortcuts, []);
  const themeConfig = useMemo(() => antTheme(theme), [theme]);
  return (
    <ConfigProvider
      locale={language === 'zh' ? zhCN : enUS}
      theme={themeConfig}
      button={{ autoInsertSpace: false }}
      wave={{ disabled: true }}
    >
      <AntApp message={{ maxCount: 3, top: 64 }}>
        <BrowserRouter>
          <Gate />
        </BrowserRouter>
      </AntApp>
    </ConfigProvider>
  );
}
