// SPDX-License-Identifier: Apache-2.0
/** The contract of workflow engines. */
@NullMarked
package org.shuniu.api.testkit.workflow;

import org.jspecify.annotations.NullMarked;
