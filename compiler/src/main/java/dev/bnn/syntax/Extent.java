// SPDX-License-Identifier: Apache-2.0
package dev.bnn.syntax;

import dev.bnn.source.Span;
import java.util.List;
import java.util.Optional;

/**
 * Rows x columns, for example of a window.
 *
 * @param columns number of columns; empty if one number stands for both
 */
public record Extent(Expr rows, Optional<Expr> columns, Span span) {
    /** The expressions as they are written. */
    public List<Expr> expressions() {
        return columns.map(c -> List.of(rows, c)).orElse(List.of(rows));
    }
}
