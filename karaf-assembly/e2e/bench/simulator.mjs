// SPDX-License-Identifier: Apache-2.0
// The simulated switch alone, without the hub: it must be no bottleneck of what is measured with it.

import { rowsOf } from '../lib/junit.mjs';

export const measure = () => rowsOf('connectors/pbx/simulator', 'ThroughputTest');
