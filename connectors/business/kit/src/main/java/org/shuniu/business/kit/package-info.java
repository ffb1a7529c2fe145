// SPDX-License-Identifier: Apache-2.0
/**
 * What links to business systems have in common (L6): the guard before a foreign system, the wire
 * to it, faults in the words of the seam, the door for what it tells. A library, no bundle: each
 * connector carries it on its own class path, so that none depends on another's version of it.
 */
@NullMarked
package org.shuniu.business.kit;

import org.jspecify.annotations.NullMarked;
