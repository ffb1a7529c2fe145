// SPDX-License-Identifier: Apache-2.0
package org.shuniu.api.business.spi;

/**
 * What is wrong with a mapping.
 *
 * @param line of the text, from 1; 1 where it concerns the whole
 * @param code dotted lower-case: {@code business.mapping.expression}
 * @param detail for people, in the words of whoever found it; quotes no content of a request
 */
public record MappingFault(int line, String code, String detail) {}
