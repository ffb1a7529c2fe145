// SPDX-License-Identifier: Apache-2.0
/**
 * Notices to citizens and texts from them (C3, W1). {@code Notices} holds what may happen to a
 * notice; {@code OutreachConsumer} is its place at the bus; {@code Sweeper} gives what had to wait;
 * {@code NoticeSearch} answers screens.
 */
@NullMarked
package org.shuniu.services.outreach;

import org.jspecify.annotations.NullMarked;
