// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.outreach;

import java.util.List;
import java.util.Optional;

/** Notices, newest first; {@code next} is the cursor of what follows. */
public record NoticePage(List<Notice> items, Optional<String> next) {}
