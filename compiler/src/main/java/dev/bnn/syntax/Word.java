// SPDX-License-Identifier: Apache-2.0
package dev.bnn.syntax;

import dev.bnn.source.Span;

/** A word, name or quoted text (without its quotes) of the source. */
public record Word(String text, Span span, boolean quoted) {}
