// SPDX-License-Identifier: Apache-2.0
@NullMarked
package org.shuniu.speech.espeak;

import org.jspecify.annotations.NullMarked;
