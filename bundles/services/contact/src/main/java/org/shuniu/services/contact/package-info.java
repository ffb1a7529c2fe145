// SPDX-License-Identifier: Apache-2.0
@NullMarked
package org.shuniu.services.contact;

import org.jspecify.annotations.NullMarked;
