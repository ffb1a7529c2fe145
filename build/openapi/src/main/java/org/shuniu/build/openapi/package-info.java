// SPDX-License-Identifier: Apache-2.0
/** What the OpenAPI generator has to know about the hub's records. */
@NullMarked
package org.shuniu.build.openapi;

import org.jspecify.annotations.NullMarked;
