// SPDX-License-Identifier: Apache-2.0
/**
 * Citizens (服务对象): who they are (Z1), who calls (Z2), what happened over all channels (C9) and what
 * business systems know (L1). A number gives candidates, never a person; names and numbers are
 * masked until somebody is verified in a contact, and each look has a reason that is kept (X4).
 * Numbers of identity documents are stored sealed; names and telephone numbers are not, for they
 * are searched and shown masked. See docs/citizens.md.
 */
@NullMarked
package org.shuniu.services.citizen;

import org.jspecify.annotations.NullMarked;
