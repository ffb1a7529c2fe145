// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.ivr;

import java.util.Optional;

/**
 * What callers hear of a prompt.
 *
 * @param audio URI of the recorded file; empty: the text is spoken
 * @param text empty if it is recorded
 * @param language BCP 47
 */
record PromptContent(Optional<String> audio, String text, String language) {}
