// SPDX-License-Identifier: Apache-2.0
/** Every colour, size and font of the console. Style sheets use them as custom properties (`--sn-…`). */
import { theme as antd, type ThemeConfig } from 'antd';
import type { AgentState, PluginState } from './api/types';

export type ThemeName = 'light' | 'dark';

interface Palette {
  page: string;
  panel: string;
  raised: string;
  rail: string;
  railText: string;
  railActive: string;
  line: string;
  text: string;
  quiet: string;
  primary: string;
  ready: string;
  ringing: string;
  talking: string;
  after: string;
  busy: string;
  rest: string;
  out: string;
  alarm: string;
  onState: string;
  infoTint: string;
  okTint: string;
  warnTint: string;
  alarmTint: string;
}

const PALETTES: Record<ThemeName, Palette> = {
  light: {
    page: '#eef1f4',
    panel: '#ffffff',
    raised: '#f6f8fa',
    rail: '#16324a',
    railText: '#c2d3e2',
    railActive: '#24527a',
    line: '#dbe1e7',
    text: '#1c2733',
    quiet: '#566472',
    primary: '#1c5d94',
    ready: '#1a7f48',
    ringing: '#b45309',
    talking: '#1c5d94',
    after: '#6d4aa8',
    busy: '#a83a44',
    rest: '#5d6b2f',
    out: '#5b6671',
    alarm: '#c02532',
    onState: '#ffffff',
    infoTint: '#e8f1f9',
    okTint: '#e4f4ea',
    warnTint: '#fdf2e2',
    alarmTint: '#fdebed',
  },
  dark: {
    page: '#11161b',
    panel: '#1a2128',
    raised: '#212a33',
    rail: '#0c1116',
    railText: '#9fb2c3',
    railActive: '#1f3d57',
    line: '#303b46',
    text: '#e2e8ee',
    quiet: '#9aa9b7',
    primary: '#3f88c6',
    ready: '#23814d',
    ringing: '#b9600f',
    talking: '#2a6da6',
    after: '#7a58b5',
    busy: '#a8434c',
    rest: '#6b7a38',
    out: '#55616c',
    alarm: '#f0717b',
    onState: '#ffffff',
    infoTint: '#17293a',
    okTint: '#163322',
    warnTint: '#362513',
    alarmTint: '#3a1b20',
  },
};

export const FONT =
  '"PingFang SC","Microsoft YaHei","Noto Sans CJK SC","Source Han Sans SC",system-ui,sans-serif';

/** The palette's entry for each state; a screen always writes the state's name beside the colour. */
export const STATE_COLOUR: Record<AgentState, keyof Palette> = {
  LOGGED_OUT: 'out',
  NOT_READY: 'busy',
  READY: 'ready',
  RESERVED: 'ringing',
  BUSY: 'talking',
  AFTER_CALL_WORK: 'after',
  BREAK: 'rest',
};

export const PLUGIN_COLOUR: Record<PluginState, keyof Palette> = {
  STARTING: 'talking',
  ONLINE: 'ready',
  DEGRADED: 'ringing',
  OFFLINE: 'busy',
  STOPPED: 'out',
};

export function stateColour(state: AgentState): string {
  return `var(--sn-${STATE_COLOUR[state] ?? 'out'})`;
}

export function pluginColour(state: PluginState): string {
  return `var(--sn-${PLUGIN_COLOUR[state] ?? 'out'})`;
}

/** Publishes the palette to the style sheets. Done through the CSSOM, which the security policy allows. */
export function applyPalette(name: ThemeName, root: HTMLElement = document.documentElement): void {
  for (const [key, value] of Object.entries(PALETTES[name])) {
    root.style.setProperty(`--sn-${key}`, value);
  }
  root.style.colorScheme = name;
  root.dataset.theme = name;
}

export function antTheme(name: ThemeName): ThemeConfig {
  const palette = PALETTES[name];
  return {
    algorithm: name === 'dark' ? antd.darkAlgorithm : antd.defaultAlgorithm,
    token: {
      colorPrimary: palette.primary,
      colorInfo: palette.primary,
      colorSuccess: palette.ready,
      colorWarning: palette.ringing,
      colorError: palette.alarm,
      colorInfoBg: palette.infoTint,
      colorSuccessBg: palette.okTint,
      colorWarningBg: palette.warnTint,
      colorErrorBg: palette.alarmTint,
      colorBgElevated: name === 'dark' ? palette.raised : palette.panel,
      colorBgLayout: palette.page,
      colorBgContainer: palette.panel,
      colorTextBase: palette.text,
      fontFamily: FONT,
      fontSize: 14,
      borderRadius: 5,
      controlHeight: 32,
      motionDurationMid: '0.12s',
      motionDurationSlow: '0.16s',
    },
    components: {
      Table: { cellPaddingBlockSM: 6, cellPaddingInlineSM: 8 },
      Descriptions: { itemPaddingBottom: 4 },
      Form: { itemMarginBottom: 14 },
    },
  };
}
