// SPDX-License-Identifier: Apache-2.0
import { Button, Result, Spin } from 'antd';
import { Suspense, useEffect, useState } from 'react';
import { Link, Navigate, Route, Routes, useLocation, useNavigate } from 'react-router';
import type { Session } from '../api/types';
import { AgentBar } from '../desktop/AgentBar';
import { useDrafts } from '../desktop/drafts';
import { phaseOf } from '../desktop/model';
import { RingBanner } from '../desktop/RingBanner';
import { SupervisorMessages } from '../desktop/SupervisorMessages';
import { useDesktop } from '../desktop/store';
import { useI18n } from '../i18n';
import { AlarmBell } from '../operations/AlarmBell';
import { AlarmBanner, TelephonyNotice } from '../operations/Banners';
import { useTicketDrafts } from '../tickets/draftStore';
import { phone } from './format';
import { areMany, ALL_SCREENS, screensOf, type Screen } from './access';
import { ErrorBoundary } from './ErrorBoundary';
import { HelpDrawer, ShortcutOverlay } from './Help';
import { LiveBanner, LiveStatusTag } from './LiveStatus';
import { Logo } from './Logo';
import { Rail } from './Rail';
import { SCREEN_PARTS } from './screens';
import { useShortcut } from './shortcuts';
import { LanguageButton, ThemeButton } from './Switches';
import { UserMenu } from './UserMenu';

/** The frame around all pages: menu, agent bar, live connection, help. */
export function Shell({ session }: { session: Session }) {
  const { t } = useI18n();
  const start = useDesktop((state) => state.start);
  const userId = session.user.id;
  useEffect(() => start(), [start]);
  useEffect(() => {
    useDrafts.getState().open(userId);
    useTicketDrafts.getState().open(userId);
  }, [userId]);

  const isAgent = useDesktop((state) => state.agent !== undefined);
  const screens = screensOf(session, isAgent);
  const home = screens[0];
  const current = useCurrentScreen();
  const navigate = useNavigate();
  const [help, setHelp] = useState<'drawer' | 'shortcuts'>();
  useShortcut('help', () => setHelp('shortcuts'));
  useShortcut('helpDrawer', () => setHelp('drawer'));
  useShortcut('desktop', () => void navigate('/desktop'), screens.includes('desktop'));
  useScreenPop(current, screens.includes('desktop'));

  return (
    <div className={areMany(screens) ? 'shell shell-list' : 'shell'}>
      <a className="skip" href="#main">
        {t('app.skip')}
      </a>
      <header className="top">
        <Link to="/" className="brand" aria-label={t('app.home')}>
          <Logo size={30} />
        </Link>
        {screens.includes('desktop') ? <AgentBar /> : <h1 className="top-title">{t('app.full')}</h1>}
        <div className="top-tools">
          {screens.includes('alarms') && <AlarmBell />}
          <LiveStatusTag />
          <Button type="text" className="switch" data-testid="help-open" aria-label={t('help.open')} onClick={() => setHelp('drawer')}>
            ?
          </Button>
          <LanguageButton />
          <ThemeButton />
          <UserMenu session={session} />
        </div>
      </header>
      <Rail screens={screens} current={current} />
      <main id="main" className="content" tabIndex={-1}>
        <LiveBanner />
        {screens.includes('alarms') && current !== 'alarms' && <AlarmBanner />}
        {screens.includes('desktop') && <TelephonyNotice />}
        {screens.includes('desktop') && <SupervisorMessages />}
        {current !== 'desktop' && screens.includes('desktop') && <RingBanner />}
        <ErrorBoundary key={current}>
          <Suspense fallback={<Spin className="page-spin" size="large" />}>
            <Routes>
              {screens.map((screen) => {
                const Page = SCREEN_PARTS[screen].page;
                return <Route key={screen} path={`/${screen}/*`} element={<Page />} />;
              })}
              <Route path="/" element={home ? <Navigate to={`/${home}`} replace /> : <NoScreens />} />
              <Route path="*" element={<NotFound />} />
            </Routes>
          </Suspense>
        </ErrorBoundary>
      </main>
      <HelpDrawer screen={current} open={help === 'drawer'} onClose={() => setHelp(undefined)} onShortcuts={() => setHelp('shortcuts')} />
      <ShortcutOverlay open={help === 'shortcuts'} onClose={() => setHelp(undefined)} />
    </div>
  );
}

function useCurrentScreen(): Screen | undefined {
  const first = useLocation().pathname.split('/')[1];
  return ALL_SCREENS.find((screen) => screen === first);
}

/**
 * A ringing contact opens the desktop, unless the person is on a page where something may be half typed: there a
 * banner offers the way. The title tells those whose browser is behind another window.
 */
function useScreenPop(current: Screen | undefined, agent: boolean): void {
  const { t } = useI18n();
  const contact = useDesktop((state) => state.contact);
  const navigate = useNavigate();
  const ringing = phaseOf(contact) === 'ringing' ? contact : undefined;
  const ringingId = ringing?.id;
  useEffect(() => {
    if (ringingId && agent && current === 'mine') void navigate('/desktop');
  }, [ringingId, agent, current, navigate]);
  const title = ringing ? t('call.titleRinging', { number: phone(ringing.caller) }) : t('app.full');
  useEffect(() => {
    document.title = title;
  }, [title]);
}

function NoScreens() {
  const { t } = useI18n();
  return <Result status="info" title={t('app.noScreens')} subTitle={t('app.noScreensHint')} />;
}

function NotFound() {
  const { t } = useI18n();
  return <Result status="404" title={t('app.notFound')} extra={<Link to="/">{t('app.home')}</Link>} />;
}
