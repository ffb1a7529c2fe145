// SPDX-License-Identifier: Apache-2.0
// Envelopes through the bus against the bare client, same broker, same payload. Aim: 0.8 of it.

import { rowsOf } from '../lib/junit.mjs';

export const measure = () => rowsOf('bundles/core/bus', 'ThroughputTest');
