// SPDX-License-Identifier: Apache-2.0
package dev.bnn.source;

/**
 * Another place of the text that a finding is about.
 *
 * @param text what stands there, for people
 */
public record Related(Span span, String text) {}
