// SPDX-License-Identifier: Apache-2.0
package dev.bnn.ir;

import dev.bnn.model.WeightType;

/**
 * A matrix of integer weights, rows x columns in C order; columns run over kernel row, kernel column, and the channels that a row
 * sees.
 *
 * @param type type of the values; not {@link WeightType#FLOAT}
 */
public record Weights(int rows, int columns, byte[] values, WeightType type) {
    /** Weights of -1 and +1. */
    public Weights(int rows, int columns, byte[] values) {
        this(rows, columns, values, WeightType.BIPOLAR);
    }

    /** Other values of the same kind. */
    public Weights with(byte[] newValues) {
        return new Weights(rows, columns, newValues, type);
    }

    /** These weights with the given rows negated. */
    public Weights negated(boolean[] negatedRows) {
        byte[] other = values.clone();
        for (int i = 0; i < other.length; i++) {
            if (negatedRows[i / columns]) {
                other[i] = (byte) -other[i];
            }
        }
        return with(other);
    }

    public Weights {
        if ((long) rows * columns != values.length) {
            throw new IllegalArgumentException(rows + " x " + columns + " weights, but " + values.length + " given");
        }
    }

    public int at(int row, int column) {
        return values[row * columns + column];
    }
}
