// SPDX-License-Identifier: Apache-2.0
package dev.bnn.edit;

/**
 * A change of a text.
 *
 * @param range the range that it replaces; empty if it only inserts
 * @param text the new text in its place
 */
public record TextEdit(Range range, String text) {}
