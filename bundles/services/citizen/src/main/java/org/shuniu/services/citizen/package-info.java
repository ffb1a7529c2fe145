// SPDX-License-Identifier: Apache-2.0
/**
 * Citizens (服务对象), first cut: who may be behind a telephone number (Z2). A number gives candidates,
 * never a person; names and numbers are masked (X4).
 */
@NullMarked
package org.shuniu.services.citizen;

import org.jspecify.annotations.NullMarked;
