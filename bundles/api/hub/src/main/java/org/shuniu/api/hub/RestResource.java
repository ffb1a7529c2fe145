// SPDX-License-Identifier: Apache-2.0
package org.shuniu.api.hub;

import org.osgi.service.component.annotations.ComponentPropertyType;

/**
 * Marks a component as a JAX-RS resource, served below {@code /api/v1} (P7). The component
 * registers as {@code service = Object.class}; the gateway serves all resources of one bundle by
 * one CXF server, which comes and goes with the bundle. Every method checks its permission through
 * {@link Access}.
 */
@ComponentPropertyType
public @interface RestResource {
  /** Prefix of the property names. */
  String PREFIX_ = "shuniu.";

  /** Marks it; always true. */
  boolean rest() default true;
}
