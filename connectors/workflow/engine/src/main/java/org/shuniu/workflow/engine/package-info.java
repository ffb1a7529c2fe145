// SPDX-License-Identifier: Apache-2.0
@NullMarked
package org.shuniu.workflow.engine;

import org.jspecify.annotations.NullMarked;
