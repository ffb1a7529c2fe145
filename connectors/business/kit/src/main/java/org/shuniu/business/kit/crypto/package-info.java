// SPDX-License-Identifier: Apache-2.0
/**
 * Signatures, digests and ciphers of links behind one interface (X3), so that certified hardware
 * can take the place of the software without a change elsewhere.
 */
@NullMarked
package org.shuniu.business.kit.crypto;

import org.jspecify.annotations.NullMarked;
