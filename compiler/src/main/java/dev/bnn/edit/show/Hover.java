// SPDX-License-Identifier: Apache-2.0
package dev.bnn.edit.show;

import dev.bnn.edit.Range;

/**
 * What is known of a word.
 *
 * @param range of the word
 * @param markdown plain Markdown: paragraphs, lists, tables and code
 * @param pending whether figures of the hardware would be in it, once {@link Hardware#compute} has them
 */
public record Hover(Range range, String markdown, boolean pending) {}
