// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.contact;

import java.util.List;
import java.util.Optional;

/** A part of a list of contacts; {@code next} is the cursor of the part that follows. */
public record ContactPage(
    List<ContactSummary> items, Optional<String> next, Optional<Long> total) {}
