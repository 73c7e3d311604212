// SPDX-License-Identifier: Apache-2.0
package dev.bnn.source;

/**
 * A change of the text that removes the cause of a finding.
 *
 * @param title what it does, for a menu
 * @param span what it replaces; empty where it only inserts
 * @param text what stands there afterwards
 */
public record Fix(String title, Span span, String text) {}
