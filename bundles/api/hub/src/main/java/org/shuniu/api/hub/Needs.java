// SPDX-License-Identifier: Apache-2.0
package org.shuniu.api.hub;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a REST operation asks of whoever calls it (P6). The gateway checks it before a body is read,
 * and it stands in the OpenAPI document as {@code x-permission} and {@code x-foreign-region}: what
 * is published, checked and tested is one thing. What depends on the matter, above all its region,
 * is the method's own to check, through {@link Access}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Needs {
  /** Whoever is logged in, even without any right. */
  String SESSION = "session";

  /** Nothing: also who is not logged in. */
  String NOTHING = "nothing";

  /**
   * One of these permissions is enough, or {@link #SESSION} or {@link #NOTHING} alone. With {@link
   * #by}, {@code VALUE=PERMISSION} for each value of that parameter of the path.
   */
  String[] value();

  /** The parameter of the path on which the permission depends; empty if it does not. */
  String by() default "";

  /** What happens where the matter lies outside the user's region. */
  Foreign foreign() default Foreign.SAME;

  /** What a user gets to see of another region. */
  enum Foreign {
    /** The operation knows no regions. */
    SAME,
    /** 403 {@code security.denied}. */
    REFUSED,
    /** 404, as if it were not there. */
    HIDDEN
  }
}
