// SPDX-License-Identifier: Apache-2.0
package dev.bnn.edit.show;

import dev.bnn.edit.Range;

/**
 * What is known about a word.
 *
 * @param range range of the word
 * @param markdown plain Markdown: paragraphs, lists, tables and code
 * @param pending whether it will contain figures of the hardware once {@link Hardware#compute} has them
 */
public record Hover(Range range, String markdown, boolean pending) {}
