// SPDX-License-Identifier: Apache-2.0
@NullMarked
package org.shuniu.business.rest;

import org.jspecify.annotations.NullMarked;
