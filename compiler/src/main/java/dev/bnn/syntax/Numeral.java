package dev.bnn.syntax;

import dev.bnn.source.Span;

/**
 * A signed number of the source.
 *
 * @param whole true if it is written without fraction and exponent
 */
public record Numeral(String text, double value, boolean whole, Span span) {}
