// SPDX-License-Identifier: Apache-2.0
package org.shuniu.api.base;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The wire name of a message record. Every record that travels on the bus carries one. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface MessageType {
  /**
   * Dotted lower-case name, unique in the hub, for example {@code contact.queued} or {@code
   * pbx.ring-device}.
   */
  String value();

  /**
   * Raised when the meaning of a field changes; consumers of older versions go on getting theirs.
   */
  int version() default 1;

  /**
   * Facts of the business are durable: they survive a crash and leave the publisher's database
   * transaction through the outbox. State of the moment and call control are not: after a crash
   * they are asked for anew.
   */
  boolean durable() default false;
}
