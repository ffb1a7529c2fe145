// SPDX-License-Identifier: Apache-2.0
/**
 * Backups (P10). In the hub, {@code shuniu:backup} writes an archive of all that must not be lost;
 * outside of it, {@link org.shuniu.core.ops.backup.Tool} checks archives and makes homes of them,
 * with nothing but the JDK and the database's driver on its class path.
 */
@NullMarked
package org.shuniu.core.ops.backup;

import org.jspecify.annotations.NullMarked;
