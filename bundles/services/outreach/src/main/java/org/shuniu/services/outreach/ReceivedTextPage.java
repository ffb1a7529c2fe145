// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.outreach;

import java.util.List;
import java.util.Optional;

/** Texts of citizens, newest first; {@code next} is the cursor of what follows. */
public record ReceivedTextPage(List<ReceivedText> items, Optional<String> next) {}
