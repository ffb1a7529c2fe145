// SPDX-License-Identifier: Apache-2.0
/** The wall: what goes on in the centre, and what a supervisor does from there. */
import type { components } from './schema';
import type { AgentState } from './types';
import { get, id, post } from './verbs';

type Schemas = components['schemas'];
export type WallView = Schemas['WallView'];
export type WallRow = Schemas['WallRow'];
export type SeatView = Schemas['SeatView'];
export type WaitingView = Schemas['WaitingView'];
export type WallThreshold = Schemas['WallThreshold'];
export type WallMessage = Schemas['WallMessage'];

/** The live event `wall.changed`, which no operation declares: what differs from the wall before. */
export interface WallChange extends Pick<WallView, 'scope' | 'sequence' | 'at' | 'skills' | 'lines' | 'regions' | 'seats'> {
  reset: boolean;
  figures?: WallView['figures'];
  waiting?: WaitingView[];
}

export interface WallFilter {
  region?: string;
  line?: string;
  skill?: string;
}

export const wallHub = {
  wall: (filter: WallFilter, signal?: AbortSignal) => get<WallView>('/wall', { ...filter }, signal),
  setState: (agentId: string, state: AgentState, reason?: string) =>
    post(`/wall/agents/${id(agentId)}/state`, { state, reason }),
  send: (agentId: string, text: string) => post<WallMessage>(`/wall/agents/${id(agentId)}/message`, { text }),
  messages: () => get<WallMessage[]>('/wall/messages'),
  acknowledge: (messageId: string) => post(`/wall/messages/${id(messageId)}/acknowledgement`),
};
