// SPDX-License-Identifier: Apache-2.0
import {
  AlertOutlined,
  ApiOutlined,
  AuditOutlined,
  BankOutlined,
  BranchesOutlined,
  CalendarOutlined,
  CustomerServiceOutlined,
  DashboardOutlined,
  DeploymentUnitOutlined,
  DesktopOutlined,
  FileSearchOutlined,
  FileTextOutlined,
  FundProjectionScreenOutlined,
  HistoryOutlined,
  IdcardOutlined,
  InboxOutlined,
  LinkOutlined,
  MessageOutlined,
  NodeIndexOutlined,
  SafetyCertificateOutlined,
  SearchOutlined,
  SettingOutlined,
  PhoneOutlined,
  SoundOutlined,
  SwapOutlined,
  TagsOutlined,
  TeamOutlined,
  UserOutlined,
} from '@ant-design/icons';
import { lazy, type ComponentType, type ReactNode } from 'react';
import { Desktop } from '../desktop/Desktop';
import { DeadLetterBadge } from '../operations/DeadLetterBadge';
import type { Screen } from './access';

interface ScreenParts {
  icon: ReactNode;
  page: ComponentType;
  /** A number beside the word in the menu. */
  badge?: ComponentType;
}

/** The agent's desktop is in the first load; every other page comes when it is first opened. */
export const SCREEN_PARTS: Record<Screen, ScreenParts> = {
  desktop: { icon: <CustomerServiceOutlined />, page: Desktop },
  mine: { icon: <HistoryOutlined />, page: lazy(() => import('../pages/MinePage')) },
  wall: { icon: <FundProjectionScreenOutlined />, page: lazy(() => import('../pages/WallPage')) },
  tickets: { icon: <FileTextOutlined />, page: lazy(() => import('../pages/TicketsPage')) },
  contacts: { icon: <SearchOutlined />, page: lazy(() => import('../pages/ContactsPage')) },
  citizens: { icon: <IdcardOutlined />, page: lazy(() => import('../pages/CitizensPage')) },
  notices: { icon: <MessageOutlined />, page: lazy(() => import('../pages/NoticesPage')) },
  orders: { icon: <SwapOutlined />, page: lazy(() => import('../pages/OrdersPage')) },
  agents: { icon: <TeamOutlined />, page: lazy(() => import('../pages/AgentsPage')) },
  queues: { icon: <DashboardOutlined />, page: lazy(() => import('../pages/QueuesPage')) },
  users: { icon: <UserOutlined />, page: lazy(() => import('../pages/UsersPage')) },
  roles: { icon: <SafetyCertificateOutlined />, page: lazy(() => import('../pages/RolesPage')) },
  skills: { icon: <TagsOutlined />, page: lazy(() => import('../pages/SkillsPage')) },
  plugins: { icon: <ApiOutlined />, page: lazy(() => import('../pages/PluginsPage')) },
  links: { icon: <LinkOutlined />, page: lazy(() => import('../pages/LinksPage')) },
  settings: { icon: <SettingOutlined />, page: lazy(() => import('../pages/SettingsPage')) },
  lines: { icon: <PhoneOutlined />, page: lazy(() => import('../pages/LinesPage')) },
  calendars: { icon: <CalendarOutlined />, page: lazy(() => import('../pages/CalendarsPage')) },
  prompts: { icon: <SoundOutlined />, page: lazy(() => import('../pages/PromptsPage')) },
  flows: { icon: <BranchesOutlined />, page: lazy(() => import('../pages/FlowsPage')) },
  departments: { icon: <BankOutlined />, page: lazy(() => import('../pages/DepartmentsPage')) },
  system: { icon: <DesktopOutlined />, page: lazy(() => import('../pages/SystemPage')) },
  alarms: { icon: <AlertOutlined />, page: lazy(() => import('../pages/AlarmsPage')) },
  'dead-letters': { icon: <InboxOutlined />, page: lazy(() => import('../pages/DeadLettersPage')), badge: DeadLetterBadge },
  routes: { icon: <DeploymentUnitOutlined />, page: lazy(() => import('../pages/RoutesPage')) },
  logs: { icon: <FileSearchOutlined />, page: lazy(() => import('../pages/LogsPage')) },
  trace: { icon: <NodeIndexOutlined />, page: lazy(() => import('../pages/TracePage')) },
  audit: { icon: <AuditOutlined />, page: lazy(() => import('../pages/AuditPage')) },
};
