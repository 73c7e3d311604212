// SPDX-License-Identifier: Apache-2.0
package dev.bnn.check.layer;

import dev.bnn.check.values.ExprEvaluator;
import dev.bnn.check.values.Scope;
import dev.bnn.check.vocabulary.Limits;
import dev.bnn.syntax.Expr;
import dev.bnn.syntax.Extent;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads rows x columns. */
record Extents(ExprEvaluator evaluator, Scope scope) {
    /** Numbers of rows and of columns. */
    record Pair(int rows, int columns) {
        static final Pair ONE = new Pair(1, 1);
    }

    /**
     * The numbers of an extent, each at least 1; empty if one has no value, which is reported.
     *
     * @param what the extent in a message: "the kernel"
     */
    Optional<Pair> sizes(Extent extent, String what) {
        return pair(extent, what, 1);
    }

    /** The numbers of an extent, each at least 0; empty if one has no value, which is reported. */
    Optional<Pair> amounts(Extent extent, String what) {
        return pair(extent, what, 0);
    }

    /** A number of at least 0. */
    OptionalInt amount(Expr expr, String what) {
        return evaluator.number(expr, what, 0, Limits.EXTENT, scope);
    }

    private Optional<Pair> pair(Extent extent, String what, int least) {
        boolean both = extent.columns().isEmpty();
        OptionalInt rows =
                evaluator.number(extent.rows(), both ? what : what + " by rows", least, Limits.EXTENT, scope);
        OptionalInt columns = both
                ? rows
                : evaluator.number(extent.columns().get(), what + " by columns", least, Limits.EXTENT, scope);
        return rows.isPresent() && columns.isPresent()
                ? Optional.of(new Pair(rows.getAsInt(), columns.getAsInt()))
                : Optional.empty();
    }
}
