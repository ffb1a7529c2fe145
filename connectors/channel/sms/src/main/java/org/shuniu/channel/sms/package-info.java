// SPDX-License-Identifier: Apache-2.0
/**
 * Sends and receives short messages by SMPP 3.4. {@code SmsChannel} is the seam; {@code Link} keeps
 * one bind alive for ever; {@code Session} is one bind and the only one that knows PDUs; {@code
 * Outbox} gives texts to it within window and rate; {@code Inbox} tells the host what comes.
 */
@NullMarked
package org.shuniu.channel.sms;

import org.jspecify.annotations.NullMarked;
