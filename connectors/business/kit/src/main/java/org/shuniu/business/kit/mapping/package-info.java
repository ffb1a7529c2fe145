// SPDX-License-Identifier: Apache-2.0
/**
 * Links made by configuration (L6): the mapping file of a link, its expressions in bounds of time
 * and memory, its code tables and examples, and the link that works by it. A kind of link adds how
 * it carries a mapped request to its foreign system.
 */
@NullMarked
package org.shuniu.business.kit.mapping;

import org.jspecify.annotations.NullMarked;
