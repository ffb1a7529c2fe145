// SPDX-License-Identifier: Apache-2.0
/**
 * What operators look at: {@code /health}, {@code /metrics} and the {@code shuniu:*} commands of
 * the administrator's shell (M4). Knows nothing of hotlines; parts of the hub tell about themselves
 * through {@link org.shuniu.api.hub.HealthProbe}, {@link org.shuniu.api.hub.Metrics} and {@link
 * org.shuniu.api.hub.Connectors}.
 */
@NullMarked
package org.shuniu.core.ops;

import org.jspecify.annotations.NullMarked;
