// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.contact;

import java.util.Optional;

/** A business category. */
public record Category(
    String code,
    Optional<String> parent,
    String labelZh,
    String labelEn,
    String pinyin,
    String initials,
    boolean leaf) {}
