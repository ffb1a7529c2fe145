// SPDX-License-Identifier: Apache-2.0
/** Who publishes and consumes what, and what a message says. */
import type { components } from './schema';
import { get, id } from './verbs';

type Schemas = components['schemas'];
export type RouteMap = Schemas['RouteMap'];
export type RouteNode = Schemas['RouteNode'];
export type RouteKind = RouteNode['kind'];
export type RouteInstance = Schemas['RouteInstance'];
/** Also the live event `routes.changed`, which no operation declares. */
export type RouteFigures = Schemas['RouteFigures'];
export type TraceContent = Schemas['TraceContent'];
export type StepOutcome = Schemas['StepOutcome'];

export const routesHub = {
  map: (signal?: AbortSignal) => get<RouteMap>('/routes', {}, signal),
  content: (message: string, signal?: AbortSignal) => get<TraceContent>(`/trace/messages/${id(message)}`, {}, signal),
};
