// SPDX-License-Identifier: Apache-2.0
@NullMarked
package org.shuniu.api.services;

import org.jspecify.annotations.NullMarked;
