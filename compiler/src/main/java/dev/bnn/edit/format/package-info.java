// SPDX-License-Identifier: Apache-2.0
/**
 * The formatter: one style for the whole text, a range, or the line that is being typed. It changes spaces, line ends and the ends
 * of comments, never a word, so the AST stays as it is.
 *
 * <p>The style: two blanks for each brace, one blank between words, two between layers that no semicolon separates. Line breaks are
 * the author's, except for sections, for braces, which end or begin a line if their body has several, and for lines of more than
 * 130 characters. What belongs together is aligned in columns: the braces of blocks and recipes of one line, the entries of a
 * recipe, {@code fold} lines, rows of layers, and the comments at line ends.
 */
package dev.bnn.edit.format;
