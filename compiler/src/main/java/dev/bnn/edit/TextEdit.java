// SPDX-License-Identifier: Apache-2.0
package dev.bnn.edit;

/**
 * A change of a text.
 *
 * @param range what it replaces; empty where it only inserts
 * @param text what stands there afterwards
 */
public record TextEdit(Range range, String text) {}
