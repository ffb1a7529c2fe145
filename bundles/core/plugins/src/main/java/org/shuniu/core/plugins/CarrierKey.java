// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.plugins;

import java.io.Serializable;

/**
 * What a carrier knows something by.
 *
 * @param channel name of the channel
 * @param carrierId unique within it
 */
record CarrierKey(String channel, String carrierId) implements Serializable {}
