// SPDX-License-Identifier: Apache-2.0
import {
  ApiOutlined,
  AuditOutlined,
  BranchesOutlined,
  CustomerServiceOutlined,
  DashboardOutlined,
  HistoryOutlined,
  SearchOutlined,
  TagsOutlined,
  TeamOutlined,
  UserOutlined,
} from '@ant-design/icons';
import { lazy, type ComponentType, type ReactNode } from 'react';
import { Desktop } from '../desktop/Desktop';
import type { Screen } from './access';

interface ScreenParts {
  icon: ReactNode;
  page: ComponentType;
}

/** The agent's desktop is in the first load; every other page comes when it is first opened. */
export const SCREEN_PARTS: Record<Screen, ScreenParts> = {
  desktop: { icon: <CustomerServiceOutlined />, page: Desktop },
  mine: { icon: <HistoryOutlined />, page: lazy(() => import('../pages/MinePage')) },
  contacts: { icon: <SearchOutlined />, page: lazy(() => import('../pages/ContactsPage')) },
  agents: { icon: <TeamOutlined />, page: lazy(() => import('../pages/AgentsPage')) },
  queues: { icon: <DashboardOutlined />, page: lazy(() => import('../pages/QueuesPage')) },
  users: { icon: <UserOutlined />, page: lazy(() => import('../pages/UsersPage')) },
  skills: { icon: <TagsOutlined />, page: lazy(() => import('../pages/SkillsPage')) },
  plugins: { icon: <ApiOutlined />, page: lazy(() => import('../pages/PluginsPage')) },
  flows: { icon: <BranchesOutlined />, page: lazy(() => import('../pages/FlowsPage')) },
  audit: { icon: <AuditOutlined />, page: lazy(() => import('../pages/AuditPage')) },
};
